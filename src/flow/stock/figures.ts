// What a party's moves of a lot come to: how much it had, and how much is left with it.
import type { Move, MoveKind } from './moves.ts';

/** Base units of the lot; null = not known. */
export interface Figures {
  produced: number | null;
  received: number | null;
  drawn: number | null;
  shipped: number | null;
  /** What lies loose with the party. What it packed into a unit is left with the unit. */
  remaining: number | null;
  isHeld: boolean;
  isInStock: boolean;
}

/**
 * Goods are told twice, by trade and by units: then the larger of both counts. `isSingle`: an item or unit, which is where its last move
 * took it. `mayBeLeft`: whether anybody could still draw from the lot, for where nobody told how much came.
 */
export function figuresOf(moves: readonly Move[], isSingle: boolean, mayBeLeft: boolean): Figures {
  const sum = (...kinds: MoveKind[]): number | null => sumOf(moves, kinds);
  const produced = sum('made');
  const ofOthers = sum('unpacked-of-others');
  const received = seenOnly(moves, 'seen-in', ['bought', 'unpacked-of-others', 'made'])
    ? null
    : larger(sum('bought'), ofOthers);
  const sent = larger(sum('sold'), sum('packed-and-left'));
  const drawn = sum('drawn');
  const isGone =
    seenOnly(moves, 'seen-out', ['sold', 'packed-and-left']) && lastOf(moves)?.kind === 'seen-out';
  const rest = isGone
    ? 0
    : less(plus(plus(produced, received), sum('unpacked')), plus(plus(drawn, sent), sum('packed')));
  const isHeld = moves.some(({ kind }) => comings.has(kind));
  const here = isSingle ? comings.has(lastOf(moves)?.kind ?? 'sold') : rest === null ? mayBeLeft : rest > 0;
  return {
    ...{ produced, drawn, isHeld, isInStock: isHeld && here },
    received: isSingle && received === null ? 1 : received,
    shipped: isGone && !isSingle ? null : isGone ? 1 : sent,
    remaining: isSingle ? Number(here) : rest === null ? null : Math.max(0, rest),
  };
}

const comings: ReadonlySet<MoveKind> = new Set([
  'made',
  'unpacked',
  'unpacked-of-others',
  'seen-in',
  'bought',
]);

/** The last of all; of one moment, what was said last. */
export function lastOf(moves: readonly Move[]): Move | undefined {
  return moves.reduce<Move | undefined>(
    (last, move) => (last === undefined || isLater(move, last) ? move : last),
    undefined,
  );
}

/** When it came to the party, and by which move. */
export function arrivalOf(moves: readonly Move[]): Move | undefined {
  return lastOf(moves.filter(({ kind }) => comings.has(kind)));
}

function isLater(one: Move, other: Move): boolean {
  return one.atMs === other.atMs ? one.entry >= other.entry : one.atMs > other.atMs;
}

function seenOnly(moves: readonly Move[], seen: MoveKind, told: readonly MoveKind[]): boolean {
  return moves.some(({ kind }) => kind === seen) && !moves.some(({ kind }) => told.includes(kind));
}

function sumOf(moves: readonly Move[], kinds: readonly MoveKind[]): number | null {
  let sum = 0;
  for (const { kind, amount } of moves) {
    if (!kinds.includes(kind)) continue;
    if (amount === null) return null;
    sum += amount;
  }
  return sum;
}

function larger(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : Math.max(one, other);
}

function plus(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

function less(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}
