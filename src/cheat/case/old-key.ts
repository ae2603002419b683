import type { Cheat } from '../cheat.ts';
import { ids, mills, spinning, yarnOf } from '../ground/beginning.ts';
import { withoutStatements } from '../operator/file.ts';
import { evidenceOf } from '../operator/file.ts';
import { rewriteLog, rowOf } from '../operator/rewrite.ts';
import { signedBy } from '../operator/signed.ts';
import { goOn } from './growth.ts';

/** As `stolen-key`, and the files leave out the revocation. */
export const oldKey: Cheat = {
  name: 'old-key',
  title: 'An old key, and no word of its revocation',
  story:
    'As before, the log takes a statement under a revoked key. This time the operator also leaves the revocation out of the evidence files, so that the key looks good in them.',
  promised: { 'two files': 'at once', 'mirror with bodies': 'at once', 'next start': 'at once' },
  play: async (ground, look) => {
    const { clock, honest, beginning } = ground;
    const directory = ground.store();
    const statement = signedBy(beginning.stolen, spinning(341, mills.one, ids.baleTwo, 'Y-003'), honest);
    clock.nowMs += 60_000;
    rewriteLog(directory, (rows, world) => [...rows, rowOf(statement, clock.nowMs, world)]);
    const thief = await ground.open(directory);
    await thief.node.publishHoldings();
    const asked = [yarnOf(mills.one, 'Y-003')];
    const file: Parameters<typeof look>[0]['file'] = (node, lot, since) => {
      const whole = evidenceOf(node, lot, since);
      return (
        whole && withoutStatements(node, whole, ({ kind, claims }) => kind === 'key' && 'revokes' in claims)
      );
    };
    await look({ when: 'at once', stage: thief, asked, file });
    await goOn(ground, thief);
    await look({ when: 'next head', stage: thief, asked, file });
  },
};
