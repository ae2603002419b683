// A snapshot only shortens the next start; it is written in passing, never on the way of an answer's durability.
import type { Committer } from '../commit.ts';
import { writeSnapshot } from '../recover.ts';
import type { World } from '../world.ts';

/** Statements between two of them. */
const every = 50_000;

export class Snapshots {
  readonly #world: World;
  readonly #committer: Committer;
  #size: number;

  /** `size`: of the ledger that the newest snapshot holds. */
  constructor(world: World, committer: Committer, size: number) {
    this.#world = world;
    this.#committer = committer;
    this.#size = size;
  }

  nowAndThen(): void {
    const { size } = this.#committer.state.ledger;
    if (size - this.#size < every) return;
    this.#size = size;
    try {
      writeSnapshot(this.#world, this.#committer.state);
    } catch {
      // A full disk, say. What was captured is durable all the same, and its sender must hear so.
      this.#world.snapshots.drop();
    }
  }

  /** Before the node ends. Throws where it cannot be written. */
  last(): void {
    const { state } = this.#committer;
    if (state.ledger.size !== this.#size) writeSnapshot(this.#world, state);
  }
}
