import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning, yarnOf } from '../ground/beginning.ts';
import { goOn } from './growth.ts';
import { byAllWhoSaw } from './promise.ts';

/** Everybody has seen the one history; then a buyer, and whoever can be made to, is shown the other. */
export const fork: Cheat = {
  name: 'fork',
  title: 'Two histories of one log',
  story:
    'Mill one has spun the second bale, and everybody has seen the head that says so. A buyer of mill two is shown another log, in which mill two has spun it.',
  promised: byAllWhoSaw,
  play: async (ground, look) => {
    const { honest } = ground;
    const other = await ground.twin();
    await say(honest.node, spinning(311, mills.one, ids.baleTwo, 'Y-002'));
    await honest.node.publishHoldings();
    await ground.see(honest);
    await say(other.node, spinning(312, mills.two, ids.baleTwo, 'Y-001'));
    await other.node.publishHoldings();
    const asked = [yarnOf(mills.two, 'Y-001')];
    await look({ when: 'at once', stage: other, asked });
    await goOn(ground, other);
    await look({ when: 'next head', stage: other, asked });
  },
};
