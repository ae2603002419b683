// Lives of honest nodes by chance: whatever is told, corrected, erased and published, and whenever a mirror looks, comes late
// or begins again, there is no alarm, and all end with the same state.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chance } from '../../src/scenario/chance.ts';
import {
  declaredWrong,
  type Event,
  lotId,
  made,
  packed,
  say,
  spun,
  unitId,
  unpacked,
} from '../capture/said.ts';
import { admit } from '../support/world.ts';
import { openStage, type Stage, type TestMirror } from './stage.ts';

const lives = 4;
const stepsOfALife = 60;

type Random = ReturnType<typeof chance>;

function anEvent(random: Random, at: number): Event {
  const lot = (): string => lotId(`L${random.whole(1, 12)}`);
  const unit = unitId(random.whole(1, 3));
  const event = [
    () => made(at, lot(), random.whole(10, 99)),
    () => spun(at, [[lot(), random.whole(1, 9)]], [[lot(), random.whole(1, 9)]]),
    () => packed(at, unit, [[lot(), random.whole(1, 5)]]),
    () => unpacked(at, unit),
    () => spun(at, [[lot(), 2]], [[lotId(`N${at}`), 2]]),
  ][random.whole(0, 4)]!();
  return { ...event, eventID: `urn:uuid:00000000-0000-4000-8000-${String(at).padStart(12, '0')}` };
}

async function aStep(
  { world }: Stage,
  party: string,
  random: Random,
  at: number,
  told: Event[],
): Promise<void> {
  const { node } = world;
  const lot = random.whole(0, 9);
  if (lot < 5) {
    const events = Array.from({ length: random.whole(1, 3) }, (_, one) => anEvent(random, at * 4 + one));
    const outcome = await say(node, party, ...events);
    if (outcome.outcome === 'recorded') told.push(...events);
  } else if (lot === 5 && told.length > 0)
    await say(node, party, declaredWrong(told[random.whole(0, told.length - 1)]!));
  else if (lot === 6) await node.publishHoldings();
  else if (lot < 9) {
    const entry = random.whole(2, node.head().size - 1);
    const event = `/document/epcisBody/eventList/${random.whole(0, 2)}`;
    const within = [
      '',
      '/quantityList/0/quantity',
      '/inputQuantityList/0/epcClass',
      '/outputQuantityList',
      '/readPoint',
    ];
    const births = `/annex/${random.whole(0, 2)}/births`;
    const field = random.whole(0, 4) === 0 ? births : `${event}${within[random.whole(0, 4)]}`;
    // What cannot be erased is refused: that is an answer too.
    await node.erase(entry, field, 'it was asked for');
  }
}

for (let life = 1; life <= lives; life += 1) {
  test(`life ${life}`, async (t) => {
    const random = chance(life);
    const stage = await openStage(t);
    const { node } = stage.world;
    const party = await admit(node, 'A Maker');
    const mirrors: TestMirror[] = [await stage.mirror(), await stage.mirror()];
    const keyless = await stage.mirror({ apiKey: undefined });
    const told: Event[] = [];
    for (let at = 0; at < stepsOfALife; at += 1) {
      await aStep(stage, party, random, at, told);
      if (random.whole(0, 3) === 0) await mirrors[0]!.holds();
      if (random.whole(0, 20) === 0) await mirrors[1]!.holds();
      if (at % 5 === 0) await keyless.holds();
      if (random.whole(0, 25) === 0) mirrors.push(await stage.mirror());
      if (random.whole(0, 15) === 0) {
        mirrors[0]!.close();
        mirrors[0] = await stage.mirror({ directory: mirrors[0]!.directory });
      }
    }
    await node.publishHoldings();
    for (const mirror of mirrors) {
      const round = await mirror.holds();
      assert.deepEqual([round.replayed, round.stateCompared], [node.head().size, true]);
    }
    for (const one of [keyless, await stage.mirror({ apiKey: undefined })]) {
      const { audits } = await one.holds();
      const unchecked = [audits?.wrong, audits?.tooOld, audits?.notGiven, audits?.waiting];
      assert.deepEqual(unchecked, [0, 0, 0, 0]);
      assert.ok(audits!.held > 0);
    }
    t.diagnostic(
      `${node.head().size} entries, ${node.erasedLots().length} lots void, ${mirrors.length} mirrors`,
    );
  });
}
