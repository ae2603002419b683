import type { Cheat, Scene } from '../cheat.ts';
import { claimOf, ids, taken } from '../ground/beginning.ts';
import { evidenceOf, withoutStatements } from '../operator/file.ts';
import { goOn } from './growth.ts';

/** What counts the claims on a lot is its leaf in the map. */
export const hideClaim: Cheat = {
  name: 'hide-claim',
  title: 'A second claim on the same cotton, not shown',
  story:
    'Two parties claim the same delivery. The operator gives the buyer of each a file that shows only its own claim.',
  promised: { 'one file': 'at once', 'file and policy': 'at once' },
  play: async (ground, look) => {
    const { node } = ground.honest;
    taken(await node.say(ids.gin, 'claim', claimOf(ids.rivalClaim)));
    await node.publishHoldings();
    const file: Scene['file'] = (of, lot, since) => {
      const whole = evidenceOf(of, lot, since);
      return (
        whole && withoutStatements(of, whole, ({ kind, issuer }) => kind === 'claim' && issuer === ids.gin)
      );
    };
    await look({ when: 'at once', stage: ground.honest, asked: [ids.delivery], file });
    await goOn(ground, ground.honest);
    await look({ when: 'next head', stage: ground.honest, asked: [ids.delivery], file });
  },
};
