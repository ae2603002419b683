import type { Cheat } from '../cheat.ts';
import { ids, mills, spinning, yarnOf } from '../ground/beginning.ts';
import { rewriteLog, rowOf } from '../operator/rewrite.ts';
import { signedBy } from '../operator/signed.ts';
import { goOn } from './growth.ts';

/** The operator takes what its own rules refuse: the log only grows, so nobody sees a fork. */
export const stolenKey: Cheat = {
  name: 'stolen-key',
  title: 'A back-dated statement under a revoked key',
  story:
    'A thief has the key of mill one, which was revoked, and signs a spinning run of an earlier day with it. The operator is in it with the thief and takes the statement into the log.',
  promised: {
    'one file': 'at once',
    'file and policy': 'at once',
    'mirror with bodies': 'at once',
    'next start': 'at once',
  },
  play: async (ground, look) => {
    const { clock, honest, beginning } = ground;
    const directory = ground.store();
    const said = spinning(341, mills.one, ids.baleTwo, 'Y-003');
    const statement = signedBy(beginning.stolen, said, honest);
    clock.nowMs += 60_000;
    rewriteLog(directory, (rows, world) => [...rows, rowOf(statement, clock.nowMs, world)]);
    const thief = await ground.open(directory);
    await thief.node.publishHoldings();
    const asked = [yarnOf(mills.one, 'Y-003')];
    await look({ when: 'at once', stage: thief, asked });
    await goOn(ground, thief);
    await look({ when: 'next head', stage: thief, asked });
  },
};
