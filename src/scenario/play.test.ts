// Every fraud is played for real and must be caught by the one who is there to catch it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FraudName, frauds } from './frauds.ts';
import { play, type Played } from './play.ts';

const all = frauds();

async function played(name: FraudName): Promise<Played> {
  const fraud = all.find((one) => one.name === name);
  assert.ok(fraud);
  const result = await play(fraud);
  assert.deepEqual(
    result.catches.filter(({ asExpected }) => !asExpected),
    [],
  );
  assert.equal(result.caught, true);
  return result;
}

function told({ catches }: Played): [string | null, string | null][] {
  return catches.map(({ by, code }) => [by, code]);
}

test('more yarn than lint: both claims are refused with the weights, the honest one is taken', async () => {
  const result = await played('more-yarn-than-lint');
  assert.deepEqual(told(result), [
    ['node', 'LOT_OVERDRAWN'],
    ['node', 'OUTPUT_EXCEEDS_INPUT'],
    [null, null],
  ]);
});

test('a bale sold twice: the second mill is refused, and the bale is named', async () => {
  const result = await played('bale-sold-twice');
  assert.deepEqual(told(result), [
    [null, null],
    ['node', 'LOT_OVERDRAWN'],
  ]);
});

test('a record altered in the database: the log check names the entry, and evidence fails at the signature', async () => {
  const { catches } = await played('altered-record');
  assert.match(catches[1]!.detail, /^entry \d+: not signed by an enrolled key$/);
  assert.match(catches[2]!.detail, /^signatures: /);
});

test('a statement signed by somebody else is refused, and the log stays as it was', async () => {
  assert.deepEqual(told(await played('wrong-signer')), [['node', 'KEY_OF_ANOTHER_PARTY']]);
});

test('a back-dated event under a revoked key is refused', async () => {
  assert.deepEqual(told(await played('revoked-key')), [['node', 'KEY_REVOKED']]);
});

test('a forked log: two readers compare, and the old copy does not start', async () => {
  const expected = [
    ['verifier', 'LOG_FORKED'],
    ['verifier', 'LOG_FORKED'],
    ['node', 'ROLLED_BACK'],
  ];
  assert.deepEqual(told(await played('forked-log')), expected);
});
