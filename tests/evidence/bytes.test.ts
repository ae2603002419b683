// Every single-byte change of an evidence file is refused, or the file then says something else that is true.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Verdict, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { smallChain } from './chain.ts';
import { lotId } from './world.ts';

// Neighbours in the alphabets of base64 and digits, another letter case, and a byte that no text has there.
const changes: ((byte: number) => number)[] = [
  (byte) => byte ^ 1,
  (byte) => byte ^ 0x20,
  (byte) => byte ^ 0x80,
];

function accepted(
  file: Uint8Array,
  options: { earlier?: string } = {},
): { at: number; byte: number; verdict: Verdict }[] {
  const found: { at: number; byte: number; verdict: Verdict }[] = [];
  const copy = file.slice();
  for (const [at, byte] of file.entries()) {
    for (const change of changes) {
      copy[at] = change(byte);
      const verdict = verifyEvidence(copy, { primitives: nodePrimitives, ...options });
      if (verdict.ok) found.push({ at, byte: copy[at], verdict });
    }
    copy[at] = byte;
  }
  return found;
}

test('no change of one byte is accepted, of a file that shows everything and has a consistency proof', () => {
  const file = smallChain().file(lotId('Z9'), { since: 2 });
  assert.equal(verifyEvidence(file, { primitives: nodePrimitives }).ok, true);
  assert.deepEqual(accepted(file), []);
});

test('no change of one byte is accepted, of a file that shows little and leaves entries out', () => {
  const file = smallChain().file(lotId('Z9'), { level: 'country', shown: [0, 1, 3, 4], since: 3 });
  assert.equal(verifyEvidence(file, { primitives: nodePrimitives }).ok, true);
  assert.deepEqual(accepted(file), []);
});

test('another byte in the question is another question: accepted only where the file answers that one truly', () => {
  const world = smallChain();
  const [asked, other] = [world.file(lotId('Z9')), world.file(lotId('A1'))];
  const changed = Buffer.from(asked)
    .toString()
    .replace(`"id":"${lotId('Z9')}"`, `"id":"${lotId('A1')}"`);
  assert.deepEqual(Buffer.from(changed), Buffer.from(other));
  const verdict = verifyEvidence(Buffer.from(changed), { primitives: nodePrimitives });
  assert.equal(verdict.ok, true);
  assert.deepEqual(verdict.question, { id: lotId('A1'), direction: 'back' });
  assert.deepEqual(
    verdict.answer?.origins.map(({ id, amount }) => [id, amount]),
    [[lotId('A1'), 1_000_000]],
  );
});

test('a file cut short, lengthened or repeated is refused', () => {
  const file = smallChain().file(lotId('Z9'));
  for (const wrong of [
    file.subarray(0, -1),
    file.subarray(1),
    Buffer.concat([file, Buffer.from('\n')]),
    Buffer.concat([file, file]),
    new Uint8Array(0),
  ]) {
    assert.equal(verifyEvidence(wrong, { primitives: nodePrimitives }).checks[0]?.result, 'fail');
  }
});
