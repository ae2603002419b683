// What an event does to lots, edges and contents: computed once, checked when deciding, applied as it is.
// Every effect can be taken back (`sign` -1), and none depends on what arrived before or will arrive after.
import { allocate } from '#verifier';
import type { Movement, Portion } from '#verifier';
import { unknownAmount } from '../trace/graph.ts';
import type { Emptying, Inside, Packed } from './contents.ts';
import { dimensionNumber } from './event-table.ts';
import type { LotChange, Trial } from './trial.ts';
import { countDimension } from './trial.ts';

export interface EdgeChange {
  from: number;
  to: number;
  amount: number;
}

export interface EventEffects {
  lots: LotChange[];
  edges: EdgeChange[];
  packed: { unit: number; packed: Packed }[];
  /** Everything was taken out of this unit. */
  emptied: { unit: number; emptying: Emptying } | null;
  /** Units of which only packings tell now, or no longer. */
  implied: { lot: number; implied: boolean }[];
  /** The unit that the event packs, +1, or no longer packs, -1. */
  packings: { unit: number; sign: 1 | -1 } | null;
  /** Run node, if the event has several inputs and several outputs or belongs to a longer run. */
  run: number | null;
}

export function noEffects(): EventEffects {
  return { lots: [], edges: [], packed: [], emptied: null, implied: [], packings: null, run: null };
}

/** `runName` names the event, or the run of events that it belongs to, for ever and apart from all others.
 * `sign` -1 takes back what the event did. */
export function effectsOf(trial: Trial, movement: Movement, runName: string, sign: 1 | -1 = 1): EventEffects {
  const effects = noEffects();
  for (const portion of movement.produced) produce(trial, effects, portion, sign);
  for (const portion of movement.drawn)
    draw(trial, effects, trial.numberOf(portion.lot), dimensionOf(portion), amountOf(portion), sign);
  connect(trial, effects, movement, runName, sign);
  if (movement.unit !== undefined) repack(trial, effects, movement, sign);
  return effects;
}

/** A unit that was only packed so far is one piece already: declaring it confirms that, and adds nothing. */
function produce(trial: Trial, effects: EventEffects, portion: Portion, sign: 1 | -1): void {
  const lot = trial.numberOf(portion.lot);
  const state = trial.lot(lot);
  const packedToo = sign === 1 ? state.implied : state.packings > 0 && state.declarations === 1;
  if (packedToo) {
    imply(trial, effects, lot, sign === -1);
    return;
  }
  if (sign === 1)
    state.single ||= portion.kind === 'item' || portion.kind === 'unit' || portion.kind === 'asset';
  change(trial, effects, {
    lot,
    side: 'produced',
    dimension: dimensionOf(portion),
    amount: amountOf(portion),
    sign,
  });
}

function imply(trial: Trial, effects: EventEffects, lot: number, implied: boolean): void {
  trial.lot(lot).implied = implied;
  effects.implied.push({ lot, implied });
}

/** A unit that is used up takes its contents with it, and theirs. Only the first draw of a unit does, so circles end. */
function draw(
  trial: Trial,
  effects: EventEffects,
  lot: number,
  dimension: number,
  amount: number,
  sign: 1 | -1,
): void {
  const waiting: LotChange[] = [{ lot, side: 'drawn', dimension, amount, sign }];
  for (const one of waiting) {
    const wasDrawn = trial.lot(one.lot).drawn > 0;
    change(trial, effects, one);
    const isDrawn = trial.lot(one.lot).drawn > 0;
    if (wasDrawn === isDrawn) continue;
    for (const { child, dimension: own, amount: inside } of trial.insideOf(one.lot).values()) {
      waiting.push({
        lot: child,
        side: 'drawn',
        dimension: own,
        amount: own === 0 ? Number.NaN : inside,
        sign: isDrawn ? 1 : -1,
      });
    }
  }
}

function change(trial: Trial, effects: EventEffects, one: LotChange): void {
  effects.lots.push(trial.change(one));
}

/** Edges from inputs to outputs. With several outputs, or in a run of several events, they meet in a run node:
 * inputs + outputs edges instead of inputs x outputs. */
