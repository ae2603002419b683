import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning } from '../ground/beginning.ts';
import { isSaidBy, rewriteLog } from '../operator/rewrite.ts';
import { goOn } from './growth.ts';
import { byAllWhoSaw } from './promise.ts';

/** Of the whole log only one statement goes, and everything after it is made to fit. */
export const dropStatement: Cheat = {
  name: 'drop-statement',
  title: 'A statement taken out of the log',
  story:
    'Mill one has spun the first bale, and everybody has seen it. The operator takes that one statement out of the log, numbers all others anew, counts the balances anew and signs a new head, so that the bale can be sold again.',
  promised: byAllWhoSaw,
  play: async (ground, look) => {
    const directory = ground.store();
    rewriteLog(directory, (rows, world) => rows.filter((row) => !isSaidBy(row, ids.millOne, world)));
    const emptied = await ground.open(directory);
    await look({ when: 'at once', stage: emptied, asked: [ids.baleOne] });
    const sold = spinning(332, mills.two, ids.baleOne, 'Y-001');
    await say(emptied.node, sold);
    await goOn(ground, emptied);
    await look({ when: 'next head', stage: emptied, asked: [ids.baleOne] });
  },
};
