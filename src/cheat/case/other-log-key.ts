import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openData } from '../../store/data.ts';
import type { Cheat } from '../cheat.ts';
import { ids } from '../ground/beginning.ts';
import { origin } from '../ground/stage.ts';
import { goOn } from './growth.ts';

/** A head that the operator could disown. */
export const otherLogKey: Cheat = {
  name: 'other-log-key',
  title: 'A head signed with another key',
  story:
    'The operator signs the heads of the same log with a key that nobody knows, so as to be able to say later that it was somebody else.',
  promised: {
    'one file': 'at once',
    'file and policy': 'at once',
    'two files': 'at once',
    witness: 'at once',
    mirror: 'at once',
    'mirror with bodies': 'at once',
    'next start': 'at once',
  },
  play: async (ground, look) => {
    const directory = ground.store();
    const data = openData(directory);
    data.world.vault.create(`log ${origin}`);
    data.close();
    rmSync(join(directory, 'published-checkpoint'));
    const disowned = await ground.open(directory);
    await look({ when: 'at once', stage: disowned, asked: [ids.yarnOne] });
    await goOn(ground, disowned);
    await look({ when: 'next head', stage: disowned, asked: [ids.yarnOne] });
  },
};
