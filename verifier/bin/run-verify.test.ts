import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { runVerify } from './run-verify.ts';

const vectors = join(import.meta.dirname, '../../vectors/evidence');
const sample = join(vectors, 'full.json');
const { logKey, checkpoint } = JSON.parse(readFileSync(join(vectors, 'log.json'), 'utf8'));

function run(...args: string[]): { code: number; out: string; err: string } {
  const [out, err]: string[][] = [[], []];
  const readFile = (path: string): Uint8Array =>
    path === 'POLICY'
      ? Buffer.from(policy)
      : path === 'EARLIER'
        ? Buffer.from(checkpoint)
        : path === 'CHANGED'
          ? changed()
          : readFileSync(path);
  const code = runVerify(args, {
    readFile,
    print: (line) => out!.push(line),
    complain: (line) => err!.push(line),
    nowMs: () => Date.UTC(2026, 2, 1, 12),
  });
  return { code, out: out!.join('\n'), err: err!.join('\n') };
}

function changed(): Uint8Array {
  return Buffer.from(readFileSync(sample, 'utf8').replace('"recordedAtMs":17', '"recordedAtMs":18'));
}

test('a file that verifies: the words, and exit 0', () => {
  const { code, out } = run(sample, '--key', logKey, '--earlier', 'EARLIER');
  assert.equal(code, 0);
  assert.match(
    out,
    /^VERIFIED\nWhere does https:\/\/id\.gs1\.org\/01\/09506000134352\/21\/1 come from\? \(shown: full\)$/m,
  );
  assert.match(out, /^✓ consistency {2}The log of \d+ entries grew/m);
  assert.match(out, /^ {2}IN, 60\.0 %, 0\.314 kg, 1 of the origins$/m);
  assert.match(out, /^ {2}Anand Ginning \(.*\), key on its own device: 2 statements$/m);
  assert.match(out, /key held by a node for it: 1 statement$/m);
  assert.doesNotMatch(out, /came with the file/);
});

test('without --key it says where the key came from', () => {
  const { code, out } = run(sample);
  assert.equal(code, 0);
  assert.match(out, /^– consistency /m);
  assert.match(out, /The key of the log came with the file\./);
});

test('a file that does not verify: which check, and exit 1', () => {
  const { code, out } = run('CHANGED');
  assert.equal(code, 1);
  assert.match(out, /^NOT VERIFIED$/m);
  assert.match(out, /^✗ inclusion .* \[ROOT_DIFFERS\]$/m);
});

test('--json gives the verdict', () => {
  const verdict = JSON.parse(run(sample, '--json').out);
  assert.deepEqual(verdict, JSON.parse(readFileSync(join(vectors, 'full.verdict.json'), 'utf8')));
});

const outside = join(vectors, 'outside.json');
const { policy, blocks } = JSON.parse(readFileSync(join(vectors, 'outside.asked.json'), 'utf8'));
const [one, two, three]: string[] = [...policy.matchAll(/^witness \S+ (\S+)$/gm)].map(([, key]) => key);
const blockOptions = Object.entries(blocks).flatMap(([name, hash]) => ['--block', `${name}=${hash}`]);

test('a policy that is met, and the block that the reader knows: what it rests on', () => {
  const { code, out } = run(outside, '--policy', 'POLICY', ...blockOptions);
  assert.equal(code, 0);
  assert.match(
    out,
    /^✓ witnesses {4}2 witnesses had seen the log grow .* you named 2 of them, and 2 were needed\.$/m,
  );
  assert.match(out, /^What this rests on:\n {2}– 6 parties signed what is shown/m);
  assert.match(out, /w1\.example at 2026-03-01 01:00 UTC \(named by you\)/);
  assert.match(
    out,
    /^ {2}✓ The first 9 entries .* on chain eip155:31337, .*: block 3 has the hash that you gave\.$/m,
  );
  assert.match(out, /^ {2}– What others have drawn from the same lots/m);
  assert.doesNotMatch(out, /came with the file/);
});

test('the same in short; what was not asked is said to be so', () => {
  const enough = ['--witness', one!, '--witness', two!, '--witness', three!, '--witnesses', '2'];
  const { code, out } = run(outside, ...enough);
  assert.equal(code, 0);
  assert.match(out, /: anchored, block not checked \(nobody gave the hash of block 3\)\.$/m);
  const few = run(outside, '--witness', three!);
  assert.equal(few.code, 1);
  assert.match(few.out, /^✗ witnesses .*0 witnesses that you named have cosigned .* \[WITNESSES_TOO_FEW\]$/m);
  const forged = run(outside, '--block', `eip155:31337/3=0x${'0'.repeat(64)}`);
  assert.equal(forged.code, 1);
  assert.match(forged.out, /^✗ anchors .*\[ANCHOR_BLOCK_DIFFERS\]$/m);
});

