// What is erased is gone: from the file, its log of writes, the snapshot, every answer and every later copy.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { formatVerifierKey, readStatement, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { encodeBody } from '../../src/store/body.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import {
  declaredWrong,
  itemId,
  lotId,
  made,
  packed,
  spun,
  tell,
  unitId,
  unpacked,
  usedUp,
} from '../capture/said.ts';

const secret = 'Lakshmi Devi of the third house';

function bytesOnDisk({ directory }: TestWorld): Buffer {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((one) =>
    one.isFile(),
  );
  return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
}

function isOnDisk(world: TestWorld, bytes: Uint8Array | string): boolean {
  return bytesOnDisk(world).includes(Buffer.from(bytes));
}

interface Told {
  world: TestWorld;
  party: string;
  entry: number;
  body: Uint8Array;
}

async function tellSecret(partyName = 'A Grower'): Promise<Told> {
  const world = await openTestWorld();
  const party = await admit(world.node, partyName);
  const { entries } = await tell(
    world.node,
    party,
    made(1, lotId('A'), 5, { ilmd: { 'tex:grower': secret } }),
    made(1, lotId('B'), 5),
  );
  await tell(world.node, party, spun(2, [[lotId('A'), 5]], [[lotId('Y'), 4]]));
  const entry = entries[0]!;
  const body = encodeBody(world.node.statement(entry)!);
  assert.ok(isOnDisk(world, body));
  return { world, party, entry, body };
}

const pointer = '/document/epcisBody/eventList/0/ilmd';

test('a field of an event leaves store, snapshot, answers and copies; proofs stay', async () => {
  const { world: first, party, entry, body } = await tellSecret();
  let world = await first.restart();
  assert.ok(existsSync(join(world.directory, 'snapshot')));
  const earlier = world.node.evidence(lotId('Y'));
  assert.ok(earlier.ok);
  const before = world.node.head();
  const erased = await world.node.erase(entry, pointer, 'the grower asked');
  assert.ok(erased.ok, JSON.stringify(erased));
  assert.equal(isOnDisk(world, body), false);
  assert.equal(
    isOnDisk(world, secret) || isOnDisk(world, Buffer.from(secret).toString('base64url').slice(2, -2)),
    false,
  );
  assert.ok(
    !JSON.stringify(world.node.events({ parameters: [], perPage: 100, after: null })).includes(secret),
  );
  assert.ok(!decoded(world.node.statement(entry)!).includes(secret));
  world.check();
  assert.deepEqual(world.node.lot(lotId('A'))?.produced, 5_000);
  const copy = join(world.directory, 'copy.db');
  world.data.database.exec(`VACUUM INTO '${copy}'`);
  assert.equal(readFileSync(copy).includes(Buffer.from(body)), false);
  const state = world.node.stateHash();
  world = await world.restart();
  assert.equal(world.node.stateHash(), state);
  assert.equal(isOnDisk(world, body), false);
  const head = world.node.head();
  // The erasure, and the root of the balances as they were replayed.
  assert.equal(head.size, before.size + 2);
  for (const bytes of [earlier.value, (world.node.evidence(lotId('Y')) as { value: Uint8Array }).value]) {
    const verdict = verifyEvidence(bytes, {
      primitives: nodePrimitives,
      logKey: formatVerifierKey(before.key),
    });
    assert.ok(verdict.ok, JSON.stringify(verdict.checks.filter(({ result }) => result !== 'pass')));
  }
  const again = await world.node.erase(entry, pointer, 'twice');
  assert.deepEqual(again.ok ? [] : again.refusals.map(({ code }) => code), ['FIELD_NOT_ERASABLE']);
  await tell(world.node, party, made(9, lotId('AFTER'), 1));
  await world.close();
});

function decoded(sdjwt: string): string {
  return sdjwt
    .split(/[.~]/)
    .map((part) => Buffer.from(part, 'base64url').toString())
    .join('\n');
}

test('the name of a party, of which nothing else depends', async () => {
  const { world, party } = await tellSecret(secret);
  const entry = Array.from({ length: world.node.head().size }, (_, index) => index).find((index) =>
    decoded(world.node.statement(index)!).includes(`"name","${secret}"`),
  )!;
  assert.ok((await world.node.erase(entry, '/name', 'asked')).ok);
  assert.equal(world.node.party(party)?.name, null);
  assert.equal(world.node.party(party)?.keys.length, 1);
  await world.close();
});

