// The operator of the machine without a browser: `selvedge account`, beside a node that serves, and backups.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { json, selvedge, serving, type ServingNode, temporaryFolder } from '../cli/run.ts';
import { password, tokenOf, Visitor } from './house.ts';

const folder = temporaryFolder();
const data = folder.file('data');
let node: ServingNode;

before(async () => {
  node = await serving(['serve', '--data', data]);
});
after(async () => {
  await node.stop();
  folder.remove();
});

const email = 'operator@example.org';

test('a new node says that it is not set up, and the token is the text of the file that it names', async () => {
  assert.equal(node.said['needsSetup'], true);
  const token = readFileSync(node.said.operatorKeyFile, 'utf8');
  const made = await new Visitor(node.url).post('/account/setup', { token, name: 'First', email, password });
  assert.equal(made.status, 201, JSON.stringify(made.body));
});

test('an invitation that the command makes is taken at the node that serves', async () => {
  const made = await json<{ link: string }>([
    'account',
    'invite',
    '--role',
    'reader',
    '--note',
    'audit',
    '--data',
    data,
  ]);
  const joined = await new Visitor(node.url).post('/account/invitation/accept', {
    ...tokenOf(made.value.link),
    ...{ name: 'Auditor', email: 'auditor@example.org', password },
  });
  assert.deepEqual([joined.status, joined.body.active.role], [201, 'reader']);
  const words = await selvedge(['account', 'list', '--data', data]);
  assert.match(words.out, /auditor@example\.org +Auditor +reader +the node/);
});

test('a reset link, and an end that counts at once', async () => {
  const visitor = new Visitor(node.url);
  await visitor.post('/account/auth/sign-in/email', { email: 'auditor@example.org', password });
  assert.equal((await visitor.get('/report')).status, 200);
  const reset = await json<{ link: string }>([
    'account',
    'reset',
    'auditor@example.org',
    '--second-factor',
    '--data',
    data,
  ]);
  const sent = {
    token: reset.value.link.replace('/app/reset#', ''),
    newPassword: 'nine looms in a long row',
  };
  assert.equal((await new Visitor(node.url).post('/account/auth/reset-password', sent)).status, 200);
  assert.equal((await visitor.get('/report')).status, 401);
  const again = { email: 'auditor@example.org', password: sent.newPassword };
  assert.equal((await visitor.post('/account/auth/sign-in/email', again)).status, 200);
  const ended = await json<{ ended: object[] }>(['account', 'end', 'auditor@example.org', '--data', data]);
  assert.equal(ended.value.ended.length, 1);
  assert.equal((await visitor.get('/report')).status, 401);
});

test('what does not fit is refused with an exit code', async () => {
  const refused: [string[], number, RegExp][] = [
    [['account', 'invite', '--role', 'clerk'], 1, /TERMS_DO_NOT_FIT/],
    [['account', 'invite', '--role', 'clerk', '--party', 'Nobody'], 1, /PARTY_UNKNOWN/],
    [['account', 'invite', '--role', 'king'], 2, /One of operator/],
    [['account', 'reset', 'nobody@example.org'], 1, /PERSON_UNKNOWN/],
    [['account', 'end', 'nobody@example.org'], 1, /PERSON_UNKNOWN/],
  ];
  for (const [args, code, words] of refused) {
    const ran = await selvedge([...args, '--data', data]);
    assert.equal(ran.code, code, args.join(' '));
    assert.match(ran.out + ran.err, words);
  }
  assert.equal((await selvedge(['account', 'list', '--data', folder.file('nothing')])).code, 2);
});

test('keys that the command makes and revokes stand in the trail', async () => {
  const made = await json<{ id: string }>([
    'apikey',
    'add',
    '--role',
    'reader',
    '--label',
    'audit',
    '--data',
    data,
  ]);
  assert.equal((await selvedge(['apikey', 'revoke', made.value.id, '--data', data])).code, 0);
  const visitor = new Visitor(node.url);
  await visitor.post('/account/auth/sign-in/email', { email, password });
  const { member } = (await visitor.get('/account/audit?limit=2')).body;
  assert.deepEqual(
    member.slice(0, 2).map(({ action, role, user }: Record<string, unknown>) => [action, role, user]),
    [
      ['signed in', 'person', member[0].user],
      ['revoked an API key', 'command line', null],
    ],
  );
});

test('a backup holds the accounts, and restored they sign in', async () => {
  const file = folder.file('monday.db');
  const made = await json<{ accounts: string }>(['backup', file, '--data', data]);
  assert.equal(statSync(made.value.accounts).mode & 0o777, 0o600);
  const restored = folder.file('restored');
  mkdirSync(restored, { mode: 0o700 });
  copyFileSync(file, join(restored, 'selvedge.db'));
  copyFileSync(`${file}.accounts`, join(restored, 'accounts.sqlite'));
  copyFileSync(join(data, 'sealing.key'), join(restored, 'sealing.key'));
  const second = await serving(['serve', '--data', restored]);
  try {
    assert.equal(second.said['needsSetup'], false);
    const visitor = new Visitor(second.url);
    assert.equal((await visitor.post('/account/auth/sign-in/email', { email, password })).status, 200);
    assert.equal((await visitor.get('/account/me')).body.active.role, 'operator');
  } finally {
    await second.stop();
  }
});
