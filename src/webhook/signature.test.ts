import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newSecret, secretText, signature, signedHeaders } from './signature.ts';

// As published with the libraries of Standard Webhooks.
const vector = {
  secret: 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  atSeconds: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

test('the published vector', () => {
  const { secret, id, atSeconds, body } = vector;
  assert.equal(signature(Buffer.from(secret, 'base64'), id, atSeconds, body), vector.signature);
});

test('a new secret is one of the standard, and signs beside the old one', () => {
  const [newest, old] = [newSecret(), Buffer.from(vector.secret, 'base64')];
  assert.match(secretText(newest), /^whsec_[A-Za-z0-9+/]{43}=$/);
  const headers = signedHeaders({ newest, old }, vector, vector.atSeconds * 1000 + 999);
  assert.equal(headers['webhook-id'], vector.id);
  assert.equal(headers['webhook-timestamp'], String(vector.atSeconds));
  const [first, second] = headers['webhook-signature']?.split(' ') ?? [];
  assert.equal(first, signature(newest, vector.id, vector.atSeconds, vector.body));
  assert.equal(second, vector.signature);
});
