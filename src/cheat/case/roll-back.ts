import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning, yarnOf } from '../ground/beginning.ts';
import { goOn } from './growth.ts';
import { byAllWhoSaw } from './promise.ts';

/** An old copy of the store is put back, and the log goes on from there as if nothing had been. */
export const rollBack: Cheat = {
  name: 'roll-back',
  title: 'A log that forgets its end',
  story:
    'Mill one has said that it spun the second bale, and everybody has seen the head that says so. The operator puts back the copy of the day before, and lets mill two spin that bale.',
  promised: { ...byAllWhoSaw, 'file and policy': 'next head' },
  play: async (ground, look) => {
    const old = await ground.twin();
    await say(ground.honest.node, spinning(321, mills.one, ids.baleTwo, 'Y-002'));
    await ground.honest.node.publishHoldings();
    await ground.see(ground.honest);
    await look({ when: 'at once', stage: old, asked: [ids.yarnOne] });
    await say(old.node, spinning(322, mills.two, ids.baleTwo, 'Y-001'));
    await goOn(ground, old);
    await look({ when: 'next head', stage: old, asked: [yarnOf(mills.two, 'Y-001')] });
  },
};
