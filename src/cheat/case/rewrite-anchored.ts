import type { Cheat } from '../cheat.ts';
import { ids, mills, spinning } from '../ground/beginning.ts';
import { isSaidBy, rewriteLog, rowOf } from '../operator/rewrite.ts';
import { custodialKey, signedBy } from '../operator/signed.ts';
import { goOn } from './growth.ts';
import { byAllWhoSaw } from './promise.ts';

/** With the custodial keys everything can be signed anew: in itself the new log is without fault. */
export const rewriteAnchored: Cheat = {
  name: 'rewrite-anchored',
  title: 'History written anew after it was anchored',
  story:
    'The head is anchored on a chain. The operator then takes out what mill one said, writes something else in its place, and signs it with the key that it keeps for mill one. All other numbers, balances and the head are made to fit.',
  promised: byAllWhoSaw,
  play: async (ground, look) => {
    const directory = ground.store();
    // Told as it looked to the signer before the first statement: both yarns are births again.
    const other = signedBy(
      custodialKey(ground.honest, ids.millOne),
      spinning(351, mills.one, ids.baleOne, 'Y-009'),
      ground.honest,
    );
    rewriteLog(directory, (rows, world) =>
      rows.map((row) => (isSaidBy(row, ids.millOne, world) ? rowOf(other, row.recordedAtMs, world) : row)),
    );
    const rewritten = await ground.open(directory);
    const asked = [ids.baleOne];
    await look({ when: 'at once', stage: rewritten, asked });
    await goOn(ground, rewritten);
    await look({ when: 'next head', stage: rewritten, asked });
  },
};
