// Makings while their masses are still being found: who made what of what, by numbers.
import type { Amount, ChainEvent } from '../../dossier/dossier.ts';
import { contentsOf, type Packings } from './contents.ts';
import type { Numbering } from './numbering.ts';

export interface DraftInput {
  readonly lot: number;
  readonly dimension: string | null;
  amount: number | null;
  grams: number | null;
  readonly atMs: number;
  readonly unit: number;
  readonly packedAtMs: number;
  readonly filledAtMs: number;
}

export interface DraftOutput {
  readonly lot: number;
  readonly dimension: string | null;
  amount: number | null;
  grams: number | null;
}

export interface Draft {
  readonly kind: 'making' | 'packing';
  readonly events: readonly ChainEvent[];
  readonly inputs: DraftInput[];
  readonly outputs: DraftOutput[];
  /** Something of it, or of a unit that it drew, is not shown. */
  withheld: boolean;
}

/** Makings in the order of their first event, then the packing of each unit. */
export function draftsOf(
  runs: readonly (readonly ChainEvent[])[],
  packings: Packings,
  lots: Numbering,
): Draft[] {
  const makings = runs.map((events) => makingOf(events, packings, lots));
  const packed = [...packings.events].map(([unit, events]) => packingOf(unit, events, packings, lots));
  return [...makings, ...packed];
}

function makingOf(events: readonly ChainEvent[], packings: Packings, lots: Numbering): Draft {
  const draft = draftOf('making', events);
  for (const { drawn, atMs } of events) {
    for (const amount of drawn) draw(draft, amount, atMs, packings, lots);
  }
  const made = new Map<number, DraftOutput>();
  for (const { produced, drawn } of events) {
    for (const amount of produced) {
      // The unit itself may be declared as a thing; what it is made of says its packing.
      if (drawn.length === 0 && packings.events.has(amount.lot)) continue;
      make(made, lots.of(amount.lot), amount);
    }
  }
  draft.outputs.push(...made.values());
  return draft;
}

/** What a long process makes of one lot in several goes is one output. */
function make(made: Map<number, DraftOutput>, lot: number, { dimension, amount }: Amount): void {
  const before = made.get(lot);
  if (before === undefined) made.set(lot, { lot, dimension, amount, grams: null });
  else if (before.amount !== null) {
    const known = amount !== null && before.dimension === dimension;
    before.amount = known ? before.amount + amount : null;
  }
}

function packingOf(unit: string, events: readonly ChainEvent[], packings: Packings, lots: Numbering): Draft {
  const draft = draftOf('packing', events);
  draw(draft, { lot: unit, dimension: 'count', amount: 1 }, events[0]?.atMs ?? 0, packings, lots);
  draft.outputs.push({ lot: lots.of(unit), dimension: 'count', amount: 1, grams: null });
  return draft;
}

function draftOf(kind: Draft['kind'], events: readonly ChainEvent[]): Draft {
  return { kind, events, inputs: [], outputs: [], withheld: events.some(({ withheld }) => withheld) };
}

function draw(draft: Draft, portion: Amount, atMs: number, packings: Packings, lots: Numbering): void {
  // Nothing of a lot is no input.
  if (portion.amount === 0) return;
  if (!packings.events.has(portion.lot)) {
    const { lot, dimension, amount } = portion;
    const alone = { unit: -1, packedAtMs: atMs, filledAtMs: atMs };
    draft.inputs.push({ lot: lots.of(lot), dimension, amount, grams: null, atMs, ...alone });
    return;
  }
  const { inside, complete } = contentsOf(packings, portion.lot);
  draft.withheld ||= !complete;
  for (const { lot, unit, ...packed } of inside)
    if (packed.amount !== 0)
      draft.inputs.push({ ...packed, lot: lots.of(lot), grams: null, atMs, unit: lots.of(unit) });
}
