// A farm, a gin and an operator at work, from an empty directory to a backup, by commands alone.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { after, before, test } from 'node:test';
import { baleLot, farmLot, farmPlace, ginningDocument, harvestDocument } from './documents.ts';
import { assertSigned, openReceiver } from '../webhook/receiver.ts';
import { json, type RunOptions, selvedge, temporaryFolder } from './run.ts';

interface Party {
  party: string;
  name: string;
  keys: { kid: string; custody: string; revokedAt: number | null }[];
}

interface Captured {
  ok: boolean;
  events: { recorded: number; alreadyRecorded: number; refused: number };
  files: {
    custody: string;
    entries: number[];
    refusals: { code: string; lot?: string; available?: number }[];
  }[];
}

const folder = temporaryFolder();
const data = folder.file('data');
const withPassphrase: RunOptions = { env: { SELVEDGE_PASSPHRASE: 'correct horse battery' } };
let farm: Party;
let gin: Party;

before(async () => {
  const first = await json<Party>([
    'party',
    'add',
    'Test Farm',
    '--country',
    'IN',
    '--region',
    'IN-MH',
    '--data',
    data,
  ]);
  assert.equal(first.code, 0, first.err);
  farm = first.value;
  const made = await json(['key', 'new', '-o', folder.file('gin.key'), '--no-input'], withPassphrase);
  assert.equal(made.code, 0, made.err);
  const second = await json<Party>(
    ['party', 'add', 'Test Gin', '--country', 'IN', '--device-key', folder.file('gin.key'), '--data', data],
    withPassphrase,
  );
  assert.equal(second.code, 0, second.err);
  gin = second.value;
});
after(() => folder.remove());

function written(name: string, content: object): string {
  writeFileSync(folder.file(name), JSON.stringify(content));
  return folder.file(name);
}

test('parties: one whose key the node holds, one with a key on its device; nobody twice', async () => {
  assert.deepEqual(
    farm.keys.map(({ custody }) => custody),
    ['custodial'],
  );
  assert.deepEqual(
    gin.keys.map(({ custody }) => custody),
    ['device'],
  );
  const listed = await json<Party[]>(['party', 'list', '--data', data]);
  assert.deepEqual(
    listed.value
      .map(({ name }) => name)
      .filter((name) => name?.startsWith('Test '))
      .sort(),
    ['Test Farm', 'Test Gin'],
  );
  const again = await json<{ refusals: { code: string }[] }>([
    'party',
    'add',
    'Other',
    '--id',
    farm.party,
    '--data',
    data,
  ]);
  assert.deepEqual([again.code, again.value.refusals[0]?.code], [1, 'PARTY_KNOWN']);
});

test('a place and a product are registered in the name of a party that is named', async () => {
  const facility = written('facility.json', {
    facility: farmPlace,
    party: 'Test Farm',
    name: 'North field',
    country: 'IN',
    region: 'IN-MH',
    address: '1 Field Road',
  });
  assert.equal((await selvedge(['facility', 'add', facility, '--data', data])).code, 0);
  const product = written('product.json', [
    { product: farmLot.split('/10/')[0], party: farm.party, name: 'Seed cotton' },
  ]);
  const added = await json<{ name: string }>(['product', 'add', product, '--data', data]);
  assert.deepEqual([added.code, added.value.name], [0, 'Seed cotton']);
  const wrong = await json<{ refusals: { code: string; field: string }[] }>([
    'facility',
    'add',
    written('wrong.json', { facility: farmPlace, party: 'Test Farm', latitude: 91 }),
    '--data',
    data,
  ]);
  assert.deepEqual(
    [wrong.code, wrong.value.refusals[0]?.code, wrong.value.refusals[0]?.field],
    [1, 'FIELD_INVALID', 'latitude'],
  );
});

