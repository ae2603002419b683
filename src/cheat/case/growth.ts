// The log goes on, as logs do.
import { delivered, deliveryLot, say } from '../ground/beginning.ts';
import type { Ground } from '../ground/ground.ts';
import type { Stage } from '../ground/stage.ts';

/** A few deliveries more, a root of the holdings and a head: what would have come without any cheat. */
export async function goOn({ clock }: Pick<Ground, 'clock'>, { node }: Stage): Promise<void> {
  for (let number = 1; number <= 3; number += 1) {
    clock.nowMs += 60_000;
    await say(node, delivered(400 + number, deliveryLot(number)));
  }
  await node.publishHoldings();
  node.checkpoint();
}
