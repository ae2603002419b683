// The node has one thread, and judging is long work: it is done piece by piece, and between two pieces the node goes on with whatever
// else waits.
import { setImmediate as turn } from 'node:timers/promises';

/** Rounds of the event loop between two pieces: a capture takes a few from its arrival to its answer, and need not wait for a piece in each. */
const roundsBetween = 4;

export class Turns {
  #line: Promise<void> = Promise.resolve();

  /** Resolves when it is the caller's turn for one piece. One piece at a time, however many wait in line. */
  next(): Promise<void> {
    this.#line = this.#line.then(giveWay);
    return this.#line;
  }
}

async function giveWay(): Promise<void> {
  for (let round = 0; round < roundsBetween; round += 1) await turn();
}
