import assert from 'node:assert/strict';
import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sha512 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { nodePrimitives } from '../../node/primitives.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import { purePrimitives } from './pure.ts';

const { Point } = ed25519;
const order = Point.Fn.ORDER;

function bothVerify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const answers = [purePrimitives, nodePrimitives].map((one) => one.verifyEd25519(key, message, signature));
  assert.equal(answers[0], answers[1], 'the back ends disagree');
  return answers[0]!;
}

function little(value: bigint): Uint8Array {
  return Uint8Array.from({ length: 32 }, (_, i) => Number((value >> BigInt(8 * i)) & 255n));
}

function number(bytes: Uint8Array): bigint {
  return bytes.reduceRight((value, byte) => value * 256n + BigInt(byte), 0n);
}

/** The eight points of small order, from a point outside the prime-order group. */
function smallOrderPoints(): InstanceType<typeof Point>[] {
  const found = new Map<string, InstanceType<typeof Point>>();
  for (let y = 2n; found.size < 8; y += 1n) {
    try {
      const torsion = Point.fromBytes(little(y))
        .multiplyUnsafe(order - 1n)
        .add(Point.fromBytes(little(y)));
      for (let i = 0, p = torsion; i < 8; i += 1, p = p.add(torsion)) found.set(p.toHex(), p);
    } catch {} // y is no point
  }
  return [...found.values()];
}

const message = utf8Bytes('a bale of cotton');
const seed = new Uint8Array(32).fill(7);
const publicKey = ed25519.getPublicKey(seed);
const signature = ed25519.sign(message, seed);

test('a good signature passes, and one with any changed byte does not', () => {
  assert.equal(bothVerify(publicKey, message, signature), true);
  for (let i = 0; i < 64; i += 1) {
    const changed = signature.slice();
    changed[i]! ^= 1 << (i % 8);
    assert.equal(bothVerify(publicKey, message, changed), false, `byte ${i}`);
  }
  assert.equal(bothVerify(publicKey, utf8Bytes('another bale'), signature), false);
});

test('S of the group order and above is refused', () => {
  const s = number(signature.subarray(32));
  for (const larger of [s + order, s + 2n * order, order]) {
    assert.equal(
      bothVerify(publicKey, message, concatBytes(signature.subarray(0, 32), little(larger))),
      false,
    );
  }
});

test('wrong lengths are refused, not thrown', () => {
  for (const length of [0, 31, 33, 64])
    assert.equal(bothVerify(new Uint8Array(length).fill(9), message, signature), false);
  for (const length of [0, 63, 65])
    assert.equal(bothVerify(publicKey, message, new Uint8Array(length)), false);
});

test('keys of small order and keys that are not encoded canonically verify nothing', () => {
  const points = smallOrderPoints();
  assert.equal(points.length, 8);
  for (const point of points) {
    // S = 0, R = -k·A: the equation holds wherever k·A comes out as the R that was chosen.
    for (const r of points) {
      const forged = concatBytes(r.toBytes(), little(0n));
      assert.equal(bothVerify(point.toBytes(), message, forged), false);
    }
  }
  const prime = 2n ** 255n - 19n;
  for (let y = 0n; y < 19n; y += 1n) {
    for (const sign of [0n, 2n ** 255n])
      assert.equal(bothVerify(little(prime + y + sign), message, signature), false);
  }
  assert.equal(bothVerify(concatBytes(little(1n + 2n ** 255n)), message, signature), false);
});

test('a component of small order in R or in the key does not pass: no cofactor', () => {
  const secret = 123_456_789n;
  const base = Point.BASE.multiply(secret);
  for (const torsion of smallOrderPoints().filter((point) => !point.is0())) {
    const mixedR = Point.BASE.multiply(99n).add(torsion);
    const k = number(sha512(concatBytes(mixedR.toBytes(), base.toBytes(), message))) % order;
    const s = (99n + k * secret) % order;
    const forged = concatBytes(mixedR.toBytes(), little(s));
    assert.equal(
      ed25519.verify(forged, message, base.toBytes(), { zip215: false }),
      true,
      'the cofactored equation holds',
    );
    assert.equal(bothVerify(base.toBytes(), message, forged), false);
    // A mixed key is taken where k cancels the component and refused elsewhere, by both alike.
    const mixedKey = base.add(torsion).toBytes();
    for (let i = 1n; i < 20n; i += 1n) {
      const r = Point.BASE.multiply(i).toBytes();
      const challenge = number(sha512(concatBytes(r, mixedKey, message))) % order;
      bothVerify(mixedKey, message, concatBytes(r, little((i + challenge * secret) % order)));
    }
  }
});