test('capture: custodial, signed by a device, repeated, refused', async () => {
  const harvest = written('1-harvest.json', harvestDocument());
  const first = await json<Captured>(['capture', harvest, '--as', 'Test Farm', '--data', data]);
  assert.deepEqual(
    [first.code, first.value.files[0]?.custody, first.value.events.recorded],
    [0, 'custodial', 1],
  );
  const again = await json<Captured>(['capture', harvest, '--as', 'Test Farm', '--data', data]);
  assert.deepEqual([again.code, again.value.events], [0, { recorded: 0, alreadyRecorded: 1, refused: 0 }]);
  const ginning = written('2-ginning.json', ginningDocument(300, 100));
  const signed = await json<Captured>(
    ['capture', ginning, '--key', folder.file('gin.key'), '--data', data],
    withPassphrase,
  );
  assert.deepEqual(
    [signed.code, signed.value.files[0]?.custody, signed.value.events.recorded],
    [0, 'device', 1],
    signed.out,
  );
  const anew = await json<Captured>(
    ['capture', ginning, '--key', folder.file('gin.key'), '--data', data],
    withPassphrase,
  );
  assert.deepEqual([anew.code, anew.value.events.alreadyRecorded], [0, 1], anew.out);
  const tooMuch = written(
    '3-too-much.json',
    ginningDocument(300, 100, `${baleLot}2`, '2025-10-06T08:00:00.000Z'),
  );
  const refused = await json<Captured>(
    ['capture', tooMuch, '--key', folder.file('gin.key'), '--data', data],
    withPassphrase,
  );
  const [refusal] = refused.value.files[0]?.refusals ?? [];
  assert.deepEqual(
    [refused.code, refusal?.code, refusal?.lot, refusal?.available],
    [1, 'LOT_OVERDRAWN', farmLot, 100_000],
  );
});

test('a directory is walked, and a statement that is none is refused', async () => {
  mkdirSync(folder.file('documents/inner'), { recursive: true });
  writeFileSync(folder.file('documents/inner/more.json'), JSON.stringify(harvestDocument(`${farmLot}2`)));
  writeFileSync(folder.file('documents/readme.txt'), 'no document');
  const walked = await json<Captured>([
    'capture',
    folder.file('documents'),
    '--as',
    farm.party,
    '--data',
    data,
  ]);
  assert.deepEqual([walked.code, walked.value.events.recorded], [0, 1]);
  writeFileSync(folder.file('broken.sdjwt'), 'eyJhbGciOiJFZERTQSJ9.e30.AAAA~\n');
  const broken = await json<Captured>(['capture', folder.file('broken.sdjwt'), '--data', data]);
  assert.equal(broken.code, 1);
  assert.ok(broken.value.files[0]?.refusals[0]?.code);
});

test('trace takes every spelling of a lot, and says no to one that nobody mentions', async () => {
  const spellings = [
    baleLot,
    new URL(baleLot).pathname,
    '09520002000019/B-1',
    'https://example.com/01/09520002000019/10/B-1',
    'urn:epc:class:lgtin:9520002.000001.B-1',
  ];
  for (const spelling of spellings) {
    const { code, value } = await json<{
      question: { id: string };
      origins: { id: string; country: string; amount: number }[];
    }>(['trace', spelling, '--data', data]);
    assert.deepEqual([code, value.question.id], [0, baleLot], spelling);
    assert.deepEqual(
      value.origins.map(({ id, country, amount }) => [id, country, amount]),
      [[farmLot, 'IN', 300_000]],
    );
  }
  const forward = await json<{ origins: { id: string }[] }>(['trace', farmLot, '--forward', '--data', data]);
  assert.deepEqual(
    forward.value.origins.map(({ id }) => id),
    [baleLot],
  );
  assert.match((await selvedge(['trace', baleLot, '--data', data])).out, /Test Farm/);
  assert.equal((await selvedge(['trace', '09520002000019/NOWHERE', '--data', data])).code, 1);
});

