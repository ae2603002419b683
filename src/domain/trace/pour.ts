import type { Order } from './order.ts';
import type { Links } from './subgraph.ts';

/** After so many rounds, or with so little left in proportion, a loop counts as settled (or as never settling). */
export const mostRounds = 200;
export const smallestChange = 1e-9;

export interface Poured {
  /** How much arrived at each place. */
  readonly amounts: Float64Array;
  /**
   * False where a loop gives back nearly all that it takes. If it still shrank, the amounts are a little too low
   * (what 200 rounds leave); if not, they are those without the links that close loops.
   */
  readonly settled: boolean;
}

/**
 * Pours `amount` into place 0 and lets it run along the links: a place passes on, of what arrives, link amount ÷
 * `capacity` of the place. In the order of Order once through is exact; between the ends of loops it goes round
 * until what still moves is below `smallestChange` of what has arrived. A place without capacity passes nothing on.
 */
export function pour(links: Links, order: Order, capacity: Float64Array, amount: number): Poured {
  const pouring = new Pouring(links, order.places, capacity, amount);
  const { from, to } = order.loops;
  pouring.pass(0, from);
  const loops = from === to ? 'settled' : goRound(pouring, from, to);
  if (loops === 'endless') return pourOnce(links, order.places, capacity, amount);
  pouring.pass(to, order.places.length);
  return { amounts: pouring.arrived, settled: loops === 'settled' };
}

/** `slow`: not done after all rounds, but what still moves is less than half of what moved after the first. */
function goRound(pouring: Pouring, from: number, to: number): 'settled' | 'slow' | 'endless' {
  pouring.pass(from, to);
  const moving = pouring.moving(from, to);
  for (let round = 1; round < mostRounds; round++) {
    if (pouring.isStill(from, to)) return 'settled';
    pouring.pass(from, to);
  }
  return pouring.moving(from, to) < moving / 2 ? 'slow' : 'endless';
}

function pourOnce(links: Links, places: Uint32Array, capacity: Float64Array, amount: number): Poured {
  const pouring = new Pouring(withoutLoops(links, places), places, capacity, amount);
  pouring.pass(0, places.length);
  return { amounts: pouring.arrived, settled: false };
}

class Pouring {
  readonly arrived: Float64Array;
  readonly #waiting: Float64Array;
  readonly #links: Links;
  readonly #places: Uint32Array;
  readonly #capacity: Float64Array;

  constructor(links: Links, places: Uint32Array, capacity: Float64Array, amount: number) {
    this.arrived = new Float64Array(places.length);
    this.#waiting = new Float64Array(places.length);
    this.#waiting[0] = amount;
    this.#links = links;
    this.#places = places;
    this.#capacity = capacity;
  }

  /**
   * Passes on what waits at the positions from…to of the order. Only figures that contradict each other grow up to
   * the largest double; stopping there keeps every answer a number.
   */
  pass(from: number, to: number): void {
    const { offsets, neighbours, amounts } = this.#links;
    for (let position = from; position < to; position++) {
      const place = this.#places[position]!;
      const amount = this.#waiting[place]!;
      if (amount === 0) continue;
      this.#waiting[place] = 0;
      this.arrived[place] = Math.min(this.arrived[place]! + amount, Number.MAX_VALUE);
      const capacity = this.#capacity[place]!;
      if (capacity === 0) continue;
      const end = offsets[place + 1]!;
      for (let link = offsets[place]!; link < end; link++) {
        const next = neighbours[link]!;
        this.#waiting[next] = Math.min(
          this.#waiting[next]! + (amount / capacity) * amounts[link]!,
          Number.MAX_VALUE,
        );
      }
    }
  }

  /** All that waits at the positions from…to. */
  moving(from: number, to: number): number {
    let sum = 0;
    for (let position = from; position < to; position++) sum += this.#waiting[this.#places[position]!]!;
    return sum;
  }

  /** Whether next to nothing waits at the positions from…to. */
  isStill(from: number, to: number): boolean {
    for (let position = from; position < to; position++) {
      const place = this.#places[position]!;
      if (this.#waiting[place]! > smallestChange * this.arrived[place]!) return false;
    }
    return true;
  }
}

/** The same links, those that lead back with the amount 0. */
function withoutLoops(links: Links, places: Uint32Array): Links {
  const positions = new Uint32Array(places.length);
  places.forEach((place, position) => {
    positions[place] = position;
  });
  const amounts = links.amounts.slice();
  places.forEach((place, position) => {
    for (let link = links.offsets[place]!; link < links.offsets[place + 1]!; link++) {
      if (positions[links.neighbours[link]!]! <= position) amounts[link] = 0;
    }
  });
  return { ...links, amounts };
}
