// Real processes: a node, two witnesses, a third that is not there; and a witness that only gets files.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openCheckpoint, openCosignatures, parseCosignerKey, parseLogKey, parseNote } from '#verifier';
import type { Verdict } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { context, lotId, made } from '../capture/said.ts';
import { json, selvedge, serving, type ServingNode, temporaryFolder } from '../cli/run.ts';
import { SmallLog } from './log.ts';

const folder = temporaryFolder();
const witnesses: ServingNode[] = [];
let node: ServingNode;
let logKey: string;
const policy = folder.file('logs.policy');

const keyOf = ({ said }: ServingNode): string => String(said['key']);

before(async () => {
  // The name and key of a log stand once it has begun.
  const head = await serving(['serve', '--data', folder.file('node'), '--origin', 'log.test/1']);
  logKey = (head.said['log'] as { key: string }).key;
  await head.stop();
  writeFileSync(policy, `log ${logKey}\nquorum none\n`);
  for (const [at, known] of [
    ['--log', logKey],
    ['--policy', policy],
  ].entries()) {
    const named = ['--data', folder.file(`witness-${at}`), '--name', `witness.test/${at}`];
    witnesses.push(await serving(['witness', 'run', ...named, ...known]));
  }
  // A third one that has a key and does not answer.
  const gone = await serving(['witness', '--data', folder.file('witness-2'), '--log', logKey]);
  await gone.stop();
  writeFileSync(
    folder.file('ask.policy'),
    `witness one ${keyOf(witnesses[1]!)} ${witnesses[1]!.url}/\nwitness gone ${keyOf(gone)} ${gone.url}\ngroup two any one gone\nquorum two\n`,
  );
  const given = [
    '--witness',
    `${keyOf(witnesses[0]!)}=${witnesses[0]!.url}`,
    '--policy',
    folder.file('ask.policy'),
  ];
  node = await serving(['serve', '--data', folder.file('node'), ...given, '--witness-every', '1']);
});
after(async () => {
  for (const one of [node, ...witnesses]) await one.stop();
  folder.remove();
});

/** Size and names of the cosigners of what `/log/checkpoint` serves, all of it checked. */
async function served(): Promise<{ size: number; cosigners: string[] }> {
  const note = await (await fetch(`${node.url}/log/checkpoint`)).text();
  const [opened, parsed] = [
    openCheckpoint(note, parseLogKey(logKey, nodePrimitives)!, nodePrimitives),
    parseNote(note),
  ];
  assert.ok(opened.ok && parsed.ok);
  const keys = witnesses.map((one) => parseCosignerKey(keyOf(one), nodePrimitives)!);
  const cosigned = openCosignatures(parsed.note, keys, nodePrimitives);
  assert.ok(cosigned.ok && cosigned.cosignatures.length === parsed.note.signatures.length - 1);
  return { size: opened.checkpoint.size, cosigners: cosigned.cosignatures.map(({ key }) => key.name) };
}

async function postEvent(name: string): Promise<void> {
  const key = readFileSync(
    String(node.said['operatorKeyFile'] ?? folder.file('node/operator-api-key')),
    'utf8',
  ).trim();
  const event = { ...made(0, lotId(name), 1), eventTime: new Date(Date.now() - 60_000).toISOString() };
  const response = await fetch(`${node.url}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ '@context': context, ...event }),
  });
  assert.equal(response.status, 201, await response.text());
}

test('what is captured is soon in a cosigned head, with 2 of 3 witnesses there', async (t) => {
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    // So that the round of the last one is over.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const { size } = await served();
    await postEvent(`w${round}`);
    const begun = performance.now();
    for (;;) {
      const now = await served();
      if (now.size > size && now.cosigners.length === 2) break;
      assert.ok(performance.now() - begun < 60_000, `after a minute: ${JSON.stringify(now)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    took.push(Math.round(performance.now() - begun));
  }
  t.diagnostic(`cosigned by 2 within ${took.join(', ')} ms of the answer to the capture (target 1,000)`);
});

test('the witness shows the same head, and tells no trouble of the one that is gone twice', async () => {
  const { size } = await served();
  const hash = Buffer.from(nodePrimitives.sha256(Buffer.from('log.test/1'))).toString('hex');
  const note = await (await fetch(`${witnesses[0]!.url}/${hash}/checkpoint`)).text();
  const opened = openCheckpoint(note, parseLogKey(logKey, nodePrimitives)!, nodePrimitives);
  assert.ok(opened.ok && opened.checkpoint.size === size);
  const { err } = await node.stop();
  assert.deepEqual(err.match(/does not answer/g)?.length, 1, err);
});

test('evidence from the stopped directory has the balances and the cosignatures', async () => {
  const file = folder.file('stopped.evidence');
  const wrote = await selvedge(['evidence', lotId('w4'), '-o', file, '--data', folder.file('node')]);
  assert.equal(wrote.code, 0, wrote.err);
  const named = witnesses.flatMap((one) => ['--witness', keyOf(one)]);
  const { code, value } = await json<Verdict>(['verify', file, '--key', logKey, ...named]);
  assert.equal(code, 0, JSON.stringify(value.checks, null, 1));
  assert.deepEqual([value.trust?.witnesses.length, value.trust?.holdings?.proven], [2, 1]);
});

