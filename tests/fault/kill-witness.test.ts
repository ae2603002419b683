// The real witness, killed under load while two faces of one log ask it: it signs for one of them, before and after.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type LogKey, parseCosignerKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { chance } from '../../src/scenario/chance.ts';
import { ask, offeredHead } from '../../src/witness/ask.ts';
import { openWitness } from '../../src/witness/witness.ts';
import { SmallLog } from '../witness/log.ts';

const kills = 25;
const main = join(import.meta.dirname, '../../src/main.ts');
const random = chance(4);

interface Signed {
  log: SmallLog;
  size: number;
}

async function started(
  directory: string,
  vkey: string,
): Promise<{ child: ChildProcess; url: string; key: string }> {
  const args = ['witness', 'run', '--data', directory, '--port', '0', '--json', '--log', vkey];
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (said.trimEnd().endsWith('}')) break;
  }
  return { child, ...(JSON.parse(said) as { url: string; key: string }) };
}

/** Asks for one head after the other, as a log does, until nobody answers; what was signed goes into `signed`. */
async function askOn(
  log: SmallLog,
  from: number,
  address: { url: string; key: string },
  signed: Signed[],
): Promise<void> {
  const key = parseCosignerKey(address.key, nodePrimitives);
  assert.ok(key);
  let known = from;
  for (let growing = 1; ; growing += 1) {
    const size = Math.min(log.size, known + (growing % 3));
    const head = offeredHead(log.note(size), (older, newer) => log.proof(older, newer));
    const asked = await ask({ key, url: address.url }, head, known, {
      signal: AbortSignal.timeout(60_000),
      nowMs: Date.now(),
    });
    if (asked.ok) {
      signed.push({ log, size });
      known = size;
    } else if (asked.trouble === 'WITNESS_AHEAD') known += random.whole(1, 40);
    else if (asked.trouble === 'WITNESS_SILENT') return;
    else known = Math.min(known, size);
    assert.ok(
      asked.ok || asked.trouble !== 'WITNESS_ANSWER_INVALID' || /names another/.test(asked.detail),
      JSON.stringify(asked),
    );
  }
}

test(`a witness, killed ${kills} times under load, never signs a fork`, {
  timeout: 240_000,
}, async (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-witness-'));
  // In the first run nothing is signed yet, and both faces have the same claim.
  const first = new SmallLog('log.test/1').grow(20_000);
  let rival = first.forkAt(0).grow(20_000, 'rival');
  const signed: Signed[] = [];
  let forks = 0;
  for (let run = 0; run < kills; run += 1) {
    const { child, ...address } = await started(directory, first.vkey);
    context.after(() => child.kill('SIGKILL'));
    const last = largestOf(signed);
    if (last !== undefined) {
      // Another face, from just before what was signed last: whoever has forgotten that takes it.
      rival = last.log.forkAt(last.size - 1).grow(300, `face ${run}`);
      for (const size of [last.size, last.size + 1]) await checkRefused(rival, size, address);
      forks += 2;
    }
    const before = signed.length;
    const face = last?.log ?? first;
    const from = last?.size ?? 0;
    const asking = [rival, face, face].map((log) => askOn(log, Math.min(from, log.size), address, signed));
    const exit = once(child, 'exit');
    setTimeout(() => child.kill('SIGKILL'), random.whole(20, 200));
    await Promise.all([...asking, exit]);
    assert.equal(child.signalCode, 'SIGKILL');
    checkOneLog(signed, before);
    checkRemembered(directory, first.key, signed);
  }
  context.diagnostic(`${signed.length} heads signed, ${forks} forks refused right after a restart`);
  assert.ok(signed.length >= kills, `${signed.length} signed in ${kills} runs`);
  rmSync(directory, { recursive: true });
});

/** The witness may have signed more than the last answer that came through: then it is ahead; else it refuses. */
async function checkRefused(
  fork: SmallLog,
  size: number,
  address: { url: string; key: string },
): Promise<void> {
  const head = offeredHead(fork.note(size), (older, newer) => fork.proof(older, newer));
  const witness = { key: parseCosignerKey(address.key, nodePrimitives)!, url: address.url };
  const asked = await ask(witness, head, 0, { signal: AbortSignal.timeout(60_000), nowMs: Date.now() });
  assert.ok(!asked.ok && /^WITNESS_(REFUSES|AHEAD)$/.test(asked.trouble), JSON.stringify(asked));
}

function largestOf(signed: readonly Signed[]): Signed | undefined {
  return signed.reduce<Signed | undefined>(
    (most, one) => (most && most.size >= one.size ? most : one),
    undefined,
  );
}

/** Every head that came back is a head of the same log. */
function checkOneLog(signed: Signed[], from: number): void {
  const largest = largestOf(signed)?.log;
  for (const { log, size } of signed.slice(from))
    assert.deepEqual(log.root(size), largest?.root(size), `${size}`);
}

/** What was answered was on disk: the state is at no smaller size. */
function checkRemembered(directory: string, key: LogKey, signed: Signed[]): void {
  const largest = largestOf(signed);
  if (largest === undefined) return;
  const witness = openWitness(directory, { logs: [key] });
  const answer = witness.add(largest.log.request(0, largest.size));
  witness.close();
  assert.ok(answer.status === 409 && answer.size >= largest.size, JSON.stringify(answer));
}