test('evidence verifies with the key of the log, and not once a byte is changed', async () => {
  const file = folder.file('bale.evidence');
  const made = await json<{ log: { key: string; size: number } }>([
    'evidence',
    baleLot,
    '-o',
    file,
    '--data',
    data,
  ]);
  assert.equal(made.code, 0, made.err);
  const head = await json<{ key: string; published: string }>(['log', 'head', '--data', data]);
  assert.equal(head.value.key, made.value.log.key);
  writeFileSync(folder.file('kept-checkpoint'), head.value.published);
  const verdict = await json<{
    ok: boolean;
    log: { pinned: boolean };
    checks: { name: string; result: string }[];
  }>(['verify', file, '--key', head.value.key, '--earlier', folder.file('kept-checkpoint')]);
  assert.deepEqual([verdict.code, verdict.value.ok, verdict.value.log.pinned], [0, true, true]);
  assert.equal(verdict.value.checks.find(({ name }) => name === 'consistency')?.result, 'pass');
  const country = await selvedge([
    'evidence',
    baleLot,
    '-o',
    folder.file('country.evidence'),
    '--level',
    'country',
    '--data',
    data,
  ]);
  assert.equal(country.code, 0);
  assert.equal(readFileSync(folder.file('country.evidence'), 'utf8').includes('North field'), false);
  assert.equal((await selvedge(['verify', folder.file('country.evidence')])).code, 0);
  const text = readFileSync(file, 'utf8');
  writeFileSync(folder.file('full.evidence'), text);
  writeFileSync(
    file,
    text.replace(/"recordedAtMs":(\d)/, (_, digit: string) => `"recordedAtMs":${(Number(digit) % 9) + 1}`),
  );
  assert.equal((await selvedge(['verify', file])).code, 1);
});

test('a statement from evidence is recorded as it is by another node that knows the key', async () => {
  const other = folder.file('other');
  const admitted = await json<Party>(
    ['party', 'add', 'Test Gin', '--id', gin.party, '--device-key', folder.file('gin.key'), '--data', other],
    withPassphrase,
  );
  assert.equal(admitted.code, 0, admitted.out);
  const { statements } = JSON.parse(readFileSync(folder.file('full.evidence'), 'utf8')) as {
    statements: { sdjwt: string }[];
  };
  const ofGin = statements
    .map(({ sdjwt }) => sdjwt)
    .filter((sdjwt) => claimsOf(sdjwt).iss === gin.party && claimsOf(sdjwt).kind === 'epcis');
  assert.equal(ofGin.length, 1);
  writeFileSync(folder.file('gin.sdjwt'), `${ofGin[0]}\n`);
  const taken = await json<Captured>(['capture', folder.file('gin.sdjwt'), '--data', other]);
  assert.deepEqual(
    [taken.code, taken.value.files[0]?.custody, taken.value.events.recorded],
    [0, 'device', 1],
    taken.out,
  );
  const twice = await json<Captured>(['capture', folder.file('gin.sdjwt'), '--data', other]);
  assert.deepEqual([twice.code, twice.value.events.alreadyRecorded], [0, 1]);
  const notTheirs = await json<Captured>([
    'capture',
    folder.file('gin.sdjwt'),
    '--as',
    farm.party,
    '--data',
    data,
  ]);
  assert.deepEqual(
    [notTheirs.code, notTheirs.value.files[0]?.refusals[0]?.code],
    [1, 'STATEMENT_OF_ANOTHER_PARTY'],
  );
});

function claimsOf(sdjwt: string): { iss: string; kind: string } {
  return JSON.parse(Buffer.from(sdjwt.split('.')[1] ?? '', 'base64url').toString('utf8')) as {
    iss: string;
    kind: string;
  };
}

