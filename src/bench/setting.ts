// What a section of the bench gets to work with.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Postgres } from './postgres/server.ts';
import type { Row } from './row.ts';

export interface Setting {
  quick: boolean;
  /** Without it the comparisons are skipped, by name. */
  postgres: Postgres | undefined;
  progress(text: string): void;
}

export interface Section {
  name: string;
  run(setting: Setting): Promise<Row[]>;
}

/** A directory that is gone afterwards. */
export async function inDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-bench-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(directory);
  } finally {
    process.off('exit', remove);
    remove();
  }
}

export const noPostgres = 'no PostgreSQL on this machine (looked in PATH and /usr/lib/postgresql)';
