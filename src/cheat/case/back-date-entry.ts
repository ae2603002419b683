import type { Cheat } from '../cheat.ts';
import { ids } from '../ground/beginning.ts';
import { isSaidBy, rewriteLog } from '../operator/rewrite.ts';
import { goOn } from './growth.ts';
import { byAllWhoSaw } from './promise.ts';

const weekMs = 7 * 24 * 3_600_000;

/** The whole log up to a statement is moved a week back in time, so that it looks as if it had come in time. */
export const backDateEntry: Cheat = {
  name: 'back-date-entry',
  title: 'An entry that says it came a week earlier',
  story:
    'The spinning came too late for a deadline. The operator sets the time in its entry, and in those before it, a week back and signs a new head.',
  promised: byAllWhoSaw,
  play: async (ground, look) => {
    const directory = ground.store();
    rewriteLog(directory, (rows, world) => {
      const late = rows.findIndex((row) => isSaidBy(row, ids.millOne, world));
      return rows.map((row, at) => (at > late ? row : { ...row, recordedAtMs: row.recordedAtMs - weekMs }));
    });
    const moved = await ground.open(directory);
    await look({ when: 'at once', stage: moved, asked: [ids.yarnOne] });
    await goOn(ground, moved);
    await look({ when: 'next head', stage: moved, asked: [ids.yarnOne] });
  },
};