test('keys: shown, enrolled, rotated, revoked; a revoked key says nothing any more', async () => {
  const shown = await json<{ kid: string; possession: string }>(
    ['key', 'show', folder.file('gin.key'), '--party', gin.party],
    withPassphrase,
  );
  assert.equal(shown.value.kid, gin.keys[0]?.kid);
  assert.equal(shown.value.possession.split('.').length, 3);
  await selvedge(['key', 'new', '-o', folder.file('farm.key')], withPassphrase);
  const enrolled = await json<Party>(
    ['key', 'enrol', folder.file('farm.key'), '--party', 'Test Farm', '--data', data],
    withPassphrase,
  );
  assert.deepEqual(
    enrolled.value.keys.map(({ custody }) => custody).sort(),
    ['custodial', 'device'],
    enrolled.out,
  );
  assert.equal(enrolled.value.name, 'Test Farm');
  const rotated = await json<Party>(
    [
      'key',
      'rotate',
      folder.file('gin.key'),
      '--party',
      gin.party,
      '-o',
      folder.file('gin-2.key'),
      '--data',
      data,
    ],
    withPassphrase,
  );
  assert.deepEqual(
    rotated.value.keys.map(({ revokedAt }) => revokedAt === null),
    [false, true],
    rotated.out,
  );
  const custodial = await json<Party>(['key', 'rotate', '--party', 'Test Farm', '--data', data]);
  assert.equal(
    custodial.value.keys.filter(({ custody, revokedAt }) => custody === 'custodial' && revokedAt === null)
      .length,
    1,
    custodial.out,
  );
  const stale = await json<Captured>(
    [
      'capture',
      folder.file('3-too-much.json'),
      '--key',
      folder.file('gin.key'),
      '--as',
      gin.party,
      '--data',
      data,
    ],
    withPassphrase,
  );
  assert.deepEqual([stale.code, stale.value.files[0]?.refusals[0]?.code], [1, 'KEY_REVOKED']);
  const kid = rotated.value.keys.find(({ revokedAt }) => revokedAt === null)?.kid ?? '';
  assert.equal(
    (await selvedge(['key', 'revoke', kid, '--party', 'Test Gin', '--reason', 'lost', '--data', data])).code,
    0,
  );
  assert.equal(
    (await selvedge(['key', 'revoke', 'nobody', '--party', 'Test Gin', '--reason', 'lost', '--data', data]))
      .code,
    1,
  );
  assert.equal(
    (await selvedge(['key', 'rotate', '--party', 'Test Gin', '--data', data])).code,
    1,
    'the node holds no key of the gin',
  );
});

test('a key file gives nothing away and takes no wrong passphrase', async () => {
  assert.equal(statSync(folder.file('farm.key')).mode & 0o777, 0o600);
  const over = await selvedge(['key', 'new', '-o', folder.file('farm.key')], withPassphrase);
  assert.equal(over.code, 2, 'a key is never overwritten');
  const wrong = await selvedge(['key', 'show', folder.file('farm.key'), '--party', farm.party], {
    env: { SELVEDGE_PASSPHRASE: 'another one' },
  });
  assert.deepEqual([wrong.code, /not its passphrase/.test(wrong.err)], [2, true]);
  const nobody = await selvedge([
    'key',
    'show',
    folder.file('farm.key'),
    '--party',
    farm.party,
    '--no-input',
  ]);
  assert.deepEqual([nobody.code, /SELVEDGE_PASSPHRASE/.test(nobody.err)], [2, true]);
});

test('API keys: shown once, listed without the secret, revoked', async () => {
  const added = await json<{ id: string; key: string; party: string; level: string }>([
    'apikey',
    'add',
    '--role',
    'party',
    '--party',
    'Test Farm',
    '--data',
    data,
  ]);
  assert.equal(added.value.party, farm.party);
  assert.match(added.value.key, /^svk_/);
  const listed = await selvedge(['apikey', 'list', '--json', '--data', data]);
  assert.equal(listed.out.includes(added.value.key.slice(-43)), false);
  assert.ok(listed.out.includes(added.value.id));
  assert.equal((await selvedge(['apikey', 'revoke', added.value.id, '--data', data])).code, 0);
  assert.equal((await selvedge(['apikey', 'revoke', '0000000000000000', '--data', data])).code, 1);
});

test('webhooks: the secret is shown once, a test tells what was answered, and the end is the end', async (context) => {
  const receiver = await openReceiver();
  context.after(() => receiver.close());
  const own = ['--data', data];
  const wish = ['webhook', 'add', '--url', receiver.url, '--private', receiver.host, '--party', 'Test Farm'];
  const { id, secret, party } = (
    await json<{ id: string; secret: string; party: string }>([...wish, '--kinds', 'status.said', ...own])
  ).value;
  assert.equal(party, farm.party);
  assert.equal(
    (await selvedge(['webhook', 'test', id, '--private', receiver.host, ...own])).out.trim(),
    'TAKEN 204',
  );
  assertSigned(receiver.got[0]!, secret);
  const listed = await selvedge(['webhook', 'list', ...own]);
  assert.match(listed.out, new RegExp(`^${id} +on +Test Farm +${receiver.url}.* TAKEN 204`, 'm'));
  assert.ok(!listed.out.includes(secret.slice(6)));
  assert.equal((await selvedge(['webhook', 'end', id, ...own])).code, 0);
  assert.equal((await selvedge(['webhook', 'resume', id, ...own])).code, 1);
});

