// When the root of the map lot -> balance goes into the log (docs/protocol/holdings.md, "The root").
import type { SelvedgeNode } from '../../flow/node.ts';

/** After something has changed. */
const mostMs = 10_000;
/** Many at once cost less each: a lot that was touched often is hashed once (measured). */
const mostEvents = 100_000;
const lookEveryMs = 250;

export interface HoldingsKept {
  /** Waits for a root that is under way. */
  stop(): Promise<void>;
}

/** Publishes roots while the node serves. A root that fails is reported and tried again. */
export function keepHoldings(node: SelvedgeNode, report: (fault: unknown) => void): HoldingsKept {
  let lastMs = performance.now();
  let underWay: Promise<unknown> = Promise.resolve();
  const look = (): void => {
    if (performance.now() - lastMs < mostMs && node.eventsSinceRoot() < mostEvents) return;
    lastMs = performance.now();
    underWay = node.publishHoldings().catch(report);
  };
  const looking = setInterval(look, lookEveryMs);
  return {
    stop: async () => {
      clearInterval(looking);
      await underWay;
    },
  };
}
