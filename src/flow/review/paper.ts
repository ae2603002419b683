// All about one certificate: what of it is drawn, what was said of it, and by which accreditations its issuer may say it.
import {
  accreditedFor,
  type Assurance,
  assuranceOf,
  casesOn,
  type Certificate,
  drawingOf,
  needsAccreditation,
} from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { stateOf } from '../../domain/record/state.ts';
import { recordAt } from '../records.ts';
import { nameIn } from '../today/trade.ts';

/** A certificate that takes of the volume, with what it takes. */
export interface PaperUse {
  certificate: string;
  entry: number;
  holder: string;
  holderName: string | null;
  grams: number;
  atMs: number;
}

/** `certified`: of a transaction certificate, what others drew from it. `allowed`: of any other with a volume told, what was shipped
 * under transaction certificates of its holder and scheme while it was valid. */
export interface PaperVolume {
  kind: 'certified' | 'allowed';
  grams: number;
  usedGrams: number;
  /** Something that may draw from it is withheld: the sum may be larger. */
  isUnknown: boolean;
  /** Newest first, at most 200; `usedGrams` is of all. */
  uses: PaperUse[];
  useCount: number;
}

export interface PaperWord {
  entry: number;
  recordedAtMs: number;
  state: string;
  fromMs: number;
  by: string;
  byName: string | null;
  reason: string | null;
}

/** A link from the issuer up; the last one is the anchor itself. */
export interface AccreditationStep {
  kind: 'accreditation' | 'trust';
  entry: number;
  party: string;
  partyName: string | null;
  role: string | null;
  schemes: readonly string[];
  by: string;
  byName: string | null;
  validFromMs: number;
  validUntilMs: number | null;
}

export interface Paper {
  certificate: string;
  atMs: number;
  state: string;
  assurance: Assurance;
  volume: PaperVolume | null;
  /** Newest first. */
  words: PaperWord[];
  /** By what the log said when it took the certificate; null where its kind asks for none. */
  accreditation: { ok: boolean; detail: string | null; steps: AccreditationStep[] } | null;
  cases: { case: string; opening: string; state: string; openedAtMs: number }[];
}

const mostUses = 200;

export function paperOf(ledger: Ledger, id: string, atMs: number): Paper | undefined {
  const { records } = ledger;
  const certificate = records.byId('certificate', id);
  if (certificate === undefined) return undefined;
  return {
    certificate: id,
    atMs,
    state: stateOf(records, certificate, atMs) ?? 'valid',
    assurance: assuranceOf(records, certificate),
    volume: volumeOf(ledger, certificate, atMs),
    words: wordsOn(ledger, id),
    accreditation: needsAccreditation(certificate) ? accreditationOf(ledger, certificate) : null,
    cases: casesOn(records, id, atMs).map(({ case: one, opening, state, openedAtMs }) => {
      return { case: one, opening, state, openedAtMs };
    }),
  };
}

function volumeOf(ledger: Ledger, certificate: Certificate, atMs: number): PaperVolume | null {
  const isTransaction = certificate.type === 'transaction';
  if (!isTransaction && certificate.volumeGrams === null) return null;
  const { certifiedGrams, drawnGrams, by, isUnknown } = drawingOf(ledger.records, certificate, atMs);
  const uses = isTransaction
    ? by.map((one) => useOf(ledger, one, drawnBy(one, certificate)))
    : shippedUnder(ledger, certificate);
  uses.sort((one, other) => other.entry - one.entry);
  return {
    kind: isTransaction ? 'certified' : 'allowed',
    grams: isTransaction ? certifiedGrams : (certificate.volumeGrams ?? 0),
    usedGrams: isTransaction ? drawnGrams : uses.reduce((sum, { grams }) => sum + grams, 0),
    isUnknown: isTransaction && isUnknown,
    uses: uses.slice(0, mostUses),
    useCount: uses.length,
  };
}

function drawnBy({ inputs }: Certificate, { certificate }: Certificate): number {
  return inputs.reduce((sum, one) => sum + (one.certificate === certificate ? one.grams : 0), 0);
}

function shippedUnder(
  ledger: Ledger,
  { holder, scheme, validFromMs, validUntilMs }: Certificate,
): PaperUse[] {
  return ledger.records
    .certificatesOf(holder)
    .filter((one) => one.type === 'transaction' && one.holder === holder && one.scheme === scheme)
    .filter(
      ({ shippedAtMs }) => shippedAtMs !== null && shippedAtMs >= validFromMs && shippedAtMs <= validUntilMs,
    )
    .map((one) =>
      useOf(
        ledger,
        one,
        one.lots.reduce((sum, { certifiedGrams }) => sum + certifiedGrams, 0),
      ),
    );
}

function useOf(ledger: Ledger, one: Certificate, grams: number): PaperUse {
  const { certificate, entry, holder, shippedAtMs, validFromMs } = one;
  return {
    certificate,
    entry,
    holder,
    holderName: nameIn(ledger, holder),
    grams,
    atMs: shippedAtMs ?? validFromMs,
  };
}

function wordsOn(ledger: Ledger, id: string): PaperWord[] {
  return ledger.records
    .statusesOf(id)
    .map(({ entry, recordedAtMs, state, fromMs, issuer: by, reason }) => {
      return { entry, recordedAtMs, state, fromMs, by, byName: nameIn(ledger, by), reason };
    })
    .reverse();
}

function accreditationOf(
  ledger: Ledger,
  { issuer, scheme, recordedAtMs, entry }: Certificate,
): Paper['accreditation'] {
  const asked = { roles: ['certification-body', 'auditor'] as const, scheme };
  const found = accreditedFor(ledger.records, issuer, asked, recordedAtMs, entry);
  return {
    ok: found.ok,
    detail: found.ok ? null : found.detail,
    steps: stepsOf(ledger, found.entries, scheme, issuer),
  };
}

/** From the party up. `entries`: of a chain, in any order. */
export function stepsOf(
  ledger: Ledger,
  entries: readonly number[],
  scheme: string,
  from: string,
): AccreditationStep[] {
  const links = entries.flatMap((entry) => recordAt(ledger, entry) ?? []);
  const steps: AccreditationStep[] = [];
  let party = from;
  for (;;) {
    const link = links.find((one) => one.kind === 'accreditation' && one.party === party);
    if (link?.kind !== 'accreditation' || steps.length > links.length) break;
    const { entry, role, schemes, issuer: by, validFromMs, validUntilMs } = link;
    const [partyName, byName] = [nameIn(ledger, party), nameIn(ledger, by)];
    steps.push({
      kind: 'accreditation',
      entry,
      party,
      partyName,
      role,
      schemes,
      by,
      byName,
      validFromMs,
      validUntilMs,
    });
    party = by;
  }
  const trust = links.find((one) => one.kind === 'trust');
  const anchor = trust?.kind === 'trust' ? trust.anchors.find((one) => one.party === party) : undefined;
  if (trust?.kind !== 'trust' || anchor === undefined) return steps;
  const [partyName, byName] = [nameIn(ledger, party), nameIn(ledger, trust.issuer)];
  const { entry, issuer: by, fromMs: validFromMs } = trust;
  const schemes = anchor.schemes.includes('*') ? [scheme] : anchor.schemes;
  return [
    ...steps,
    {
      kind: 'trust',
      entry,
      party,
      partyName,
      role: null,
      schemes,
      by,
      byName,
      validFromMs,
      validUntilMs: null,
    },
  ];
}
