import type { Cheat, Scene } from '../cheat.ts';
import { ids } from '../ground/beginning.ts';
import { evidenceOf, withoutStatements } from '../operator/file.ts';
import { goOn } from './growth.ts';

/** The log is as it should be; only the file is not. */
export const dropFromFile: Cheat = {
  name: 'drop-from-file',
  title: 'A delivery left out of the file',
  story:
    'One of three deliveries that went into the yarn is of doubtful origin. The operator leaves its statement out of the evidence file and makes the proof of the tree fit.',
  promised: { 'one file': 'at once', 'file and policy': 'at once', 'two files': 'at once' },
  play: async (ground, look) => {
    const { honest } = ground;
    const file: Scene['file'] = (node, lot, since) => {
      const whole = evidenceOf(node, lot, since);
      return (
        whole &&
        withoutStatements(node, whole, ({ birthsShown }) =>
          birthsShown.some((birth) => birth.lot === ids.delivery),
        )
      );
    };
    await look({ when: 'at once', stage: honest, asked: [ids.yarnOne], file });
    await goOn(ground, honest);
    await look({ when: 'next head', stage: honest, asked: [ids.yarnOne], file });
  },
};
