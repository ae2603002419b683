// The database of somebody who builds no log: PostgreSQL where it is, otherwise SQLite, behind the few words that both know.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { Postgres } from '../postgres/server.ts';

export type SqlValue = string | number | Uint8Array | null;

/** Parameters are `$1`, `$2`, … in their order, each once. */
export interface Sql {
  readonly name: string;
  run(text: string, values?: readonly SqlValue[]): Promise<void>;
  rows(text: string, values?: readonly SqlValue[]): Promise<Record<string, unknown>[]>;
  /** All that it has on disk of the tables. */
  bytes(): Promise<number>;
  close(): Promise<void>;
}

/** Empty; commits wait for the disk. */
export async function openSql(postgres: Postgres | undefined, directory: string): Promise<Sql> {
  return postgres === undefined ? openSqlite(join(directory, 'central.db')) : await openPostgres(postgres);
}

async function openPostgres(postgres: Postgres): Promise<Sql> {
  const pool = await postgres.connect(1);
  const client = await pool.connect();
  // A schema of its own, gone afterwards: other sections have tables of the same names.
  await client.query(
    'DROP SCHEMA IF EXISTS central CASCADE; CREATE SCHEMA central; SET search_path = central',
  );
  const rows: Sql['rows'] = async (text, values = []) => (await client.query(text, [...values])).rows;
  const size = `SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) AS size FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'central' AND c.relkind = 'r'`;
  return {
    name: `PostgreSQL ${postgres.version}`,
    rows,
    run: async (text, values) => void (await rows(text, values)),
    bytes: async () => Number((await rows(size))[0]?.['size']),
    close: async () => {
      await client.query('DROP SCHEMA central CASCADE');
      client.release();
      await pool.end();
    },
  };
}

function openSqlite(path: string): Sql {
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
  const statement = (text: string): ReturnType<DatabaseSync['prepare']> => {
    const known = prepared.get(text) ?? database.prepare(text.replace(/\$\d+/g, '?'));
    prepared.set(text, known);
    return known;
  };
  return {
    name: 'SQLite',
    run: async (text, values = []) => void statement(text).run(...(values as SQLInputValue[])),
    rows: async (text, values = []) => statement(text).all(...(values as SQLInputValue[])),
    bytes: async () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      const [page, count] = ['page_size', 'page_count'].map((name) =>
        Number(database.prepare(`PRAGMA ${name}`).get()?.[name]),
      );
      return page! * count!;
    },
    close: async () => database.close(),
  };
}
