import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning, yarnOf } from '../ground/beginning.ts';
import { origin } from '../ground/stage.ts';
import { evidenceOf } from '../operator/file.ts';
import { openWithoutDraws } from '../operator/map.ts';
import { goOn } from './growth.ts';

/** The statement is in the log, and the map leaves it out. */
export const smallLeaf: Cheat = {
  name: 'small-leaf',
  title: 'A balance that leaves a draw out',
  story:
    'Mill one spins the whole second bale. The map of balances that the operator signs says that nothing of the bale was ever drawn, and somebody who is to buy the bale is shown that. Whoever asks about the yarn sees that its draw is missing.',
  promised: {
    'one file': 'at once',
    'file and policy': 'at once',
    'two files': 'at once',
    'mirror with bodies': 'at once',
    'next start': 'at once',
  },
  play: async (ground, look) => {
    const draw = ground.honest.node.head().size;
    const liar = await ground.twin({ start: (world) => openWithoutDraws(world, origin, [draw]) });
    await say(liar.node, spinning(371, mills.one, ids.baleTwo, 'Y-002'));
    const yarn = yarnOf(mills.one, 'Y-002');
    ground.given.push(evidenceOf(liar.node, yarn)!);
    await liar.node.publishHoldings();
    await look({ when: 'at once', stage: liar, asked: [ids.baleTwo, yarn] });
    await goOn(ground, liar);
    await look({ when: 'next head', stage: liar, asked: [ids.baleTwo] });
  },
};
