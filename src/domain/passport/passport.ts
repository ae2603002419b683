// What a shopper may see of a lot, item or unit, as plain data: the page, the JSON-LD and tests all render this.
import type { ClaimVerdict } from '#verifier';
import { actOf } from './act.ts';
import type { PassportClaim } from './claim.ts';
import { claimsOf } from './claim.ts';
import type { Finding } from './finding.ts';
import type { PassportGround } from './ground.ts';
import { passportGrounds } from './ground.ts';
import { findingsOf } from './finding.ts';
import type { Amount, JourneyStep, Where } from './journey.ts';
import { journeyOf, madeIn, siteOf } from './journey.ts';
import type { Known, KnownLog, KnownProduct, PassportLevel, Traced } from './known.ts';
import { productOf, shortName, titleOf } from './title.ts';

export interface PassportOrigin {
  /** ISO 3166-1 alpha-2; null: nobody said. */
  country: string | null;
  /** Of this origin in the asked lot; null where amounts are not known. */
  grams: number | null;
  percent: number | null;
  /** Lots that begin there. */
  lots: number;
}

export interface Making {
  act: string;
  who: string | null;
  where: Where;
  atMs: number;
}

export interface Passport {
  id: string;
  kind: string;
  title: string;
  /** The lot's, item's or unit's own name under the product. */
  number: string;
  /** By the word that counts for this lot. */
  product: KnownProduct | null;
  /** What the product is made of, or weighs, was told otherwise for lots made later. */
  isToldOtherwise: boolean;
  /** Who stands for the product; null where it is not registered. */
  brand: string | null;
  level: PassportLevel;
  /** All that was produced of it. */
  amount: Amount | null;
  making: Making | null;
  /** Largest first. */
  origins: PassportOrigin[];
  /** From the field on; the asked lot's own making last. */
  journey: JourneyStep[];
  findings: Finding[];
  /** What all this rests on: whose word, and who outside stands behind it. */
  grounds: PassportGround[];
  /** By id of the claim. */
  claims: PassportClaim[];
  /** What is known to the log and not shown here. */
  withheld: WithheldCode[];
  log: { origin: string; size: number; entry: number | null };
}

export const withheldCodes = ['regions', 'names', 'weights', 'papers', 'farms'] as const;
export type WithheldCode = (typeof withheldCodes)[number];

/** The verdicts on the lot's claims, as of that time. */
export interface Judged {
  verdicts: readonly ClaimVerdict[];
  atMs: number;
}

/** `found` comes first among the findings. `level` decides what is told: regions, names and places, weights (evidence.md, "Levels"); shares by country are told at every level. */
export function passportOf(
  traced: Traced,
  known: Known,
  log: KnownLog,
  level: PassportLevel = 'country',
  { verdicts, atMs }: Judged = { verdicts: [], atMs: 0 },
  found: readonly Finding[] = [],
): Passport {
  const { lot } = traced;
  const productId = productOf(lot.id);
  const product = productId === undefined ? undefined : known.product(productId, lot.id);
  const journey = journeyOf(traced, known, level);
  const claims = claimsOf(verdicts, known, level, atMs);
  return {
    id: lot.id,
    kind: lot.kind,
    title: titleOf(lot.id, lot.kind, product),
    number: shortName(lot.id),
    product: product ?? null,
    isToldOtherwise: product !== undefined && isOther(product, known.product(product.product)),
    brand: product === undefined ? null : (known.party(product.party)?.name ?? null),
    level,
    amount:
      level !== 'full' || lot.produced === null || lot.dimension === null
        ? null
        : { amount: lot.produced, dimension: lot.dimension },
    making: makingOf(traced, known, level),
    origins: originsOf(traced, level),
    journey,
    grounds: passportGrounds(traced, log, level),
    findings: [...found, ...findingsOf(traced, journey, log, claims)],
    claims,
    withheld: withheldAt(level),
    log: { origin: log.origin, size: log.size, entry: lot.entry },
  };
}

function isOther(told: KnownProduct, last: KnownProduct | undefined): boolean {
  const said = ({ composition, netWeightGrams }: KnownProduct): string =>
    JSON.stringify([composition, netWeightGrams]);
  return last !== undefined && said(told) !== said(last);
}

/** Shares are for everybody; weights are trade figures, and withheld like in an evidence file of that level. */
function originsOf({ countries, unknownAmounts }: Traced, level: PassportLevel): PassportOrigin[] {
  return countries.map(({ country, grams, share, origins }) => ({
    country,
    grams: unknownAmounts || level !== 'full' ? null : grams,
    percent: unknownAmounts ? null : share * 100,
    lots: origins,
  }));
}

function makingOf(traced: Traced, known: Known, level: PassportLevel): Making | null {
  const stage = traced.stages.find((one) => madeIn(one, traced));
  if (stage === undefined || traced.lot.bornAtMs === null) return null;
  const { who, where } = siteOf(stage, known, level);
  return { act: actOf(stage.process, stage.step), who, where, atMs: traced.lot.bornAtMs };
}

function withheldAt(level: PassportLevel): WithheldCode[] {
  if (level === 'full') return ['farms'];
  if (level === 'site') return ['weights', 'papers', 'farms'];
  return [...(level === 'country' ? (['regions'] as const) : []), 'names', 'weights', 'papers', 'farms'];
}
