// What is withheld of the way may be what contradicts the claim: unknown, and unknown never passes (docs/protocol/claims.md,
// "Result"). One question for all checks, so that none of them need tell what is not shown from what nobody ever told.
import type { ChainEvent, Dossier } from '../dossier/dossier.ts';
import type { Making } from './chain.ts';
import type { JudgeCase, JudgeContext, Withheld } from './context.ts';
import type { Reach } from './custody/reach.ts';
import { finding } from './finding.ts';
import { productIdOf } from './product-word.ts';
import type { ClaimFinding } from './verdict.ts';
import { wayBack } from './way.ts';

/** Undefined where nothing of it is withheld, which is nearly always: then nothing is looked for. */
export function withheldIn({ events, products }: Dossier): Withheld | undefined {
  const isWhole = !events.some(({ withheld }) => withheld) && !products.some(({ withheld }) => withheld);
  if (isWhole) return undefined;
  return { hidden: events.filter(({ hidesMaking, unit }) => hidesMaking && unit === null) };
}

/** Findings that leave open whether a claim holds at all, whatever kilograms are proven. */
export function mayContradict({ code, weight }: ClaimFinding): boolean {
  return weight === 'unknown' && openingCodes.has(code);
}

const openingCodes: ReadonlySet<string> = new Set([
  'CLAIM_WITHHELD',
  'EVENT_WITHHELD',
  'PRODUCT_WITHHELD',
  'TRADE_WITHHELD',
]);

/**
 * `EVENT_WITHHELD` where something is withheld of an event on the way, or of one that may belong there; `PRODUCT_WITHHELD` by
 * product on the way of which composition, category or, where it is counted in pieces, weight may be what is withheld.
 */
export function withheldOnWay(context: JudgeContext, reach: Reach): ClaimFinding[] {
  const { withheld, chain, asked } = context;
  if (withheld === undefined) return [];
  const makings = new Set([
    ...wayBack(chain, asked).makings,
    ...reach.makings.map((at) => chain.makings[at]!),
  ]);
  return [...eventFindings(withheld, makings), ...productFindings(context, makings)];
}

function eventFindings({ hidden }: Withheld, makings: ReadonlySet<Making>): ClaimFinding[] {
  const parties = new Set([...makings].map(({ party }) => party));
  const events = new Set([...makings].flatMap((making) => making.events.filter((one) => one.withheld)));
  for (const event of hidden) if (parties.has(event.party) || isWhollyOpen(event)) events.add(event);
  if (events.size === 0) return [];
  const entries = [...events].map(({ entry }) => entry);
  const detail = `something is withheld of ${events.size === 1 ? 'an event' : `${events.size} events`} on the way, and may be what contradicts the claim`;
  return [finding('EVENT_WITHHELD', 'custody', 'unknown', detail, { entries })];
}

/** It tells nothing that it made or used: it may have put anything into any unit, and taken anything out. */
function isWhollyOpen({ produced, drawn }: ChainEvent): boolean {
  return produced.length + drawn.length === 0;
}

function productFindings(context: JudgeContext, makings: ReadonlySet<Making>): ClaimFinding[] {
  const places = new Set(
    [...makings].flatMap(({ inputs, outputs }) => [...inputs, ...outputs].map(({ lot }) => lot)),
  );
  const products = new Map<string, number | undefined>();
  for (const place of places) {
    const word = context.productAt(place);
    const product = productIdOf(context.chain.lots[place]!.lot);
    if (mayBeHidden(context, place)) products.set(product, word?.entry);
  }
  return [...products].map(([product, entry]) => {
    const detail = `something is withheld of product ${product}, and may be what contradicts the claim`;
    const about = { about: product, entries: entry === undefined ? [] : [entry] };
    return finding('PRODUCT_WITHHELD', 'what', 'unknown', detail, about);
  });
}

/** A word that tells everything that is asked of it hides nothing that matters. */
function mayBeHidden(
  { chain, products, productAt }: Pick<JudgeCase, 'chain' | 'products' | 'productAt'>,
  place: number,
): boolean {
  const { lot, dimension } = chain.lots[place]!;
  const word = productAt(place);
  // Which of several words counts cannot be told where something is withheld of when the lot was made.
  if (word === undefined) return products.first(productIdOf(lot)) !== undefined;
  const isWeighed = dimension !== 'count' || word.netWeightGrams !== null;
  return word.withheld && (word.category === null || word.composition.length === 0 || !isWeighed);
}
