// Processor time of all who work for the operator.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Postgres } from '../postgres/server.ts';

/** Begins to count: this process, and where a PostgreSQL takes part all of its processes (on Linux). Microseconds. */
export function processorTime(postgres: Postgres | undefined): () => number {
  const [own, theirs] = [process.cpuUsage(), serverMicros(postgres)];
  return () => {
    const { user, system } = process.cpuUsage(own);
    return user + system + serverMicros(postgres) - theirs;
  };
}

const ticksPerSecond = 100;

function serverMicros(postgres: Postgres | undefined): number {
  if (postgres === undefined || process.platform !== 'linux') return 0;
  const [pid] = readFileSync(join(postgres.directory, 'data/postmaster.pid'), 'utf8').split('\n').map(Number);
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    const fields = statOf(name);
    const isServer = Number(name) === pid;
    if (!isServer && Number(fields[1]) !== pid) continue;
    // proc(5): user and system time, and of the postmaster those of its children that have ended.
    ticks += [11, 12, ...(isServer ? [13, 14] : [])].reduce((sum, at) => sum + Number(fields[at] ?? 0), 0);
  }
  return (ticks * 1_000_000) / ticksPerSecond;
}

/** What follows the name of the program, which may have any characters. */
function statOf(pid: string): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
