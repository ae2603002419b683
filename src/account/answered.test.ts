import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { AnsweredRequest } from '../flow/ports.ts';
import { sealedAnswersIn } from './answered.ts';
import { openAccountDatabase } from './database.ts';

const sealing = new Uint8Array(32).fill(3);
const answer: AnsweredRequest = {
  request: 'digest',
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: '{"link":"/app/join#0.secret"}',
  answeredAtMs: 1_000,
};

test('an answer is found again by the caller and the key that it was kept for, and the first one stays', () => {
  const database = openAccountDatabase(':memory:');
  const answers = sealedAnswersIn(database, sealing);
  answers.keep('person a', 'key-one', answer);
  answers.keep('person a', 'key-one', { ...answer, status: 200 });
  assert.deepEqual(answers.find('person a', 'key-one'), answer);
  assert.equal(answers.find('person b', 'key-one'), undefined);
  assert.equal(answers.find('person a', 'key-two'), undefined);
  answers.drop(1_000);
  assert.ok(answers.find('person a', 'key-one'));
  answers.drop(1_001);
  assert.equal(answers.find('person a', 'key-one'), undefined);
});

test('a row holds neither answer nor key, and opens with both keys only, for its caller', () => {
  const database = openAccountDatabase(':memory:');
  sealedAnswersIn(database, sealing).keep('person a', 'key-one', answer);
  const row = database.prepare('SELECT * FROM sealed_answer').get() as Record<string, unknown>;
  const bytes = Buffer.concat([row['key_hash'] as Uint8Array, row['sealed'] as Uint8Array]).toString(
    'latin1',
  );
  for (const secret of ['secret', 'key-one', 'digest', 'application'])
    assert.equal(bytes.includes(secret), false, secret);
  assert.throws(() => sealedAnswersIn(database, randomBytes(32)).find('person a', 'key-one'));
  database.prepare('UPDATE sealed_answer SET caller = ?').run('person b');
  assert.throws(() => sealedAnswersIn(database, sealing).find('person b', 'key-one'));
});