test('witness sign: the same rules, from files', async () => {
  const log = new SmallLog('log.test/files').grow(9);
  const data = folder.file('archive');
  const known = ['--data', data, '--log', log.vkey];
  const put = (name: string, body: string): string => {
    writeFileSync(folder.file(name), body);
    return folder.file(name);
  };
  const first = await selvedge([
    'witness',
    'sign',
    put('first', log.request(0, 4)),
    ...known,
    '--name',
    'archive.test',
    '-o',
    folder.file('first.cosigned'),
  ]);
  assert.deepEqual(
    [first.code, first.out],
    [0, `archive.test has cosigned 4 entries of log.test/files: ${folder.file('first.cosigned')}\n`],
    first.err,
  );
  const second = await json<{ note: string; witness: string; size: number }>([
    'witness',
    'sign',
    put('second', log.request(4, 9)),
    ...known,
  ]);
  const plain = await selvedge(['witness', 'sign', put('again', log.request(9, 9)), ...known]);
  const lost = await selvedge(['witness', 'sign', put('second', log.request(4, 9)), ...known]);
  const cosigned4 = readFileSync(folder.file('first.cosigned'), 'utf8');
  for (const note of [cosigned4, second.value.note, plain.out, lost.out]) {
    const parsed = parseNote(note);
    assert.ok(parsed.ok, note);
    const cosigned = openCosignatures(
      parsed.note,
      [parseCosignerKey(second.value.witness, nodePrimitives)!],
      nodePrimitives,
    );
    assert.ok(cosigned.ok && cosigned.cosignatures.length === 1);
    assert.ok(openCheckpoint(note, log.key, nodePrimitives).ok);
  }
  assert.deepEqual([second.code, second.value.size], [0, 9]);
  const fork = log.forkAt(6).grow(6, 'fork');
  const stranger = new SmallLog('log.test/else').grow(2);
  const refused: [string, string][] = [
    [fork.request(9, 12), 'WITNESS_NOT_CONSISTENT'],
    [fork.request(9, 9), 'WITNESS_NOT_CONSISTENT'],
    [log.request(4, 8), 'WITNESS_OTHER_SIZE'],
    [fork.request(4, 9), 'WITNESS_OTHER_SIZE'],
    [log.request(9, 4), 'WITNESS_REQUEST_MALFORMED'],
    ['old 9\n', 'WITNESS_REQUEST_MALFORMED'],
    [stranger.request(0, 2), 'WITNESS_LOG_UNKNOWN'],
    [
      log
        .request(9, 9)
        .replace(/\n9\n(?=.+\n\n—)/, '\n8\n')
        .replace('old 9', 'old 8'),
      'WITNESS_LOG_UNSIGNED',
    ],
  ];
  for (const [body, code] of refused) {
    const ran = await json<{ refusals: { code: string }[]; size?: number }>([
      'witness',
      'sign',
      put('refused', body),
      ...known,
    ]);
    assert.deepEqual([ran.code, ran.value.refusals.map((one) => one.code)], [1, [code]], ran.out);
    if (code === 'WITNESS_OTHER_SIZE') assert.equal(ran.value.size, 9);
  }
  assert.equal(existsSync(folder.file('archive/witness.db')), true);
});

test('what cannot be understood ends with 2', async () => {
  const wrong = (name: string, text: string): string => {
    writeFileSync(folder.file(name), text);
    return folder.file(name);
  };
  const cases: [RegExp, string[]][] = [
    [/which logs/, ['witness', 'run', '--port', '0', '--data', folder.file('none')]],
    [/verifier key of a log/, ['witness', 'run', '--log', keyOf(witnesses[0]!)]],
    [/is no policy: line 1/, ['witness', 'run', '--policy', wrong('bad.policy', 'quorum all\n')]],
    [/is no policy: no UTF-8/, ['witness', 'run', '--policy', folder.file('latin.policy')]],
    [/is not there/, ['witness', 'sign', folder.file('absent'), '--log', logKey]],
    [/verifier key of a witness/, ['serve', '--witness', `${logKey}=http://127.0.0.1:1`]],
    [/verifier key of a witness/, ['serve', '--witness', keyOf(witnesses[0]!)]],
    [
      /verifier key of a witness/,
      ['serve', '--witness', `${keyOf(witnesses[0]!)}=http://us:secret@127.0.0.1:1`],
    ],
    [
      /is no address/,
      [
        'serve',
        '--data',
        folder.file('none'),
        '--policy',
        wrong('ftp.policy', `witness w ${keyOf(witnesses[0]!)} ftp://x\nquorum w\n`),
      ],
    ],
    [/whole number/, ['serve', '--witness-every', '0']],
  ];
  writeFileSync(folder.file('latin.policy'), Buffer.from([0x23, 0xe9, 0x0a]));
  for (const [said, args] of cases) {
    const ran = await selvedge(args);
    assert.deepEqual([ran.code, said.test(ran.err)], [2, true], `${args.join(' ')}\n${ran.err}`);
  }
  assert.equal(existsSync(folder.file('none/selvedge.db')), false);
});
