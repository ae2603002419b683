import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning } from '../ground/beginning.ts';
import { copied, origin } from '../ground/stage.ts';
import { openWithoutDraws } from '../operator/map.ts';
import { goOn } from './growth.ts';
import { byAllWhoSaw } from './promise.ts';

/** The same statements, and two roots at the same place of the log. */
export const twoMaps: Cheat = {
  name: 'two-maps',
  title: 'Two maps of balances at the same place',
  story:
    'Mill one spins the whole second bale. Everybody sees a map that counts it; only somebody who is to buy the bale is shown another one, in the same place of the log, that does not.',
  promised: byAllWhoSaw,
  play: async (ground, look) => {
    const told = await ground.twin();
    const draw = told.node.head().size;
    await say(told.node, spinning(391, mills.one, ids.baleTwo, 'Y-002'));
    await told.close();
    const lying = copied(told.directory);
    const open = await ground.open(told.directory);
    await open.node.publishHoldings();
    await ground.see(open);
    const liar = await ground.open(lying, { start: (world) => openWithoutDraws(world, origin, [draw]) });
    await liar.node.publishHoldings();
    // Or the file would rest on an older head, which is true.
    liar.data.database.exec('DELETE FROM cosigned_head');
    await look({ when: 'at once', stage: liar, asked: [ids.baleTwo] });
    await goOn(ground, liar);
    await look({ when: 'next head', stage: liar, asked: [ids.baleTwo] });
  },
};