test('how old it may be: as of the newest word of a witness that was named, and no newer', () => {
  const named = ['--policy', 'POLICY'];
  const young = run(outside, ...named, '--newest-age', '12h');
  assert.equal(young.code, 0);
  assert.match(young.out, /^As of 2026-03-01 01:\d\d UTC, by those outside whom you named/m);
  const old = run(outside, ...named, '--newest-age', '10h');
  assert.equal(old.code, 1);
  assert.match(old.out, /^✗ witnesses .* older than you asked for\. \[HEAD_TOO_OLD\]$/m);
  assert.match(run(outside, '--newest-age', '12h').out, /^✗ anchors .*\[HEAD_TOO_OLD\]$/m, 'nobody is named');
  assert.match(run(sample, '--newest-age', '12h').out, /^✗ witnesses .*\[HEAD_TOO_OLD\]$/m, 'of form 1');
});

test('beside itself nothing is found; beside a file of another log it cannot be told', () => {
  const same = run(sample, '--beside', sample);
  assert.equal(same.code, 0);
  assert.match(same.out, /^Beside .*: neither leaves out or contradicts/m);
  const { beside } = JSON.parse(run(sample, '--beside', sample, '--json').out);
  assert.deepEqual([beside.ok, beside.why, beside.findings, beside.other.ok], [true, null, [], true]);
  const changedToo = run(sample, '--beside', 'CHANGED');
  assert.equal(changedToo.code, 2);
  assert.match(changedToo.out, /cannot be compared\. The file beside it is not proven\.$/m);
  assert.equal(run('CHANGED', '--beside', sample).code, 1);
});

test('a block that no anchor leads to is not passed over: exit 2, beside the verdict', () => {
  const [name = '', hash] = Object.entries(blocks)[0] ?? [];
  for (const file of [outside, sample]) {
    const wrong = run(file, '--block', `eip155:31337/999=${hash}`, '--json');
    assert.equal(wrong.code, 2);
    assert.equal(JSON.parse(wrong.out).ok, true);
    assert.match(wrong.err, /^No anchor in the file leads to block eip155:31337\/999:/);
  }
  const more = run(outside, ...blockOptions, '--block', `${name.split('/')[0]}/999=${hash}`);
  assert.deepEqual([more.code, more.err], [0, ''], 'the chain was checked all the same');
});

test('with --json also what cannot be told is one document', () => {
  for (const [args, fault] of [
    [[], 'Which file?'],
    [['no/such/file'], 'no/such/file cannot be read: there is no such file.'],
    [[sample, '--loud'], 'There is no option --loud.'],
    [[sample, '--witnesses', '1'], /^What you ask of witnesses cannot be read: 1 cosignatures/],
    [[sample, '--key', 'garbage'], 'garbage is not the verifier key of a log.'],
  ] as const) {
    const { code, out, err } = run(...args, '--json');
    const told = JSON.parse(out);
    assert.deepEqual([code, told.ok], [2, null]);
    if (typeof fault === 'string') assert.equal(told.fault, fault);
    else assert.match(told.fault, fault);
    assert.ok(err.startsWith(told.fault));
  }
});

test('what cannot be told is exit 2, with a reason', () => {
  for (const [args, reason] of [
    [[], /Which file\?/],
    [['no/such/file'], /cannot be read: there is no such file\.$/m],
    [[sample, '--earlier', 'no/such/file'], /cannot be read/],
    [[sample, sample], /One file at a time/],
    [[sample, '--key'], /--key needs a value/],
    [[sample, '--loud'], /no option --loud/],
    [[sample, '--policy', 'no/such/file'], /cannot be read/],
    [[sample, '--policy', 'EARLIER'], /What you ask of witnesses cannot be read: line 1:/],
    [[sample, '--key', 'garbage'], /garbage is not the verifier key of a log/],
    [[sample, '--witness', 'w1'], /w1 is not the verifier key of a witness/],
    [[sample, '--witnesses', '1'], /1 cosignatures are asked for, of 0 witnesses named/],
    [[sample, '--witnesses', 'two'], /--witnesses takes a number/],
    [[sample, '--block', 'eip155:1/2=0x00'], /--block takes eip155/],
    [[sample, '--newest-age', 'old'], /--newest-age takes seconds/],
    [[sample, '--beside', 'no/such/file'], /cannot be read/],
  ] as const) {
    const { code, err, out } = run(...args);
    assert.equal(code, 2);
    assert.match(err, reason);
    assert.equal(out, '');
  }
  assert.equal(run('--help').code, 0);
});
