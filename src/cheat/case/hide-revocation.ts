import type { Cheat, Scene } from '../cheat.ts';
import { ids, taken } from '../ground/beginning.ts';
import { evidenceOf, withoutStatements } from '../operator/file.ts';
import { goOn } from './growth.ts';

/** Nothing in the log counts the words about a certificate. */
export const hideRevocation: Cheat = {
  name: 'hide-revocation',
  title: 'A certificate taken back, and the file does not say so',
  story:
    'The certifier has revoked the certificate that a claim rests on, for its whole time. The operator leaves that word out of the file, and the claim holds in it.',
  promised: { 'two files': 'at once' },
  would:
    'a leaf for each certificate in the map, which counts the words about it; until then whoever has another file of the lot, or judges the claim on a copy of the whole log.',
  play: async (ground, look) => {
    const { node } = ground.honest;
    const revoked = {
      about: ids.certificate,
      state: 'revoked',
      from: '2025-02-01T00:00:00Z',
      reason: 'Not organic',
    };
    taken(await node.say(ids.gin, 'status', revoked));
    await node.publishHoldings();
    ground.given.push(evidenceOf(node, ids.delivery)!);
    const file: Scene['file'] = (of, lot, since) => {
      const whole = evidenceOf(of, lot, since);
      return whole && withoutStatements(of, whole, ({ kind }) => kind === 'status');
    };
    await look({ when: 'at once', stage: ground.honest, asked: [ids.delivery], file });
    await goOn(ground, ground.honest);
    await look({ when: 'next head', stage: ground.honest, asked: [ids.delivery], file });
  },
};
