// What lies in the stores as far as this device can tell: what the node said last, and what was recorded here since.
import type { Effect } from '../../offline/queue/item.ts';
import type { Dimension } from './event.ts';

/** The members that are used here, of GET /parties/{id}/lots. */
export interface StockLot {
  readonly id: string;
  readonly kind: string;
  readonly product: string | null;
  readonly productName: string | null;
  readonly dimension: string | null;
  readonly remaining: number | null;
  readonly place: string | null;
  readonly cameAtMs: number;
}

export interface Stored {
  readonly id: string;
  readonly kind: string;
  readonly product: string | null;
  readonly productName: string | null;
  readonly dimension: Dimension | null;
  readonly remaining: number | null;
  readonly place: string | null;
  readonly cameAtMs: number;
  /** Recorded on this device and not counted by the node yet. */
  readonly isNew: boolean;
}

const dimensions: readonly string[] = ['mass', 'length', 'area', 'volume', 'count'];

/** `effects`: of what was recorded here after the node told its stock, oldest first, with the moment. Newest lots first. */
export function storedNow(
  told: readonly StockLot[],
  effects: readonly { readonly atMs: number; readonly effect: Effect }[],
): Stored[] {
  const stored = new Map<string, Stored>();
  for (const lot of told) {
    const dimension = dimensions.includes(lot.dimension ?? '') ? (lot.dimension as Dimension) : null;
    stored.set(lot.id, { ...lot, dimension, isNew: false });
  }
  for (const { atMs, effect } of effects) {
    for (const { id, base } of effect.drawn) draw(stored, id, base);
    for (const made of effect.made) {
      const known = stored.get(made.id);
      const sum = known === undefined ? made.remaining : plus(known.remaining, made.remaining);
      stored.set(made.id, { ...made, remaining: sum, cameAtMs: atMs, isNew: true });
    }
  }
  return [...stored.values()]
    .filter(({ remaining }) => remaining === null || remaining > 0)
    .sort((one, other) => other.cameAtMs - one.cameAtMs);
}

function draw(stored: Map<string, Stored>, id: string, base: number | null): void {
  const known = stored.get(id);
  if (known === undefined || known.remaining === null || base === null) return;
  stored.set(id, { ...known, remaining: Math.max(0, known.remaining - base) });
}

function plus(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}