test('erasing by the name of a property: gone from the store, and the log still checks', async () => {
  const evidence = folder.file('before.evidence');
  await selvedge(['evidence', baleLot, '-o', evidence, '--data', data]);
  const erased = await json<{ erased: { entry: number; erased: string[] }[] }>([
    'erase',
    farmPlace,
    'address',
    '--reason',
    'a private address',
    '--data',
    data,
  ]);
  assert.deepEqual([erased.code, erased.value.erased.map((one) => one.erased)], [0, [['/address']]]);
  assert.equal(readFileSync(`${data}/selvedge.db`).includes('1 Field Road'), false);
  const again = await json<{ refusals: { code: string }[] }>([
    'erase',
    farmPlace,
    'address',
    '--reason',
    'again',
    '--data',
    data,
  ]);
  assert.deepEqual([again.code, again.value.refusals[0]?.code], [1, 'FIELD_NOT_ERASABLE']);
  const { entry } = erased.value.erased[0] ?? { entry: -1 };
  assert.equal(
    (await selvedge(['erase', String(entry), '/region', '--reason', 'a pointer', '--data', data])).code,
    0,
  );
  assert.equal((await selvedge(['verify', evidence])).code, 0, 'evidence of before still holds');
  assert.equal((await selvedge(['log', 'check', '--data', data])).code, 0);
});

test('rebuild ends in the same state; a backup is restored and goes on; an older one does not start', async () => {
  const rebuilt = await json<{ ok: boolean; before: string; after: string }>(['rebuild', '--data', data]);
  assert.deepEqual([rebuilt.code, rebuilt.value.ok, rebuilt.value.before], [0, true, rebuilt.value.after]);
  await selvedge(['evidence', baleLot, '-o', folder.file('now.evidence'), '--data', data]);
  assert.equal((await selvedge(['backup', folder.file('backup.db'), '--data', data])).code, 0);
  assert.equal(
    (await selvedge(['backup', folder.file('backup.db'), '--data', data])).code,
    2,
    'a backup is never overwritten',
  );
  const restored = folder.file('restored');
  mkdirSync(restored);
  copyFileSync(folder.file('backup.db'), `${restored}/selvedge.db`);
  copyFileSync(folder.file('backup.db.checkpoint'), `${restored}/published-checkpoint`);
  copyFileSync(`${data}/sealing.key`, `${restored}/sealing.key`);
  const checked = await json<{ stateHash: string }>(['log', 'check', '--data', restored]);
  assert.deepEqual([checked.code, checked.value.stateHash], [0, rebuilt.value.after]);
  assert.equal((await selvedge(['party', 'add', 'Later', '--data', restored])).code, 0);
  assert.equal(
    (await selvedge(['evidence', baleLot, '-o', folder.file('later.evidence'), '--data', restored])).code,
    0,
  );
  copyFileSync(`${restored}/published-checkpoint`, `${data}/published-checkpoint`);
  const old = await selvedge(['party', 'add', 'Nobody', '--data', data]);
  assert.deepEqual([old.code, /rolled back/.test(old.err)], [2, true]);
  assert.equal((await selvedge(['log', 'check', '--data', data])).code, 1);
});

test('the log check names the entries that somebody has damaged, with or without a snapshot', async () => {
  const database = new DatabaseSync(`${data}/selvedge.db`);
  database.prepare('UPDATE entry SET body = ? WHERE seq = 3').run(Buffer.from('not what it was'));
  database.close();
  for (const drop of [false, true]) {
    if (drop) rmSync(`${data}/snapshot`);
    rmSync(`${data}/published-checkpoint`, { force: true });
    const checked = await json<{ ok: boolean; findings: string[] }>(['log', 'check', '--data', data]);
    assert.deepEqual([checked.code, checked.value.ok, checked.value.findings.length], [1, false, 1]);
    assert.match(checked.value.findings[0] ?? '', /^entry 3: its (body is damaged|statement cannot be read)/);
  }
});
