// What a screen shows, it shows a moment after it was asked: on a busy machine the moment is long.
import { setTimeout as delay } from 'node:timers/promises';

const againMs = 50;
const mostMs = 15_000;

/** Asserts what is to become true: tries `check` until it throws no more, and throws its last words when it never does. */
export async function soon(check: () => void | Promise<void>): Promise<void> {
  const begunAtMs = performance.now();
  for (;;) {
    try {
      return await check();
    } catch (fault) {
      if (performance.now() - begunAtMs > mostMs) throw fault;
      await delay(againMs);
    }
  }
}