test('random bytes as keys and signatures: the back ends agree', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  fc.assert(
    fc.property(bytes(32), bytes(64), (key, sig) => bothVerify(key, message, sig) === false),
    { numRuns: 200 },
  );
});

test('what node signs, both verify', () => {
  const pair = generateKeyPairSync('ed25519');
  const key = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  assert.equal(bothVerify(key, message, sign(null, message, pair.privateKey)), true);
  const pkcs8 = concatBytes(Uint8Array.from(Buffer.from('302e020100300506032b657004220420', 'hex')), seed);
  const same = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  assert.deepEqual(new Uint8Array(sign(null, message, same)), signature);
});

test('hashes and strict base64url agree', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'ABCQRZaz09-_+/= \u0141\u00c1'), maxLength: 12 }),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  );
  fc.assert(
    fc.property(text, (encoded) => {
      const pure = purePrimitives.decodeBase64url(encoded);
      const node = nodePrimitives.decodeBase64url(encoded);
      assert.deepEqual(node && Uint8Array.from(node), pure);
      assert.equal(nodePrimitives.decodeBase64urlText(encoded), purePrimitives.decodeBase64urlText(encoded));
      assert.equal(nodePrimitives.sha256Base64url(encoded), purePrimitives.sha256Base64url(encoded));
      const data = utf8Bytes(encoded);
      assert.deepEqual(Uint8Array.from(nodePrimitives.sha256(data)), purePrimitives.sha256(data));
    }),
    { numRuns: 2_000 },
  );
});

test('text: UTF-8 or nothing, a replacement character and a byte order mark stay, long texts too', () => {
  for (const primitives of [purePrimitives, nodePrimitives]) {
    const decode = (bytes: number[]) =>
      primitives.decodeBase64urlText(Buffer.from(bytes).toString('base64url'));
    assert.equal(decode([0xc3, 0x28]), undefined);
    assert.equal(decode([0xed, 0xa0, 0x80]), undefined, 'half a character');
    assert.equal(decode([0xef, 0xbf, 0xbd]), '\uFFFD');
    assert.equal(decode([0xef, 0xbb, 0xbf, 0x41]), '\uFEFFA');
    const long = Buffer.alloc(30_000, 'ä');
    assert.equal(primitives.decodeBase64urlText(long.toString('base64url')), long.toString());
    assert.equal(
      primitives.decodeBase64urlText(Buffer.concat([long, Buffer.from([0xff])]).toString('base64url')),
      undefined,
    );
  }
});

test('text is encoded alike, whatever alphabet it is in', () => {
  for (const text of ['', 'a', 'ü', 'कपास', '\uFEFF', '🧵'.repeat(100)]) {
    const encoded = nodePrimitives.encodeBase64urlText(text);
    assert.equal(purePrimitives.encodeBase64urlText(text), encoded);
    assert.equal(purePrimitives.decodeBase64urlText(encoded), text);
  }
});

// Around the ends of blocks, and those that the map of balances has.
const lengths = fc.constantFrom(0, 1, 48, 49, 55, 56, 63, 64, 65, 73, 89, 119, 120, 250);

test('rows of any length give the SHA-256 of each message, also when they are used again', () => {
  const message = fc.uint8Array({ minLength: 250, maxLength: 250 });
  fc.assert(
    fc.property(lengths, fc.array(message, { minLength: 1, maxLength: 9 }), (length, messages) => {
      for (const primitives of [purePrimitives, nodePrimitives]) {
        const rows = primitives.hashRows(length, 9);
        for (const round of [messages, messages.toReversed().slice(0, 3)]) {
          for (const [row, bytes] of round.entries())
            for (let at = 0; at < length; at += 1) rows.messages.setUint8(row * rows.stride + at, bytes[at]!);
          rows.hash(round.length);
          for (const [row, bytes] of round.entries()) {
            const digest = Uint8Array.from({ length: 32 }, (_, at) => rows.digests.getUint8(row * 32 + at));
            assert.deepEqual(digest, new Uint8Array(purePrimitives.sha256(bytes.subarray(0, length))));
          }
        }
        assert.throws(() => rows.hash(10), RangeError);
      }
    }),
  );
});
