// Stopping and starting changes nothing, by way of snapshot and tail, without a snapshot, or by replaying everything.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stateHash } from '../../src/domain/ledger/state-hash.ts';
import { rebuild } from '../../src/flow/recover.ts';
import { chance } from '../../src/scenario/chance.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
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
  usedUp,
} from '../capture/said.ts';

/** Lets go of the store without a farewell: no snapshot is written, as after a crash. */
async function abandon(world: TestWorld): Promise<TestWorld> {
  world.data.close();
  return openTestWorld({ directory: world.directory, nowMs: world.time.nowMs });
}

function randomEvents(seed: number, count: number): Event[] {
  const random = chance(seed);
  const lot = (): string => lotId(`S${random.whole(0, 9)}`);
  const events: Event[] = [];
  for (let number = 0; number < count; number += 1) {
    const named = { eventID: `urn:uuid:${seed}-${number}` };
    const quantity = random.whole(1, 9);
    events.push(
      random.pick([
        () => made(number, lot(), quantity * 3, named),
        () => spun(number, [[lot(), quantity]], [[lot(), quantity]], named),
        () =>
          spun(
            number,
            [
              [lot(), quantity],
              [lot(), 1],
            ],
            [
              [`${lot()}A`, 1],
              [`${lot()}B`, quantity],
            ],
            named,
          ),
        () => packed(number, unitId(random.whole(1, 3)), [[lot(), quantity]], named),
        () => unpacked(number, unitId(random.whole(1, 3)), [], named),
        () => usedUp(number, [unitId(random.whole(1, 3))], named),
        () => (events.length === 0 ? made(number, lot(), 1, named) : declaredWrong(random.pick(events))),
      ])(),
    );
  }
  return events;
}

for (const seed of [1, 2, 3]) {
  test(`a random history with stops in between, seed ${seed}`, async () => {
    const random = chance(seed);
    let world = await openTestWorld();
    const party = await admit(world.node, 'Stopping');
    for (const event of randomEvents(seed, 120)) {
      await say(world.node, party, event);
      const before = world.node.stateHash();
      const fate = random.whole(0, 19);
      if (fate === 0) world = await world.restart();
      if (fate === 1) world = await abandon(world);
      if (fate === 2) {
        rmSync(join(world.directory, 'snapshot'), { force: true });
        world = await abandon(world);
      }
      assert.equal(world.node.stateHash(), before);
    }
    assert.equal(stateHash(rebuild(world.world).state.ledger), world.node.stateHash());
    assert.ok(world.node.head().size > 60);
    await world.close();
  });
}
