// How many are let in at once who ask for what is worked out piece by piece (src/flow/judge), of all together and of one address: what
// waits is kept in memory, and the last of too many would be answered long after it was of any use.
import type { Context, MiddlewareHandler } from 'hono';
import { problem } from '../problem/problem.ts';
import { countedAddress } from './address.ts';

export interface CrowdRule {
  /** Questions that are worked out or wait, of all who ask … */
  readonly most: number;
  /** … and of one address. A mill's people may come from one, so it is no small share. */
  readonly mostOfOne: number;
}

export const usualCrowd: CrowdRule = { most: 64, mostOfOne: 32 };

/** RFC 9110 section 10.2.3: seconds. */
export const tryAgain: Record<string, string> = { 'retry-after': '5' };

export class Crowd {
  readonly #rule: CrowdRule;
  readonly #each = new Map<string, number>();
  #all = 0;

  constructor(rule: CrowdRule = usualCrowd) {
    this.#rule = rule;
  }

  /** Counts `asker` in, and gives how to leave, to be called once; undefined where there is no room. */
  enter(asker: string): (() => void) | undefined {
    const own = this.#each.get(asker) ?? 0;
    if (this.#all >= this.#rule.most || own >= this.#rule.mostOfOne) return undefined;
    this.#each.set(asker, own + 1);
    this.#all += 1;
    return () => this.#leave(asker);
  }

  #leave(asker: string): void {
    const left = (this.#each.get(asker) ?? 0) - 1;
    if (left > 0) this.#each.set(asker, left);
    else this.#each.delete(asker);
    this.#all -= 1;
  }
}

/** `busy`: what is answered where there is no room. */
export function counted(
  crowd: Crowd,
  trustProxy: boolean,
  busy: (c: Context) => Response,
): MiddlewareHandler {
  return async (c, next) => {
    const leave = crowd.enter(countedAddress(c, trustProxy));
    if (leave === undefined) return busy(c);
    try {
      return await next();
    } finally {
      leave();
    }
  };
}

export function nodeBusy(): Response {
  return problem([{ code: 'NODE_BUSY', detail: 'Too much is asked of this node right now.' }], tryAgain);
}
