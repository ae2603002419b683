// 0 yes, 1 no, 2 could not tell: wrong input of every command. What goes right is in work.test.ts and serving.test.ts.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { harvestDocument } from './documents.ts';
import { json, selvedge, temporaryFolder } from './run.ts';

const folder = temporaryFolder();
const data = folder.file('data');
const nothing = folder.file('nothing');
const document = folder.file('document.json');
const notJson = folder.file('not.json');

before(async () => {
  writeFileSync(document, JSON.stringify(harvestDocument()));
  writeFileSync(notJson, '{"type":');
  assert.equal((await selvedge(['party', 'add', 'Somebody', '--data', data])).code, 0);
});
after(() => folder.remove());

const lot = '/01/09520001000010/10/X';

const cases: [code: 1 | 2, said: RegExp, args: string[]][] = [
  [2, /unknown command/, ['fly']],
  [2, /unknown option/, ['trace', lot, '--fast']],
  [2, /missing required argument/, ['trace']],
  [2, /too many arguments/, ['rebuild', 'now']],
  [2, /whole number/, ['serve', '--port', '70000']],
  [2, /whole number/, ['trace', lot, '--limit', 'many']],
  [2, /An address/, ['serve', '--public-url', 'ftp://x']],
  [2, /no identifier/, ['trace', 'shirt']],
  [2, /the check digit is wrong/, ['trace', '/01/09520001000011/10/X']],
  [2, /there is no log/, ['trace', lot, '--data', nothing]],
  [1, /LOT_UNKNOWN/, ['trace', lot, '--data', data]],
  [2, /required option/, ['evidence', lot]],
  [2, /One of country/, ['evidence', lot, '-o', 'x', '--level', 'city']],
  [2, /there is no log/, ['evidence', lot, '-o', folder.file('x'), '--data', nothing]],
  [1, /LOT_UNKNOWN/, ['evidence', lot, '-o', folder.file('x'), '--data', data]],
  [2, /cannot be read/, ['verify', folder.file('absent')]],
  [1, /NOT VERIFIED/, ['verify', document]],
  [2, /who says it/, ['capture', document, '--data', data]],
  [2, /is not there/, ['capture', folder.file('absent.json'), '--as', 'Somebody', '--data', data]],
  [2, /there is no log/, ['capture', document, '--as', 'Somebody', '--data', nothing]],
  [1, /PARTY_UNKNOWN/, ['capture', document, '--as', 'Nobody', '--data', data]],
  [1, /JSON_TRUNCATED/, ['capture', notJson, '--as', 'Somebody', '--data', data]],
  [2, /no device key file/, ['capture', document, '--key', document, '--data', data]],
  [2, /no country code/, ['party', 'add', 'Else', '--country', 'India', '--data', data]],
  [2, /is not there/, ['party', 'add', 'Else', '--device-key', folder.file('absent.key'), '--data', data]],
  [2, /there is no log/, ['party', 'list', '--data', nothing]],
  [2, /SELVEDGE_PASSPHRASE/, ['key', 'new', '-o', folder.file('new.key'), '--no-input']],
  [2, /is not there/, ['key', 'show', folder.file('absent.key')]],
  [2, /no device key file/, ['key', 'enrol', document, '--party', 'Somebody', '--data', data]],
  [2, /which key/, ['key', 'rotate', '--data', data]],
  [1, /PARTY_UNKNOWN/, ['key', 'rotate', '--party', 'Nobody', '--data', data]],
  [2, /required option/, ['key', 'revoke', 'kid', '--party', 'Somebody', '--data', data]],
  [2, /goes with/, ['apikey', 'add', '--role', 'party', '--data', data]],
  [2, /One of party/, ['apikey', 'add', '--role', 'king', '--data', data]],
  [1, /PARTY_UNKNOWN/, ['apikey', 'add', '--role', 'party', '--party', 'Nobody', '--data', data]],
  [2, /there is no log/, ['apikey', 'list', '--data', nothing]],
  [1, /API_KEY_UNKNOWN/, ['apikey', 'revoke', 'x', '--data', data]],
  [2, /is not there/, ['facility', 'add', folder.file('absent.json'), '--data', data]],
  [1, /FIELD_INVALID/, ['product', 'add', document, '--data', data]],
  [1, /JSON_TRUNCATED/, ['facility', 'add', notJson, '--data', data]],
  [2, /required option/, ['certificate', 'add', document, '--data', data]],
  [2, /is not there/, ['certificate', 'add', folder.file('absent'), '--party', 'Somebody', '--data', data]],
  [2, /there is no log/, ['certificate', 'add', document, '--party', 'Somebody', '--data', nothing]],
  [1, /PARTY_UNKNOWN/, ['certificate', 'add', document, '--party', 'Nobody', '--data', data]],
  [1, /CLAIM_/, ['certificate', 'add', document, '--party', 'Somebody', '--data', data]],
  [
    2,
    /none of confirmed/,
    ['certificate', 'status', 'urn:x:1', 'torn', '--party', 'Somebody', '--data', data],
  ],
  [1, /RECORD_UNKNOWN/, ['certificate', 'show', 'urn:x:1', '--data', data]],
  [2, /there is no log/, ['accredit', 'list', '--data', nothing]],
  [
    2,
    /is no time/,
    ['accredit', 'revoke', 'urn:x:1', '--party', 'Somebody', '--from', 'soon', '--data', data],
  ],
  [1, /JSON_TRUNCATED/, ['trade', 'add', notJson, '--party', 'Somebody', '--data', data]],
  [2, /none of acknowledges/, ['trade', 'answer', 'urn:x:1', 'nods', '--party', 'Somebody', '--data', data]],
  [1, /LOT_UNKNOWN/, ['claim', 'judge', lot, '--data', data]],
  [2, /no identifier/, ['claim', 'judge', 'shirt', '--data', data]],
  [1, /RECORD_UNKNOWN/, ['case', 'uphold', 'urn:x:1', '--party', 'Somebody', '--data', data]],
  [1, /JSON_TRUNCATED/, ['trust', 'set', notJson, '--data', data]],
  [2, /there is no pack/, ['pack', 'adopt', 'none', '--data', data]],
  [2, /is not there/, ['pack', 'test', folder.file('absent')]],
  [2, /One of supplier/, ['invite', 'create', '--party', 'Somebody', '--as', 'king', '--data', data]],
  [1, /INVITATION_UNKNOWN/, ['invite', 'accept', 'none', '--party', 'Somebody', '--data', data]],
  [2, /there is no log/, ['report', '--data', nothing]],
  [1, /PARTY_UNKNOWN/, ['notice', 'list', '--party', 'Nobody', '--data', data]],
  [2, /there is no log/, ['log', 'check', '--data', nothing]],
  [2, /there is no log/, ['log', 'head', '--data', nothing]],
  [2, /there is no log/, ['rebuild', '--data', nothing]],
  [2, /required option/, ['erase', '1', '/name', '--data', data]],
  [1, /ENTRY_UNKNOWN/, ['erase', '99', '/name', '--reason', 'r', '--data', data]],
  [1, /FIELD_NOT_ERASABLE/, ['erase', 'urn:uuid:none', 'name', '--reason', 'r', '--data', data]],
  [2, /there is no log/, ['backup', folder.file('b.db'), '--data', nothing]],
  [2, /there is no fraud/, ['demo', '--fraud', 'none']],
  [2, /choices are bash/, ['completion', 'tcsh']],
  [2, /./, ['bench', '--nonsense']],
  [2, /64 hexadecimal digits/, ['party', 'list', '--data', data]],
];

