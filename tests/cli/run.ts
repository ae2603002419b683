// Runs the command line as a user does: as a process of its own, with this very Node.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root: string = join(import.meta.dirname, '../..');
const main = join(root, 'src/main.ts');

export interface Ran {
  code: number | null;
  out: string;
  err: string;
}

export interface RunOptions {
  env?: Record<string, string>;
  cwd?: string;
}

export async function selvedge(args: string[], options: RunOptions = {}): Promise<Ran> {
  const child = started(args, options);
  const [out, err] = [textOf(child.stdout), textOf(child.stderr)];
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out: await out, err: await err };
}

/** The one JSON document on stdout; throws where there is anything else. */
export async function json<T = Record<string, unknown>>(
  args: string[],
  options: RunOptions = {},
): Promise<Ran & { value: T }> {
  const ran = await selvedge([...args, '--json'], options);
  return { ...ran, value: JSON.parse(ran.out) as T };
}

/** A node that serves, and what it said of itself once it was ready. */
export interface ServingNode {
  url: string;
  said: Record<string, unknown> & { showcase: { url: string; id: string }[]; operatorKeyFile: string };
  /** Milliseconds from the start of the process to the announcement. */
  readyMs: number;
  stop(): Promise<Ran>;
}

export async function serving(args: string[], options: RunOptions = {}): Promise<ServingNode> {
  const startedAtMs = performance.now();
  const child = started([...args, '--port', '0', '--json'], options);
  const err = textOf(child.stderr);
  const closed = once(child, 'close') as Promise<[number | null]>;
  let out = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  while (!out.endsWith('}\n')) {
    const over = await Promise.race([closed, once(child.stdout ?? child, 'data').then(() => undefined)]);
    if (over !== undefined) throw new Error(`the node ended with ${over[0]}: ${await err}`);
  }
  const said = JSON.parse(out) as ServingNode['said'] & { url: string };
  const stop = async (): Promise<Ran> => {
    child.kill('SIGTERM');
    const [code] = await closed;
    return { code, out, err: await err };
  };
  return { url: said.url, said, readyMs: performance.now() - startedAtMs, stop };
}

const someBytes = 300_000;

/** Kills the process once some of what it loads is in the write-ahead log of its data directory. */
export async function killedWhileLoading(args: string[], data: string): Promise<void> {
  const child = started([...args, '--data', data, '--port', '0'], {});
  const closed = once(child, 'close') as Promise<[number | null, string | null]>;
  const log = join(data, 'selvedge.db-wal');
  while (!existsSync(log) || statSync(log).size < someBytes)
    await new Promise((resolve) => setTimeout(resolve, 5));
  child.kill('SIGKILL');
  const [, signal] = await closed;
  if (signal !== 'SIGKILL') throw new Error('the process ended before it was killed');
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

function started(args: string[], { env = {}, cwd = root }: RunOptions): ChildProcess {
  const { SELVEDGE_PASSPHRASE: _, SELVEDGE_SEALING_KEY: __, SELVEDGE_API_KEY: ___, ...around } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...around, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // A test that fails half-way must not leave a server behind.
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

export interface Folder {
  path: string;
  file(name: string): string;
  remove(): void;
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'selvedge-cli-'));
  return {
    path,
    file: (name) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