function connect(
  trial: Trial,
  effects: EventEffects,
  movement: Movement,
  runName: string,
  sign: 1 | -1,
): void {
  const { drawn, produced, run } = movement;
  if (run === undefined && (drawn.length === 0 || produced.length === 0)) return;
  const joined = run !== undefined || produced.length > 1;
  const node = joined ? trial.numberOf(`run:${runName}`) : trial.numberOf(produced[0]!.lot);
  for (const portion of drawn)
    edge(effects, trial.numberOf(portion.lot), node, portion.quantity?.amount ?? unknownAmount, sign);
  if (!joined) return;
  effects.run = node;
  for (const [at, weight] of allocate(drawn, produced).entries())
    runOutput(trial, effects, node, trial.numberOf(produced[at]!.lot), weight, sign);
}

/** Weights have no unit; that of mass lets them stand beside the inputs of other lots. */
const weightDimension = dimensionNumber('mass');

/** What a run has produced is the sum of the weights of its outputs: tracing divides by it. */
function runOutput(
  trial: Trial,
  effects: EventEffects,
  run: number,
  output: number,
  weight: number,
  sign: 1 | -1,
): void {
  edge(effects, run, output, weight, sign);
  change(trial, effects, { lot: run, side: 'produced', dimension: weightDimension, amount: weight, sign });
}

/** An edge of which nobody said how much still says what was made of what. */
function edge(effects: EventEffects, from: number, to: number, amount: number, sign: 1 | -1): void {
  if (amount !== 0) effects.edges.push({ from, to, amount: amount * sign });
}

function dimensionOf({ quantity }: Portion): number {
  return quantity === null ? 0 : dimensionNumber(quantity.dimension);
}

/** NaN where nobody said how much. */
function amountOf({ quantity }: Portion): number {
  return quantity?.amount ?? Number.NaN;
}

function repack(trial: Trial, effects: EventEffects, movement: Movement, sign: 1 | -1): void {
  const unit = trial.numberOf(movement.unit ?? '');
  const { eventTimeMs: timeMs, packed, unpacked } = movement;
  const before = trial.insideOf(unit);
  for (const portion of packed) pack(trial, effects, unit, portion, timeMs, sign);
  for (const portion of unpacked) pack(trial, effects, unit, portion, timeMs, sign === 1 ? -1 : 1);
  if (movement.unpacksAll) {
    effects.emptied = { unit, emptying: { timeMs, sign } };
    trial.empty(unit, { timeMs, sign });
  }
  move(trial, effects, unit, before, trial.insideOf(unit));
  if (movement.type === 'AggregationEvent' && packed.length > 0) packUnit(trial, effects, unit, sign);
}

function pack(
  trial: Trial,
  effects: EventEffects,
  unit: number,
  portion: Portion,
  timeMs: number,
  sign: 1 | -1,
): void {
  const packed = {
    child: trial.numberOf(portion.lot),
    amount: (portion.quantity?.amount ?? 1) * sign,
    dimension: dimensionOf(portion),
    timeMs,
  };
  trial.pack(unit, packed);
  effects.packed.push({ unit, packed });
}

/** What is in the unit now and was not before, or the reverse, is linked to it, and drawn with it where it is used up. */
function move(trial: Trial, effects: EventEffects, unit: number, before: Inside, after: Inside): void {
  const isDrawn = trial.lot(unit).drawn > 0;
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const { child, dimension } = (after.get(key) ?? before.get(key))!;
    const [old, now] = [before, after].map((inside) => standing(dimension, inside.get(key)?.amount ?? 0)) as [
      number,
      number,
    ];
    if (old === now) continue;
    const sign = now > old ? 1 : -1;
    const difference = Math.abs(now - old);
    edge(effects, child, unit, dimension === 0 ? unknownAmount : difference, sign);
    if (isDrawn) draw(trial, effects, child, dimension, dimension === 0 ? Number.NaN : difference, sign);
  }
}

/** Of portions of unknown amount, more than one says no more than one. */
function standing(dimension: number, amount: number): number {
  return dimension === 0 ? Math.min(amount, 1) : amount;
}

/** Packing brings a logistic unit into being (CBV: packing); things joined by association exist already. */
function packUnit(trial: Trial, effects: EventEffects, unit: number, sign: 1 | -1): void {
  const state = trial.lot(unit);
  state.packings += sign;
  effects.packings = { unit, sign };
  const appears = sign === 1 && state.declarations === 0;
  const vanishes = sign === -1 && state.implied && state.packings === 0;
  if (!appears && !vanishes) return;
  imply(trial, effects, unit, appears);
  change(trial, effects, { lot: unit, side: 'produced', dimension: countDimension, amount: 1, sign });
}
