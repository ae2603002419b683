import type { Cheat, CatcherName, Moment } from '../cheat.ts';
import { ids, mills, say, spinning, yarnOf } from '../ground/beginning.ts';
import type { Ground } from '../ground/ground.ts';
import type { Stage } from '../ground/stage.ts';
import { goOn } from './growth.ts';

/** The log as everybody sees it, and another one. */
async function twoLogs(ground: Ground): Promise<Stage> {
  const other = await ground.twin();
  await say(ground.honest.node, spinning(411, mills.one, ids.baleTwo, 'Y-002'));
  await ground.honest.node.publishHoldings();
  await say(other.node, spinning(412, mills.two, ids.baleTwo, 'Y-001'));
  await other.node.publishHoldings();
  return other;
}

const asked = [yarnOf(mills.two, 'Y-001')];

/** Nobody who remembers is shown anything but the one log; only the shopper is shown the other. */
export const oneVictim: Cheat = {
  name: 'one-victim',
  title: 'One shopper alone is shown another log',
  story:
    'Witness, mirrors and chain are shown the true log. A single shopper is given a file of another one, in which the bale went to mill two.',
  promised: { 'file and policy': 'at once', 'two files': 'at once', 'next start': 'at once' },
  play: async (ground, look) => {
    const { honest } = ground;
    const other = await twoLogs(ground);
    await ground.see(honest);
    const others = { witnessed: honest, mirrored: honest, anchored: honest };
    await look({ when: 'at once', stage: other, asked, ...others });
    await goOn(ground, other);
    await goOn(ground, honest);
    await look({ when: 'next head', stage: other, asked, ...others });
  },
};

const promisedOfMirrors: Partial<Record<CatcherName, Moment>> = {
  mirror: 'at once',
  'mirror with bodies': 'at once',
};

/** The witness signs for the shopper's log, so that its files look well; the mirror is kept apart. */
export const twoStates: Cheat = {
  name: 'two-states',
  title: 'The mirror is shown another log than witness and shopper',
  story:
    'The witness cosigns the log that the shopper is shown, and the chain has it too. The mirror, of which the operator knows the address, is shown another one.',
  promised: promisedOfMirrors,
  play: async (ground, look) => {
    const { honest } = ground;
    const other = await twoLogs(ground);
    await look({ when: 'at once', stage: other, asked, mirrored: honest });
    await goOn(ground, other);
    await goOn(ground, honest);
    await look({ when: 'next head', stage: other, asked, mirrored: honest });
  },
};
