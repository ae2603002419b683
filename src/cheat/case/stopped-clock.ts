import type { Cheat } from '../cheat.ts';
import { ids, mills, say, spinning, yarnOf } from '../ground/beginning.ts';
import { goOn } from './growth.ts';

const monthMs = 30 * 24 * 3_600_000;

/** The log's time never goes back, but nothing keeps an operator from letting it stand. */
export const stoppedClock: Cheat = {
  name: 'stopped-clock',
  title: 'A log whose clock stands still',
  story:
    'The operator stops the clock of its node. What mill two says a month later is recorded as if it had come at once.',
  promised: { 'two files': 'next head', mirror: 'at once', 'mirror with bodies': 'at once' },
  play: async (ground, look) => {
    const { clock } = ground;
    const stoppedMs = clock.nowMs;
    const stopped = await ground.twin({ nowMs: () => stoppedMs });
    clock.nowMs += monthMs;
    await ground.mirrors.blind.look(ground.honest.node);
    await ground.mirrors.seeing.look(ground.honest.node);
    await ground.witness.cosign(ground.honest);
    await say(stopped.node, spinning(421, mills.two, ids.baleTwo, 'Y-001'));
    await stopped.node.publishHoldings();
    const asked = [yarnOf(mills.two, 'Y-001')];
    await look({ when: 'at once', stage: stopped, asked });
    await goOn(ground, stopped);
    await look({ when: 'next head', stage: stopped, asked });
  },
};
