import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodePrimitives } from '../../node/primitives.ts';
import { decodeBase64 } from '../bytes/base64.ts';
import { concatBytes } from '../bytes/bytes.ts';
import { purePrimitives } from '../primitives/pure.ts';
import {
  cosign,
  cosignatureMessage,
  openCosignature,
  openCosignatures,
  withSignatures,
} from './cosignature.ts';
import { formatSignatureLine, type Note, parseNote, parseSignatureLines, type SignNote } from './note.ts';
import {
  type CosignerKey,
  cosignerKey,
  formatVerifierKey,
  parseCosignerKey,
  parseLogKey,
  parseVerifierKey,
  verifierKey,
} from './verifierkey.ts';

const folder = join(import.meta.dirname, '../../../../shared/fixtures/tlog/checkpoint');
const skip = existsSync(folder) ? false : 'no ../shared/fixtures';

function cosigner(name: string, fill: number): { key: CosignerKey; sign: SignNote } {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const der = Buffer.concat([prefix, new Uint8Array(32).fill(fill)]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const key = cosignerKey(name, Uint8Array.from(Buffer.from(x, 'base64url')), nodePrimitives);
  return { key, sign: (message) => sign(null, message, privateKey) };
}

const text = 'log.example/1\n7\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
const first = cosigner('witness.example/1', 1);
const second = cosigner('witness.example/2', 2);

test('the published cosignature is read: name, key id, time', { skip }, () => {
  const parsed = parseNote(readFileSync(join(folder, 'c2sp-cosignature-example.txt'), 'utf8'));
  assert.ok(parsed.ok);
  const line = parsed.note.signatures[1];
  assert.ok(line);
  assert.deepEqual(
    [line.name, line.keyId, line.signature.length],
    ['witness.example.com/w1', '8d66cf3f', 72],
  );
  assert.equal(line.keyId, Buffer.from(decodeBase64('jWbPPw==')!).toString('hex'));
  // Its key is not published: under any other of that name and key id it is read and does not hold.
  const key = { ...first.key, name: line.name, keyId: line.keyId };
  const opened = openCosignature(parsed.note.text, line, key, nodePrimitives);
  assert.equal(opened.ok || opened.refusal.code, 'COSIGNATURE_INVALID');
  assert.equal(
    Buffer.from(cosignatureMessage(parsed.note.text, 1679315147)).toString(),
    `cosignature/v1\ntime 1679315147\n${parsed.note.text}`,
  );
});

test('a cosignature holds for its text, its time and its key only', () => {
  const signature = cosign(text, first.key, 1_800_000_000, first.sign);
  for (const primitives of [nodePrimitives, purePrimitives]) {
    const opened = openCosignature(text, signature, first.key, primitives);
    assert.deepEqual(opened, { ok: true, key: first.key, timeSeconds: 1_800_000_000 });
  }
  const codeOf = (of: string, key: CosignerKey, bytes = signature.signature): unknown => {
    const opened = openCosignature(of, { ...signature, signature: bytes }, key, nodePrimitives);
    return opened.ok || opened.refusal.code;
  };
  assert.equal(codeOf(text.replace('7', '8'), first.key), 'COSIGNATURE_INVALID');
  assert.equal(codeOf(text, second.key), 'COSIGNATURE_OTHER_KEY');
  assert.equal(codeOf(text, first.key, signature.signature.subarray(1)), 'COSIGNATURE_MALFORMED');
  assert.equal(
    codeOf(text, first.key, concatBytes(signature.signature, Uint8Array.of(0))),
    'COSIGNATURE_MALFORMED',
  );
  for (let at = 0; at < signature.signature.length; at += 1) {
    const changed = signature.signature.slice();
    changed[at]! ^= 1;
    assert.notEqual(codeOf(text, first.key, changed), true, `byte ${at}`);
  }
});

test('a plain signature of a cosigner is no cosignature, and a cosignature no plain signature', () => {
  const plain = { name: first.key.name, keyId: first.key.keyId, signature: first.sign(Buffer.from(text)) };
  const opened = openCosignature(text, plain, first.key, nodePrimitives);
  assert.equal(opened.ok || opened.refusal.code, 'COSIGNATURE_MALFORMED');
  const log = verifierKey(first.key.name, first.key.publicKey, nodePrimitives);
  assert.notEqual(log.keyId, first.key.keyId);
});

test('the cosignatures of a note: known keys in the order of its lines; a wrong one refuses all', () => {
  const note: Note = { text, signatures: [cosign(text, second.key, 5, second.sign)] };
  const both = parseNote(withSignatures(note, [cosign(text, first.key, 6, first.sign)]));
  assert.ok(both.ok);
  const timesUnder = (keys: CosignerKey[], of: Note): unknown => {
    const opened = openCosignatures(of, keys, nodePrimitives);
    return opened.ok
      ? opened.cosignatures.map(({ key, timeSeconds }) => `${key.name} ${timeSeconds}`)
      : opened.refusal.code;
  };
  assert.deepEqual(timesUnder([first.key, second.key], both.note), [
    'witness.example/2 5',
    'witness.example/1 6',
  ]);
  assert.deepEqual(timesUnder([first.key], both.note), ['witness.example/1 6']);
  assert.deepEqual(timesUnder([], both.note), []);
  const other = { ...both.note, text: text.replace('7', '8') };
  assert.equal(timesUnder([first.key], other), 'COSIGNATURE_INVALID');
});

test('signature lines stand alone in an answer of a witness', () => {
  const lines = [cosign(text, first.key, 5, first.sign), cosign(text, second.key, 6, second.sign)];
  const written = lines.map(formatSignatureLine).join('');
  const parsed = parseSignatureLines(written);
  assert.ok(parsed.ok);
  assert.deepEqual(
    parsed.signatures.map(({ name, signature }) => [name, [...signature]]),
    lines.map(({ name, signature }) => [name, [...signature]]),
  );
  for (const wrong of ['', '\n', written.trimEnd(), `${written}\n`, `${text}\n${written}`, `\n${written}`]) {
    assert.equal(parseSignatureLines(wrong).ok, false, JSON.stringify(wrong));
  }
});

test('keys of logs and of cosigners are never taken for one another', () => {
  const written = formatVerifierKey(first.key);
  assert.deepEqual(parseVerifierKey(written, nodePrimitives), first.key);
  assert.deepEqual(parseCosignerKey(written, nodePrimitives), first.key);
  assert.equal(parseLogKey(written, nodePrimitives), undefined);
  const log = formatVerifierKey(verifierKey('log.example/1', second.key.publicKey, nodePrimitives));
  assert.equal(parseVerifierKey(log, nodePrimitives)?.type, 'log');
  assert.equal(parseCosignerKey(log, nodePrimitives), undefined);
  // The key id binds the type: the same key with the other type byte is no key.
  const [name, keyId] = written.split('+');
  const asLog = Buffer.concat([Uint8Array.of(1), first.key.publicKey]).toString('base64');
  assert.equal(parseVerifierKey(`${name}+${keyId}+${asLog}`, nodePrimitives), undefined);
  assert.throws(() => cosignerKey('a b', first.key.publicKey, nodePrimitives));
});
