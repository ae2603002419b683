import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorityRefusals, type Spoken } from './authority.ts';
import { emptyRegister, type Register } from './register.ts';

const key = (kid: string, party: string, revokedAt: number | null = null) => ({
  kid,
  party,
  publicKey: new Uint8Array(32),
  custody: 'device' as const,
  enrolledAt: 1,
  revokedAt,
});

function register(): Register {
  const all = emptyRegister();
  all.operator = 'operator';
  for (const one of [key('ko', 'operator'), key('ka', 'a'), key('kb', 'b'), key('old', 'a', 7)])
    all.keys.set(one.kid, one);
  all.facilities.set('f', {
    facility: 'f',
    party: 'a',
    name: null,
    address: null,
    country: null,
    region: null,
    latitude: null,
    longitude: null,
    processes: [],
    entry: 3,
    recordedAtMs: 0,
  });
  all.products.set('p', {
    product: 'p',
    party: 'a',
    name: null,
    description: null,
    composition: [],
    netWeightGrams: null,
    care: null,
    category: null,
    withheld: false,
    entry: 4,
    recordedAtMs: 0,
  });
  return all;
}

const codes = (spoken: Spoken, first = false): string[] =>
  authorityRefusals(register(), spoken, first).map(({ code }) => code);

test('who may say what', () => {
  const table: [spoken: Spoken, codes: string[]][] = [
    [{ kind: 'epcis', iss: 'a', kid: 'ka' }, []],
    [{ kind: 'epcis', iss: 'a', kid: 'kb' }, ['KEY_OF_ANOTHER_PARTY']],
    [{ kind: 'epcis', iss: 'a', kid: 'old' }, ['KEY_REVOKED']],
    [{ kind: 'epcis', iss: 'a', kid: 'none' }, ['KEY_UNKNOWN']],
    [{ kind: 'party', iss: 'a', kid: 'ka', party: 'a' }, []],
    [{ kind: 'party', iss: 'a', kid: 'ka', party: 'b' }, ['NOT_YOURS_TO_SAY']],
    [{ kind: 'party', iss: 'operator', kid: 'ko', party: 'b' }, []],
    [{ kind: 'facility', iss: 'a', kid: 'ka', party: 'a', facility: 'f' }, []],
    [{ kind: 'facility', iss: 'b', kid: 'kb', party: 'b', facility: 'f' }, ['NOT_YOURS_TO_SAY']],
    [
      { kind: 'facility', iss: 'operator', kid: 'ko', party: 'a', facility: 'f' },
      ['NOT_YOURS_TO_SAY', 'NOT_YOURS_TO_SAY'],
    ],
    [{ kind: 'product', iss: 'b', kid: 'kb', product: 'p' }, ['NOT_YOURS_TO_SAY']],
    [{ kind: 'product', iss: 'operator', kid: 'ko', product: 'p' }, ['NOT_YOURS_TO_SAY']],
    [{ kind: 'key', iss: 'a', kid: 'ka', party: 'a', enrols: { kid: 'new', custody: 'device' } }, []],
    [
      { kind: 'key', iss: 'a', kid: 'ka', party: 'a', enrols: { kid: 'kb', custody: 'device' } },
      ['KEY_ENROLLED_ALREADY'],
    ],
    [{ kind: 'key', iss: 'a', kid: 'ka', party: 'b', revokes: { kid: 'kb' } }, ['NOT_YOURS_TO_SAY']],
    [{ kind: 'key', iss: 'operator', kid: 'ko', party: 'a', revokes: { kid: 'kb' } }, ['KEY_UNKNOWN']],
    [{ kind: 'key', iss: 'operator', kid: 'ko', party: 'b', revokes: { kid: 'kb' } }, []],
  ];
  for (const [spoken, expected] of table) assert.deepEqual(codes(spoken), expected, JSON.stringify(spoken));
});

test('a log begins with the key of its operator', () => {
  assert.deepEqual(
    codes({ kind: 'key', iss: 'o', kid: 'k', party: 'o', enrols: { kid: 'k', custody: 'custodial' } }, true),
    [],
  );
  assert.deepEqual(
    codes({ kind: 'key', iss: 'o', kid: 'k', party: 'x', enrols: { kid: 'k', custody: 'custodial' } }, true),
    ['NO_GENESIS'],
  );
  assert.deepEqual(codes({ kind: 'epcis', iss: 'o', kid: 'k' }, true), ['NO_GENESIS']);
});
