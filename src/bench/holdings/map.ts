// A ledger of so many lots, and events that draw from any of them: what the map of balances is measured with.
import { randomBytes } from 'node:crypto';
import { nodePrimitives } from '#verifier/node';
import { emptyLedger, type Ledger } from '../../domain/ledger/ledger.ts';
import { type Chance, chance } from '../../scenario/chance.ts';

const mass = 1;
const bornGrams = 1_000_000;
const drawsAnEvent = 3;
const lotsAnEntry = 64;

export class BenchMap {
  readonly ledger: Ledger = emptyLedger(new Uint32Array(randomBytes(8).buffer, 0, 2), nodePrimitives);
  readonly #chance: Chance = chance(11);

  constructor(lots: number) {
    for (let lot = 0; lot < lots; lot += 1) {
      this.#bear(lot);
      if (lot % lotsAnEntry === lotsAnEntry - 1) this.ledger.size += 1;
    }
  }

  /** Each in an entry of its own: three lots drawn from, one made. */
  events(count: number): void {
    const { balances, holdings } = this.ledger;
    for (let event = 0; event < count; event += 1) {
      const { births } = this.ledger;
      for (let draw = 0; draw < drawsAnEvent; draw += 1) {
        const lot = this.#chance.whole(0, births - 1);
        balances.draw(lot, mass, 10);
        holdings.touch(lot, this.ledger.size, 'consumed', 10);
      }
      this.#bear(births);
      this.ledger.size += 1;
    }
  }

  /** As the log would, without the log. */
  root(): void {
    const { ledger } = this;
    ledger.holdings.settle(ledger);
    ledger.holdings.rooted(ledger.size);
    ledger.size += 1;
  }

  pickLots(count: number): number[] {
    const picked = new Set<number>();
    while (picked.size < count) picked.add(this.#chance.whole(0, this.ledger.births - 1));
    return [...picked].sort((one, other) => one - other);
  }

  #bear(lot: number): void {
    const { balances, columns, holdings, size } = this.ledger;
    balances.produce(lot, mass, bornGrams);
    columns.markNumber(lot, lot);
    holdings.touch(lot, size, 'produced', bornGrams);
    holdings.bear(lot, lot, randomBytes(16), size, []);
    this.ledger.births += 1;
  }
}
