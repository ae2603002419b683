import type { Cheat } from '../cheat.ts';
import { alterRecord } from '../../scenario/play/alter.ts';
import { deliveryGrams, ids, taken } from '../ground/beginning.ts';
import { join } from 'node:path';
import { goOn } from './growth.ts';

/** Every digest above the changed weight is made to fit; only the signature of the growers cannot be made. */
export const swapBody: Cheat = {
  name: 'swap-body',
  title: 'A weight changed in the database',
  story:
    'Somebody with access to the database turns a delivery of 400 kg into one of 900 kg, in the statement as it is stored, with all digests made to fit.',
  promised: {
    'one file': 'at once',
    'file and policy': 'at once',
    'next start': 'at once',
  },
  play: async (ground, look) => {
    const store = await ground.twin();
    const { node, world, directory } = store;
    const query = {
      parameters: [['MATCH_epcClass', ids.delivery] as [string, string]],
      perPage: 1,
      after: null,
    };
    const [told] = taken(node.events(query)).events;
    alterRecord(
      { node, world, databasePath: join(directory, 'selvedge.db'), close: store.close },
      told!.eventId,
      deliveryGrams,
      900_000,
    );
    await look({ when: 'at once', stage: store, asked: [ids.delivery] });
    await goOn(ground, store);
    await look({ when: 'next head', stage: store, asked: [ids.delivery] });
  },
};
