import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { utf8Bytes } from '../src/bytes/utf8.ts';
import { purePrimitives } from '../src/primitives/pure.ts';
import { beginEd25519, verifyEd25519 } from './ed25519.ts';

interface Signed {
  readonly publicKey: Uint8Array;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** Every third is of another message, every seventh by no usable key, every eleventh too short. */
function signatures(count: number): Signed[] {
  const pairs = [1, 2, 3].map(() => generateKeyPairSync('ed25519'));
  return Array.from({ length: count }, (_, at): Signed => {
    const { privateKey, publicKey } = pairs[at % 3]!;
    const signature = sign(null, utf8Bytes(at % 3 === 0 ? 'another bale' : `bale ${at}`), privateKey);
    return {
      publicKey:
        at % 7 === 0 ? new Uint8Array(32) : publicKey.export({ format: 'der', type: 'spki' }).subarray(-32),
      message: utf8Bytes(`bale ${at}`),
      signature: at % 11 === 0 ? signature.subarray(1) : signature,
    };
  });
}

function begun(all: readonly Signed[]): (() => boolean)[] {
  return all.map(({ publicKey, message, signature }) => beginEd25519(publicKey, message, signature));
}

function atOnce(all: readonly Signed[]): boolean[] {
  return all.map(({ publicKey, message, signature }) => verifyEd25519(publicKey, message, signature));
}

test('answers that are asked for at once, and again, are those of verifying', () => {
  for (const count of [1, 31, 32, 33, 200]) {
    const all = signatures(count);
    const expected = atOnce(all);
    assert.ok(count === 1 || (expected.includes(true) && expected.includes(false)));
    const answers = begun(all);
    assert.deepEqual(
      answers.map((answer) => answer()),
      expected,
    );
    assert.deepEqual(
      answers.map((answer) => answer()),
      expected,
    );
  }
});

test('so are those that another thread had time for', async () => {
  const all = signatures(200);
  const answers = begun(all);
  await setTimeout(250);
  assert.deepEqual(
    answers.map((answer) => answer()),
    atOnce(all),
  );
  // By now it certainly runs: what is handed in next may be asked for while it works.
  const more = signatures(200);
  const later = begun(more);
  assert.deepEqual(
    later.map((answer) => answer()),
    atOnce(more),
  );
  assert.deepEqual(
    later.reverse().map((answer) => answer()),
    atOnce(more).reverse(),
  );
});

test('the pure back end answers the same', () => {
  for (const { publicKey, message, signature } of signatures(12))
    assert.equal(
      purePrimitives.beginEd25519(publicKey, message, signature)(),
      verifyEd25519(publicKey, message, signature),
    );
});
