// The real server, killed while it makes a backup of itself: nothing is left that looks like one. Then a whole one is
// made, put into an empty directory as docs/operating/README.md says, and served: the same head, the same verdicts.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { OperatingState } from '../../src/http/operate/operating.ts';
import { demonstration } from '../../src/scenario/demonstration.ts';
import { loadChain } from '../../src/scenario/load.ts';
import type { Backup, BackupUnderWay } from '../../src/store/backup/desk.ts';
import { openTestWorld } from '../support/world.ts';

const main = join(import.meta.dirname, '../../src/main.ts');
const chain = demonstration();
const home = mkdtempSync(join(tmpdir(), 'selvedge-backup-'));
const directory = join(home, 'data');
const backups = join(directory, 'backups');

interface BackupList {
  member: Backup[];
  underWay: BackupUnderWay | null;
}

const children: ChildProcess[] = [];

interface Server {
  get<T>(path: string): Promise<T>;
  post(path: string): Promise<Response>;
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

before(async () => {
  const world = await openTestWorld({ directory, nowMs: Date.now() });
  await loadChain(world.node, chain);
  await world.node.publishHoldings();
  await world.node.close();
  world.data.close();
});
after(() => {
  // Whatever a failed test has left.
  for (const child of children) child.kill('SIGKILL');
  rmSync(home, { recursive: true, force: true });
});

async function served(from: string): Promise<Server> {
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--data', from, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += text;
    if (said.trimEnd().endsWith('}')) break;
  }
  child.stdout.resume();
  const { url } = JSON.parse(said) as { url: string };
  const headers = { 'x-api-key': readFileSync(join(from, 'operator-api-key'), 'utf8').trim() };
  return {
    get: async <T>(path: string) => (await (await fetch(`${url}${path}`, { headers })).json()) as T,
    post: (path) => fetch(`${url}${path}`, { method: 'POST', headers }),
    end: async (signal) => {
      child.kill(signal);
      await once(child, 'exit');
    },
  };
}

const list = (server: Server): Promise<BackupList> => server.get<BackupList>('/operate/backups');

async function until(server: Server, isThere: (state: BackupList) => boolean): Promise<BackupList> {
  for (;;) {
    const state = await list(server);
    if (isThere(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

for (const stage of ['copying', 'trying'] as const) {
  test(`killed while ${stage}: no backup, and none of its files after the next start`, {
    timeout: 240_000,
  }, async () => {
    const server = await served(directory);
    assert.equal((await server.post('/operate/backups')).status, 202);
    if (stage === 'trying') await until(server, ({ underWay }) => underWay?.stage === 'trying');
    await server.end('SIGKILL');
    assert.deepEqual(
      readdirSync(backups).filter((name) => !/\.(part|trial)$/.test(name)),
      [],
    );
    assert.ok(readdirSync(backups).length > 0, 'it was killed in the middle');
    const again = await served(directory);
    assert.deepEqual(await list(again), { member: [], underWay: null, failed: null });
    assert.deepEqual(readdirSync(backups), []);
    await again.end('SIGTERM');
  });
}

test('a backup, restored by hand into an empty directory, is the same node', {
  timeout: 240_000,
}, async () => {
  const server = await served(directory);
  assert.equal((await server.post('/operate/backups')).status, 202);
  const { member } = await until(server, ({ underWay }) => underWay === null);
  const [backup] = member;
  assert.ok(backup?.isGood, JSON.stringify(backup?.trial));
  const lot = encodeURIComponent(chain.showcase[0]?.id ?? '');
  const { log } = await server.get<OperatingState>('/operate');
  const claims = await server.get<object>(`/lots/${lot}/claims`);
  const { stateHash } = await server.get<{ stateHash: string }>(`/log/state?size=${log.size}`);
  await server.end('SIGTERM');

  const restored = join(home, 'restored');
  mkdirSync(restored);
  cpSync(backup.folder, restored, { recursive: true });
  for (const name of ['sealing.key', 'operator-api-key']) cpSync(join(directory, name), join(restored, name));
  const other = await served(restored);
  const { log: restoredLog } = await other.get<OperatingState>('/operate');
  assert.deepEqual(
    [restoredLog.size, restoredLog.root, restoredLog.key],
    [backup.head.entries, backup.head.root, log.key],
  );
  assert.deepEqual([log.size, log.root], [restoredLog.size, restoredLog.root]);
  assert.deepEqual(verdictsIn(await other.get<object>(`/lots/${lot}/claims`)), verdictsIn(claims));
  const state = await other.get<{ stateHash: string }>(`/log/state?size=${log.size}`);
  assert.equal(state.stateHash, stateHash);
  assert.equal(existsSync(join(restored, 'accounts.sqlite')), true);
  await other.end('SIGTERM');
});

/** Without the time at which they were judged. */
function verdictsIn(answer: object): string {
  const text = JSON.stringify(answer, (name, value: unknown) =>
    /AtMs$|^at$/.test(name) ? undefined : value,
  );
  assert.ok(text.includes('"result"'), 'there are verdicts to compare');
  return text;
}