test('a quantity becomes unknown, and births keep their numbers', async () => {
  const { world, entry } = await tellSecret();
  const erased = await world.node.erase(
    entry,
    '/document/epcisBody/eventList/0/quantityList/0/quantity',
    'asked',
  );
  assert.ok(erased.ok, JSON.stringify(erased));
  assert.equal(world.node.lot(lotId('A'))?.produced, null);
  assert.equal(world.node.lot(lotId('B'))?.produced, 5_000);
  const trace = world.node.trace(lotId('Y'), 'back');
  assert.deepEqual(trace.ok && trace.value.gaps.map(({ kind }) => kind), ['unknown-quantity']);
  await world.close();
});

test('a whole event, and the birth in it', async () => {
  const { world, entry } = await tellSecret();
  assert.ok((await world.node.erase(entry, '/document/epcisBody/eventList/0', 'asked')).ok);
  assert.ok((await world.node.erase(entry, '/annex/0/births/0', 'asked')).ok);
  assert.deepEqual(
    [world.node.lot(lotId('A'))?.produced, world.node.lot(lotId('B'))?.produced],
    [null, 5_000],
  );
  world.check();
  await world.close();
});

test('two erasures of one statement at once both hold', async () => {
  const { world, entry, body } = await tellSecret();
  const fields = [pointer, '/document/epcisBody/eventList/1/quantityList/0/quantity'];
  const answers = await Promise.all(fields.map((field) => world.node.erase(entry, field, 'asked')));
  assert.ok(answers.every(({ ok }) => ok));
  assert.equal(world.node.lot(lotId('B'))?.produced, null);
  assert.ok(!decoded(world.node.statement(entry)!).includes(secret));
  assert.equal(isOnDisk(world, body), false);
  await world.close();
});

test('an emptied unit stays empty when something else of that event is erased', async () => {
  const { world, party } = await tellSecret();
  const place = { readPoint: { id: 'https://example.org/house/3' } };
  const packing = packed(3, unitId(1), [[lotId('B'), 2]]);
  const emptying = unpacked(4, unitId(1), [], place);
  const { entries } = await tell(world.node, party, packing, emptying, usedUp(5, [unitId(1)]));
  assert.equal(world.node.lot(lotId('B'))?.drawn, 0);
  assert.ok((await world.node.erase(entries[0]!, '/document/epcisBody/eventList/1/readPoint', 'asked')).ok);
  assert.equal(world.node.lot(lotId('B'))?.drawn, 0);
  await world.close();
});

test('every single field of a statement can be erased, or says why not, and the log stays sound', async () => {
  const { world, party } = await tellSecret();
  const events = [
    made(1, lotId('E1'), 5, { epcList: [itemId('E')], ilmd: { 'tex:a': secret }, eventID: 'urn:uuid:e1' }),
    packed(2, unitId(1), [[lotId('E1'), 2]], { childEPCs: [itemId('E')] }),
    spun(
      3,
      [[lotId('E1'), 2]],
      [
        [lotId('E2'), 1],
        [lotId('E3'), 1],
      ],
    ),
    declaredWrong(made(4, lotId('E4'), 1, { eventID: 'urn:uuid:e4' })),
  ];
  const { entries } = await tell(world.node, party, ...events);
  const entry = entries[0]!;
  const read = readStatement(world.node.statement(entry)!, nodePrimitives);
  assert.ok(read.ok);
  const paths = read.statement.disclosures
    .map(({ path }) => path ?? '')
    .sort((a, b) => b.length - a.length || a.localeCompare(b));
  let erased = 0;
  for (const path of paths) {
    const answer = await world.node.erase(entry, path, 'asked');
    if (answer.ok) erased += answer.value.erased.length;
    else
      assert.deepEqual(
        [answer.refusals[0]?.code, /eventID|eventList\/3$/.test(path)],
        ['FIELD_NOT_ERASABLE', true],
        `${path}: ${JSON.stringify(answer)}`,
      );
    world.check();
  }
  assert.ok(erased >= paths.length - 6, `${erased} of ${paths.length}`);
  await world.close();
});

test('what is not there cannot be erased', async () => {
  const { world, entry } = await tellSecret();
  const { size } = world.node.head();
  for (const [at, field, code] of [
    [999, '/name', 'ENTRY_UNKNOWN'],
    [-1, '/name', 'ENTRY_UNKNOWN'],
    [entry, '/document/epcisBody/eventList/0/bizStep', 'FIELD_NOT_ERASABLE'],
    [entry, '/iss', 'FIELD_NOT_ERASABLE'],
    [entry, '', 'FIELD_NOT_ERASABLE'],
  ] as const) {
    const answer = await world.node.erase(at, field, 'asked');
    assert.deepEqual(answer.ok ? [] : answer.refusals.map((refusal) => refusal.code), [code], field);
  }
  assert.equal(world.node.head().size, size);
  await world.close();
});
