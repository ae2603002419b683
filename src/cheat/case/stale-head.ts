import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning } from '../ground/beginning.ts';
import { goOn } from './growth.ts';

const dayMs = 24 * 3_600_000;

/** Nothing that is shown is false. It is only no longer so. */
export const staleHead: Cheat = {
  name: 'stale-head',
  title: 'An old head as if it were of today',
  story:
    'Mill one has spun the second bale. Somebody who is to buy that bale is shown a file of the day before, cosigned and anchored, by which nothing of it was drawn.',
  promised: { 'file and policy': 'at once', 'two files': 'at once', 'next start': 'at once' },
  play: async (ground, look) => {
    const { clock, honest } = ground;
    const old = await ground.twin();
    clock.nowMs += 2 * dayMs;
    await say(honest.node, spinning(441, mills.one, ids.baleTwo, 'Y-002'));
    await honest.node.publishHoldings();
    await ground.see(honest);
    const others = { witnessed: honest, mirrored: honest, anchored: honest };
    await look({ when: 'at once', stage: old, asked: [ids.baleTwo], ...others });
    await goOn(ground, honest);
    await look({ when: 'next head', stage: old, asked: [ids.baleTwo], ...others });
  },
};
