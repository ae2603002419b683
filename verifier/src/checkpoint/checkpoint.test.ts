import assert from 'node:assert/strict';
import { createPrivateKey, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { nodePrimitives } from '../../node/primitives.ts';
import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { concatBytes, readUint64 } from '../bytes/bytes.ts';
import { leafHash } from '../merkle/hash.ts';
import { rootOfLeaves } from '../merkle/reference.ts';
import { formatCheckpointText, openCheckpoint, parseCheckpointText, signCheckpoint } from './checkpoint.ts';
import { formatNote, openNote, parseNote, type SignNote } from './note.ts';
import { formatTlogProof, parseTlogProof } from './tlogproof.ts';
import { formatVerifierKey, type LogKey, parseLogKey, parseVerifierKey, verifierKey } from './verifierkey.ts';

const folder = join(import.meta.dirname, '../../../../shared/fixtures/tlog');
const skip = existsSync(folder) ? false : 'no ../shared/fixtures';
const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

function key(text: string): LogKey {
  const parsed = parseLogKey(text, nodePrimitives);
  assert.ok(parsed, text);
  assert.equal(formatVerifierKey(parsed), text);
  return parsed;
}

function signer(seed: Uint8Array): SignNote {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const privateKey = createPrivateKey({ key: Buffer.concat([prefix, seed]), format: 'der', type: 'pkcs8' });
  return (message) => sign(null, message, privateKey);
}

const fooKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const enochKey = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';

function codeOf(note: string, keys: LogKey[]): string {
  const opened = openNote(note, keys, nodePrimitives);
  return opened.ok ? opened.signedBy.map((one) => one.name).join() : opened.refusal.code;
}

test('published notes verify under their keys; unknown signatures are ignored, none known is refused', {
  skip,
}, () => {
  const [foo, peter, enoch] = [key(fooKey), key(peterKey), key(enochKey)];
  const two = read('signed-note/peterneumann-two-signatures.txt');
  assert.equal(codeOf(read('signed-note/c2sp-example.txt'), [foo]), 'example.com/foo');
  assert.equal(codeOf(read('signed-note/peterneumann.txt'), [peter]), 'PeterNeumann');
  assert.equal(codeOf(two, [enoch, peter]), 'PeterNeumann,EnochRoot');
  assert.equal(codeOf(two, [enoch]), 'EnochRoot');
  assert.equal(codeOf(two, [foo]), 'NOTE_UNSIGNED');
  assert.equal(codeOf(two, [{ ...peter, name: 'Peter' }]), 'NOTE_UNSIGNED');
  assert.equal(codeOf(two, [{ ...peter, publicKey: enoch.publicKey }]), 'NOTE_SIGNATURE_INVALID');
});

test('any changed character of a note with one signature refuses it', { skip }, () => {
  for (const [file, known] of [
    ['c2sp-example', fooKey],
    ['peterneumann', peterKey],
  ] as const) {
    const note = read(`signed-note/${file}.txt`);
    for (let at = 0; at < note.length; at += 1) {
      for (const change of [1, 2, 32]) {
        const other = String.fromCharCode(note.charCodeAt(at) ^ change);
        const changed = note.slice(0, at) + other + note.slice(at + 1);
        assert.equal(
          openNote(changed, [key(known)], nodePrimitives).ok,
          false,
          `${at}: ${JSON.stringify(changed)}`,
        );
      }
    }
    assert.equal(openNote(note.slice(0, -1), [key(known)], nodePrimitives).ok, false);
  }
});

test('notes go apart and together again, and only notes go apart', { skip }, () => {
  for (const file of ['signed-note/c2sp-example.txt', 'signed-note/peterneumann-two-signatures.txt']) {
    const parsed = parseNote(read(file));
    assert.ok(parsed.ok);
    assert.equal(formatNote(parsed.note), read(file));
  }
  const line = '— a AAAAAQA=\n';
  assert.equal(parseNote(`t\n\n${line}`).ok, true);
  assert.equal(parseNote(`t\n\nu\n\n${line}`).ok, true);
  for (const note of [
    '',
    't\n',
    line,
    `t\n${line}`,
    `t\n\n`,
    `t\n\n${line.trimEnd()}`,
    `t\r\n\n${line}`,
    `t\t\n\n${line}`,
  ]) {
    assert.equal(parseNote(note).ok, false, JSON.stringify(note));
  }
  for (const bad of [
    '- a AAAAAQA=',
    '—  AAAAAQA=',
    '— a+b AAAAAQA=',
    '— a AAAAAQ==',
    '— a AAAAAQA',
    '— a AAAAAQB=',
    '— a AAAAAQA= ',
  ]) {
    assert.equal(parseNote(`t\n\n${line}${bad}\n`).ok, false, bad);
  }
  assert.equal(parseNote(`t\ud800\n\n${line}`).ok, false);
  assert.equal(parseNote(`t\n\n${line.repeat(100)}`).ok, true);
  const refusals = [`t\n\n${line.repeat(101)}`, `${'t'.repeat(1_000_001)}\n\n${line}`].map((note) =>
    parseNote(note),
  );
  for (const refusal of refusals) assert.equal(refusal.ok || refusal.refusal.code, 'NOTE_TOO_LARGE');
});

test('verifier keys: another type, key id, length or name is refused', () => {
  for (const text of [
    fooKey.replace('530d903a', '530d903b'),
    fooKey.replace('530d903a', '530D903A'),
    fooKey.replace('foo', 'bar'),
    fooKey.replace('+Aek', '+Bek'),
    fooKey.slice(0, -1),
    `${fooKey}AAAA`,
    fooKey.replace('example.com/foo', ''),
    fooKey.replace('example.com/foo', 'a b'),
    '',
  ]) {
    assert.equal(parseVerifierKey(text, nodePrimitives), undefined, text);
  }
});

test('published checkpoints are read; a cosignature carries its time', { skip }, () => {
  for (const file of ['c2sp-checkpoint-example', 'c2sp-cosignature-example']) {
    const parsed = parseNote(read(`checkpoint/${file}.txt`));
    assert.ok(parsed.ok);
    const checkpoint = parseCheckpointText(parsed.note.text);
    assert.equal(checkpoint?.origin, 'example.com/behind-the-sofa');
    assert.equal(checkpoint.size, 20852163);
    assert.equal(encodeBase64(checkpoint.root), 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=');
    assert.equal(formatCheckpointText(checkpoint), parsed.note.text);
    const witness = parsed.note.signatures[1];
    if (witness !== undefined) assert.equal(readUint64(witness.signature, 0), 1679315147);
  }
});

test('a checkpoint in any other spelling is refused', () => {
  const root = encodeBase64(new Uint8Array(32));
  assert.ok(parseCheckpointText(`o\n0\n${root}\n`));
  for (const text of [
    `o\n00\n${root}\n`,
    `o\n01\n${root}\n`,
    `o\n+1\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n1e3\n${root}\n`,
    `o\n \n${root}\n`,
    `o\n9007199254740992\n${root}\n`,
    `o\n\n${root}\n`,
    `\n1\n${root}\n`,
    `o o\n1\n${root}\n`,
    `o\n1\n${root}`,
    `o\n1\n${root}\nextension\n`,
    `o\n1\n${root}\n\n`,
    `o\n1\n${root.slice(0, -1)}\n`,
    `o\n1\n${root.slice(0, -2)}B=\n`,
    `o\n1\n${encodeBase64(new Uint8Array(31))}\n`,
    `o\n1\n${encodeBase64(new Uint8Array(33))}\n`,
  ]) {
    assert.equal(parseCheckpointText(text), undefined, JSON.stringify(text));
  }
});

test('the published log: a writer with its key and entries gives every checkpoint and tile byte for byte', {
  skip,
}, () => {
  const log = JSON.parse(read('tile-log/log.json'));
  const verifier = key(log.verifierKey);
  const privateKey = Buffer.from(log.signerKey_publishedForTests.split('+').slice(4).join('+'), 'base64');
  assert.equal(privateKey[0], 1);
  const signNote = signer(privateKey.subarray(1));
  assert.deepEqual(verifierKey(log.origin, verifier.publicKey, nodePrimitives), verifier);
  const leaves = log.entries.map((entry: string) => leafHash(Buffer.from(entry), nodePrimitives));
  for (const { size, root, checkpoint } of log.sizes) {
    const computed = rootOfLeaves(leaves.slice(0, size), nodePrimitives);
    assert.equal(encodeBase64(computed), root);
    const head = { origin: log.origin, size, root: computed };
    assert.equal(signCheckpoint(head, verifier, signNote, nodePrimitives), read(`tile-log/${checkpoint}`));
    const opened = openCheckpoint(read(`tile-log/${checkpoint}`), verifier, nodePrimitives);
    assert.ok(opened.ok);
    assert.equal(opened.checkpoint.size, size);
    if (size === 0) continue;
    const tile = readFileSync(join(folder, `tile-log/tile/0/000.p/${size}`));
    assert.deepEqual(concatBytes(...leaves.slice(0, size)), Uint8Array.from(tile));
  }
});

test('a checkpoint of another origin under the same key is refused', () => {
  const seed = new Uint8Array(32).fill(3);
  const enoch = key(enochKey);
  const zero = signer(new Uint8Array(32));
  const note = signCheckpoint({ origin: 'EnochRoot', size: 1, root: seed }, enoch, zero, nodePrimitives);
  assert.equal(openCheckpoint(note, enoch, nodePrimitives).ok, true);
  const head = { origin: 'Enoch', size: 1, root: seed };
  assert.throws(() => signCheckpoint(head, enoch, zero, nodePrimitives));
  const text = formatCheckpointText(head);
  const signature = zero(Buffer.from(text));
  const other = formatNote({ text, signatures: [{ name: enoch.name, keyId: enoch.keyId, signature }] });
  const opened = openCheckpoint(other, enoch, nodePrimitives);
  assert.equal(opened.ok || opened.refusal.code, 'CHECKPOINT_OTHER_ORIGIN');
});

test('tlog-proof files go there and back; other spellings are refused', () => {
  const hash = new Uint8Array(32).fill(5);
  const checkpoint = 'o\n9\nroot\n\n— o sig\n';
  for (const proof of [[], [hash], [hash, hash]]) {
    for (const extra of [undefined, new Uint8Array(0), Uint8Array.of(1, 2)]) {
      const whole = { ...(extra === undefined ? {} : { extra }), index: 8, proof, checkpoint };
      assert.deepEqual(parseTlogProof(formatTlogProof(whole)), whole);
    }
  }
  assert.equal(
    formatTlogProof({ extra: Uint8Array.of(1), index: 8, proof: [hash], checkpoint }),
    `c2sp.org/tlog-proof@v1\nextra AQ==\nindex 8\n${encodeBase64(hash)}\n\n${checkpoint}`,
  );
  for (const head of [
    'index 8',
    'c2sp.org/tlog-proof@v1\nindex 08',
    'c2sp.org/tlog-proof@v1\nextra AR==\nindex 8',
    'c2sp.org/tlog-proof@v1',
    'c2sp.org/tlog-proof@v1\nindex 8\nextra AQ==',
    `c2sp.org/tlog-proof@v1\nindex 8\n${encodeBase64(hash).slice(4)}`,
  ]) {
    assert.equal(parseTlogProof(`${head}\n\n${checkpoint}`), undefined, head);
  }
  assert.equal(decodeBase64('AR=='), undefined);
});