for (const [code, said, args] of cases) {
  const shown = args.map((arg) => arg.replace(folder.path, '…')).join(' ');
  test(`exit ${code}: selvedge ${shown}`, async () => {
    const env = said.source.startsWith('64') ? { SELVEDGE_SEALING_KEY: 'short' } : {};
    const ran = await selvedge(args, { env });
    assert.match(ran.out + ran.err, said);
    assert.equal(ran.code, code, ran.err);
    assert.equal(code === 2 ? ran.out : '', '', 'what could not be told is said on stderr');
  });
}

test('with --json, a refusal and a fault are one JSON document on stdout too', async () => {
  const refused = await json<{ ok: false; refusals: { code: string }[] }>(['trace', lot, '--data', data]);
  assert.deepEqual(
    [refused.code, refused.value.ok, refused.value.refusals[0]?.code],
    [1, false, 'LOT_UNKNOWN'],
  );
  const fault = await json<{ ok: null; fault: string }>(['trace', lot, '--data', nothing]);
  assert.deepEqual([fault.code, fault.value.ok, /no log/.test(fault.value.fault)], [2, null, true]);
});

test('--data may stand before the command, and NO_COLOR and a pipe leave no escapes', async () => {
  const ran = await selvedge(['--data', data, 'party', 'list'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
  assert.deepEqual([ran.code, ran.out.includes('\u001b')], [0, false]);
});

test('a fraud is played by command and is caught', async () => {
  const { code, value } = await json<{ ok: boolean; frauds: { name: string; caught: boolean }[] }>([
    'demo',
    '--fraud',
    'altered-record',
  ]);
  assert.deepEqual(
    [code, value.ok, value.frauds[0]?.name, value.frauds[0]?.caught],
    [0, true, 'altered-record', true],
  );
});
