import type { Cheat } from '../cheat.ts';
import { ids, mills, spinning, yarnOf } from '../ground/beginning.ts';
import { origin } from '../ground/stage.ts';
import { openWithoutDraws } from '../operator/map.ts';
import { rewriteLog, rowOf } from '../operator/rewrite.ts';
import { custodialKey, signedBy } from '../operator/signed.ts';
import { goOn } from './growth.ts';

/** One log and no fork: first the one draw is left out of the map, then the other. */
export const soldTwice: Cheat = {
  name: 'sold-twice',
  title: 'One bale sold to two mills, each shown its own balance',
  story:
    'Both mills spin the whole second bale, and both statements are in the log. The buyer of the first yarn is shown a root of the balances that counts only the first draw. Later the operator writes a root that counts only the second, and shows it to the buyer of the second yarn.',
  promised: {
    'two files': 'next head',
    // The second map does not follow from the first, whatever both are of.
    mirror: 'next head',
    'mirror with bodies': 'at once',
    'next start': 'at once',
  },
  play: async (ground, look) => {
    const { clock, honest } = ground;
    const directory = ground.store();
    const [first, second] = [mills.one, mills.two].map((mill, at) => {
      const key = custodialKey(honest, mill.party.party);
      return signedBy(key, spinning(381 + at, mill, ids.baleTwo, 'Y-002'), honest);
    }) as [string, string];
    const draw = honest.node.head().size;
    clock.nowMs += 60_000;
    rewriteLog(directory, (rows, world) => [
      ...rows,
      rowOf(first, clock.nowMs, world),
      rowOf(second, clock.nowMs, world),
    ]);
    const toOne = await ground.open(directory, {
      start: (world) => openWithoutDraws(world, origin, [draw + 1]),
    });
    await toOne.node.publishHoldings();
    await look({ when: 'at once', stage: toOne, asked: [yarnOf(mills.one, 'Y-002')] });
    await toOne.close();
    const toOther = await ground.open(directory, {
      start: (world) => openWithoutDraws(world, origin, [draw]),
    });
    await goOn(ground, toOther);
    await look({ when: 'next head', stage: toOther, asked: [yarnOf(mills.two, 'Y-002')] });
  },
};
