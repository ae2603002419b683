import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning, yarnOf } from '../ground/beginning.ts';
import { goOn } from './growth.ts';

/** Whoever holds a key for somebody can speak for them. */
export const forgedCustodial: Cheat = {
  name: 'forged-custodial',
  title: 'A party is made to say what it never said',
  story:
    'The node holds the key of mill two. Its operator signs with it that mill two has spun the second bale, of which mill two knows nothing.',
  promised: {},
  would:
    'a key on the device of the party; the party itself, which finds the statement when it follows the log with a mirror. Every verdict says which statements were signed for their party by a node.',
  play: async (ground, look) => {
    const { honest } = ground;
    await say(honest.node, spinning(431, mills.two, ids.baleTwo, 'Y-001'));
    await honest.node.publishHoldings();
    const asked = [yarnOf(mills.two, 'Y-001')];
    await look({ when: 'at once', stage: honest, asked });
    await goOn(ground, honest);
    await look({ when: 'next head', stage: honest, asked });
  },
};
