import type { Cheat } from '../cheat.ts';
import { ids, mills, spinning, yarnOf } from '../ground/beginning.ts';
import { custodialKey, signedBy } from '../operator/signed.ts';
import { rewriteLog, rowOf } from '../operator/rewrite.ts';
import { goOn } from './growth.ts';

/** The rule that keeps a bale from being drawn twice is the operator's to switch off; the map is made by what is in the log. */
export const oversold: Cheat = {
  name: 'oversold',
  title: 'One bale sold twice, rules switched off',
  story:
    'Mill one has spun the first bale. The operator lets mill two spin the very same bale: it switches off the rule in its own node.',
  promised: {
    'one file': 'at once',
    'file and policy': 'at once',
    'mirror with bodies': 'at once',
    'next start': 'at once',
  },
  play: async (ground, look) => {
    const { clock, honest } = ground;
    const directory = ground.store();
    const again = signedBy(
      custodialKey(honest, ids.millTwo),
      spinning(361, mills.two, ids.baleOne, 'Y-001'),
      honest,
    );
    clock.nowMs += 60_000;
    rewriteLog(directory, (rows, world) => [...rows, rowOf(again, clock.nowMs, world)]);
    const oversoldStage = await ground.open(directory);
    await oversoldStage.node.publishHoldings();
    const asked = [ids.yarnOne, yarnOf(mills.two, 'Y-001')];
    await look({ when: 'at once', stage: oversoldStage, asked });
    await goOn(ground, oversoldStage);
    await look({ when: 'next head', stage: oversoldStage, asked });
  },
};
