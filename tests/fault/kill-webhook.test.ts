// The real server, killed while it tells a receiver of what the log took: after a new start nothing is missing, and nothing comes
// in another order. What was under way comes again, by the same id and with the same bytes.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openReceiver, type Receiver } from '../webhook/receiver.ts';

const main = join(import.meta.dirname, '../../src/main.ts');
const words = 9;
/** The receiver takes so many, and the server is killed while the next is under way. */
const killedAt = [1, 3, 2];

interface Running {
  child: ChildProcess;
  ask(path: string, body?: unknown): Promise<Record<string, unknown>>;
}

async function start(directory: string, host: string): Promise<Running> {
  const options = ['--data', directory, '--port', '0', '--json', '--webhook-private', host];
  const child = spawn(process.execPath, [main, 'serve', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (said.trimEnd().endsWith('}')) break;
  }
  const { url, operatorKeyFile } = JSON.parse(said) as { url: string; operatorKeyFile: string };
  const authorization = `Bearer ${readFileSync(operatorKeyFile, 'utf8').trim()}`;
  return {
    child,
    ask: async (path, body) => {
      const sent = { method: 'POST', body: JSON.stringify(body) };
      const headers = { authorization, 'content-type': 'application/json' };
      const response = await fetch(`${url}${path}`, { headers, ...(body === undefined ? {} : sent) });
      const answer = (await response.json()) as Record<string, unknown>;
      assert.ok(response.ok, `${path}: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}

async function kill({ child }: Running): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

/** Takes so many from now on, and leaves the next without an answer. */
function takeOnly(receiver: Receiver, count: number): void {
  let taken = 0;
  receiver.answer = (response) => {
    if (taken === count) return;
    taken += 1;
    response.writeHead(204).end();
  };
}

test('the server, killed while it sends, loses no message', { timeout: 120_000 }, async (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-webhook-'));
  const receiver = await openReceiver();
  let running = await start(directory, receiver.host);
  context.after(async () => {
    running.child.kill('SIGKILL');
    await receiver.close();
    rmSync(directory, { recursive: true, force: true });
  });
  takeOnly(receiver, killedAt[0] ?? 0);
  await running.ask('/webhooks', { url: receiver.url, kinds: ['order.waiting'] });
  const [one, other] = await Promise.all(
    ['Mill', 'Brand'].map(async (name) => (await running.ask('/parties', { name, country: 'IN' }))['party']),
  );
  for (let word = 0; word < words; word += 1) {
    const terms = { at: '2026-03-01T00:00:00Z', subcontracting: false, tolerancePpm: 0, lines: [] };
    const order = { trade: `urn:x:order:${word}`, stage: 'order', seller: one, buyer: other, ...terms };
    await running.ask(`/trades?party=${encodeURIComponent(String(other))}`, order);
  }
  let seen = 0;
  for (const [turn, count] of killedAt.entries()) {
    await receiver.has(seen + count + 1);
    await kill(running);
    seen = receiver.got.length;
    takeOnly(receiver, killedAt[turn + 1] ?? words);
    running = await start(directory, receiver.host);
  }
  const names = (): string[] => [...new Set(receiver.got.map(({ data }) => String(data['about'])))];
  for (let count = receiver.got.length; names().length < words; count += 1) await receiver.has(count + 1);
  assert.deepEqual(
    names(),
    Array.from({ length: words }, (_, word) => `urn:x:order:${word}`),
  );
  const bodies = new Map<string, string>();
  for (const { id, body } of receiver.got)
    assert.equal(bodies.get(id) ?? body, bodies.set(id, bodies.get(id) ?? body).get(id));
  assert.equal(bodies.size, words);
  assert.ok(receiver.got.length > words, 'what was under way came again');
});
