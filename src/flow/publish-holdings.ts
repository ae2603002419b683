// The root of the map lot -> balance in the log, now and then (docs/protocol/holdings.md, "The root"). Hashing is done in
// short steps, so that nobody who captures waits for it.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { encodeBase64 } from '#verifier';
import type { Committer } from './commit.ts';

/** As the log has it. */
export interface PublishedHoldings {
  /** Index of the root entry. */
  entry: number;
  lots: number;
  /** Base64. */
  root: string;
}

/** Of one turn of the event loop. */
const stepMs = 4;
/** Where statements come faster than this can hash, the rest is hashed in one go: a root that never comes proves nothing. */
const patienceMs = 3_000;

export class HoldingsPublisher {
  readonly #committer: Committer;
  #eventsBefore: number;
  #underWay: Promise<PublishedHoldings | null> | undefined;

  constructor(committer: Committer) {
    this.#committer = committer;
    this.#eventsBefore = committer.state.ledger.events.size;
  }

  /** Recorded since the last root, or since the start. */
  eventsSince(): number {
    return this.#committer.state.ledger.events.size - this.#eventsBefore;
  }

  /** Null where nothing has changed since the last root. */
  publish(): Promise<PublishedHoldings | null> {
    this.#underWay ??= this.#publish().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** What is under way is brought to its end at once: whoever asks for a proof needs a root that the tree equals. */
  finish(): void {
    if (this.#committer.state.ledger.holdings.isSettling) this.#committer.publishHoldings();
  }

  async #publish(): Promise<PublishedHoldings | null> {
    const { ledger } = this.#committer.state;
    this.#eventsBefore = ledger.events.size;
    if (!ledger.holdings.hasChanged(ledger)) return null;
    const lastMs = performance.now() + patienceMs;
    let turnMs = performance.now() + stepMs;
    while (!ledger.holdings.settle(ledger, () => performance.now() >= turnMs)) {
      if (performance.now() > lastMs) break;
      await nextTurn();
      // Erasing has put another ledger in its place, or a proof was asked for: then there is a root already.
      if (this.#committer.state.ledger !== ledger || !ledger.holdings.isSettling) break;
      turnMs = performance.now() + stepMs;
    }
    this.#committer.publishHoldings();
    this.#eventsBefore = this.#committer.state.ledger.events.size;
    return this.newest() ?? null;
  }

  newest(): PublishedHoldings | undefined {
    const row = this.#committer.newestRoot();
    return row && { entry: row.seq, lots: row.firstLot, root: encodeBase64(row.digest) };
  }
}
