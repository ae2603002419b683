// What the bench hands in really comes to stand in a log that holds, through threads and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { enrol, signedStatement } from '../../src/bench/capture/signers.ts';
import { millParty, millWork } from '../../src/bench/capture/workload.ts';
import { packFacts, unpackFacts } from '../../src/flow/packed-facts.ts';
import { readSigned } from '../../src/flow/read.ts';
import { openTestWorld, testNowMs } from '../support/world.ts';

test('many statements at once are read by threads, a bad one among them is refused, and the log holds', async () => {
  const opened = await openTestWorld();
  const mill = await enrol(opened.node, millParty, 'Test Mill');
  const next = millWork(1, 500);
  const statements = Array.from({ length: 12 }, () => signedStatement(mill, [next(), next()], 'property'));
  const bad = signedStatement(mill, [next()], 'event').replace(/\.[^.~]+~/, `.${'A'.repeat(86)}~`);
  const outcomes = await Promise.all([...statements, bad].map((sdjwt) => opened.node.record(sdjwt)));
  assert.deepEqual(
    outcomes.map(({ outcome }) => outcome),
    [...statements.map(() => 'recorded'), 'refused'],
  );
  assert.equal(outcomes.at(-1)?.refusals[0]?.code, 'SIGNATURE_INVALID');
  const alone = await opened.node.record(statements[0] ?? '');
  assert.equal(alone.events[0]?.status, 'already-recorded');
  await opened.close();
});

test('threads and the node itself come to the same state', async () => {
  const [together, alone] = [await openTestWorld(), await openTestWorld()];
  const next = millWork(2, 500);
  const works = Array.from({ length: 8 }, next);
  for (const { node } of [together, alone]) {
    const mill = await enrol(node, millParty, 'Test Mill');
    const statements = works.map((work) => signedStatement(mill, [work], 'property'));
    if (node === together.node) await Promise.all(statements.map((sdjwt) => node.record(sdjwt)));
    else for (const sdjwt of statements) await node.record(sdjwt);
  }
  for (const { output } of works) assert.deepEqual(facts(together, output), facts(alone, output));
  await together.close();
  await alone.close();
});

function facts({ node }: Awaited<ReturnType<typeof openTestWorld>>, id: string): object {
  const { entry: _entry, ...lot } = node.lot(id) ?? assert.fail(`${id} is not there`);
  return lot;
}

test('facts come out of their packing as they went in', async () => {
  const opened = await openTestWorld();
  const mill = await enrol(opened.node, millParty, 'Test Mill');
  const next = millWork(3, 500);
  const sdjwt = signedStatement(mill, Array.from({ length: 5 }, next), 'property');
  const reading = readSigned(sdjwt, () => mill.publicKey, testNowMs, opened.world);
  assert.ok(reading.ok && reading.readied.facts.kind === 'epcis');
  const given = reading.readied.facts;
  const events = given.events.map((event) => ({
    ...event,
    births: event.births.map((birth) => ({ ...birth, secret: new Uint8Array(birth.secret) })),
  }));
  assert.ok(events.some(({ births }) => births.length > 0));
  assert.deepEqual(unpackFacts(structuredClone(packFacts(given))), {
    ...given,
    events,
    digest: new Uint8Array(given.digest),
  });
  await opened.close();
});
