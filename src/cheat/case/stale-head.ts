import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning } from '../ground/beginning.ts';
import { goOn } from './growth.ts';

/** Nothing that is shown is false. It is only no longer so. */
export const staleHead: Cheat = {
  name: 'stale-head',
  title: 'An old head as if it were of today',
  story:
    'Mill one has spun the second bale. Somebody who is to buy that bale is shown a file of the day before, cosigned and anchored, by which nothing of it was drawn.',
  promised: { 'two files': 'at once', 'next start': 'at once' },
  would:
    'a reader who asks how old the word of the witnesses is: the verdict tells their times, and nobody is asked for a newer one by himself.',
  play: async (ground, look) => {
    const { honest } = ground;
    const old = await ground.twin();
    await say(honest.node, spinning(441, mills.one, ids.baleTwo, 'Y-002'));
    await honest.node.publishHoldings();
    await ground.see(honest);
    const others = { witnessed: honest, mirrored: honest, anchored: honest };
    await look({ when: 'at once', stage: old, asked: [ids.baleTwo], ...others });
    await goOn(ground, honest);
    await look({ when: 'next head', stage: old, asked: [ids.baleTwo], ...others });
  },
};
