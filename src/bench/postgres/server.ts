// A PostgreSQL of one's own for the length of a run: local binaries, a fresh directory, a socket in it, gone afterwards.
import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { totalmem, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

export interface Postgres {
  version: string;
  /** Everything it has on disk; gone after `stop`. */
  directory: string;
  /** A pool of so many connections, all open. */
  connect(connections: number): Promise<pg.Pool>;
  stop(): Promise<void>;
}

interface Owner {
  uid?: number;
  gid?: number;
}

const gigabyte = 1024 ** 3;
const startedWithinMs = 30_000;
const signals = ['SIGINT', 'SIGTERM'] as const;

/** The folder with `initdb` and `postgres`, or undefined. The newest of several. */
export function binariesFolder(): string | undefined {
  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed)
    ? readdirSync(installed).sort((one, other) => Number(other) - Number(one))
    : [];
  const folders = [
    ...versions.map((version) => join(installed, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** Starts a server; undefined where there are no binaries. Throws where they are there and do not work. */
export async function startPostgres(): Promise<Postgres | undefined> {
  const folder = binariesFolder();
  if (folder === undefined) return undefined;
  const owner = ownerOfServer();
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-pg-'));
  if (owner.uid !== undefined) chownSync(directory, owner.uid, owner.gid ?? owner.uid);
  try {
    return await serve(folder, directory, owner);
  } catch (fault) {
    rmSync(directory, { recursive: true, force: true });
    throw fault;
  }
}

async function serve(folder: string, directory: string, owner: Owner): Promise<Postgres> {
  const data = join(directory, 'data');
  const options = { ...owner, cwd: directory, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  const initialised = spawnSync(
    join(folder, 'initdb'),
    ['-D', data, '-U', 'bench', '-A', 'trust', '--no-sync', '-E', 'UTF8'],
    options,
  );
  if (initialised.status !== 0) throw new Error(`initdb failed: ${initialised.stderr}`);
  const child = spawn(join(folder, 'postgres'), ['-D', data, '-k', directory, ...settings()], {
    ...options,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  const onExit = (): void => {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  // A signal ends a process without 'exit' unless somebody asks for it: then the server would stay.
  const onSignal = (): void => process.exit(130);
  for (const signal of signals) process.once(signal, onSignal);
  const stop = async (): Promise<void> => {
    await ended(child);
    process.off('exit', onExit);
    for (const signal of signals) process.off(signal, onSignal);
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await untilReady(directory, child);
  } catch (fault) {
    await stop();
    throw new Error(`PostgreSQL did not start: ${said}`, { cause: fault });
  }
  const version = await versionOf(directory);
  return { version, directory, connect: (connections) => connect(directory, connections), stop };
}

/** As a careful operator would set them for this machine; commits wait for the disk. */
function settings(): string[] {
  const sharedBuffers = Math.min(4 * gigabyte, totalmem() / 6);
  const values = {
    listen_addresses: '',
    shared_buffers: `${Math.floor(sharedBuffers / 1024 ** 2)}MB`,
    work_mem: '256MB',
    maintenance_work_mem: '1GB',
    max_wal_size: '8GB',
    random_page_cost: '1.1',
    jit: 'off',
    fsync: 'on',
    synchronous_commit: 'on',
    max_connections: '40',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** PostgreSQL refuses to run as root: then as the user `postgres`, or else as `nobody`. */
function ownerOfServer(): Owner {
  if (process.getuid?.() !== 0) return {};
  const accounts = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const account =
    accounts.find(([name]) => name === 'postgres') ?? accounts.find(([name]) => name === 'nobody');
  if (account === undefined)
    throw new Error('PostgreSQL does not run as root, and there is no user postgres or nobody');
  return { uid: Number(account[2]), gid: Number(account[3]) };
}

async function untilReady(host: string, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + startedWithinMs;
  for (;;) {
    const client = new pg.Client(addressOf(host));
    try {
      await client.connect();
      await client.end();
      return;
    } catch (fault) {
      if (child.exitCode !== null || Date.now() > giveUpAt) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function addressOf(host: string): pg.ClientConfig {
  return { host, user: 'bench', database: 'postgres' };
}

async function versionOf(host: string): Promise<string> {
  const client = new pg.Client(addressOf(host));
  await client.connect();
  const { rows } = await client.query('SHOW server_version');
  await client.end();
  return String(rows[0]?.server_version);
}

async function connect(host: string, connections: number): Promise<pg.Pool> {
  const pool = new pg.Pool({ ...addressOf(host), max: connections, min: connections, idleTimeoutMillis: 0 });
  // An idle connection that breaks because the server was stopped is nobody's fault; a query on it fails by itself.
  pool.on('error', () => {});
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  for (const client of clients) client.release();
  return pool;
}

/** SIGINT is the fast shutdown: open transactions are rolled back. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGINT');
  const impatient = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await exited;
  clearTimeout(impatient);
}
