// What people build on PostgreSQL, with 16 connections and a transaction per event. *plain* only stores a row of 1 KB;
// *full* keeps balances and edges too: an event table, a lot table with a guard against drawing too much, an edge table
// with an index each way. It verifies nothing. Prepared statements, integer keys, lots updated in rising order (no
// deadlocks): the kind case.
import { randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { chance } from '../../scenario/chance.ts';
import { baseLotGrams, millWork } from '../capture/workload.ts';

export const connections = 16;

const schema = `
  CREATE TABLE plain (id bigserial PRIMARY KEY, body bytea NOT NULL);
  CREATE TABLE event (id bigserial PRIMARY KEY, recorded_at timestamptz NOT NULL DEFAULT now(), hash bytea NOT NULL, body jsonb NOT NULL);
  CREATE TABLE lot (id bigint PRIMARY KEY, produced bigint NOT NULL, remaining bigint NOT NULL CHECK (remaining >= 0), born_in bigint);
  CREATE TABLE edge (event bigint NOT NULL, source bigint NOT NULL, target bigint NOT NULL, grams bigint NOT NULL);
  CREATE INDEX edge_by_target ON edge (target);
  CREATE INDEX edge_by_source ON edge (source);
`;

export async function prepareIngest(pool: Pool, baseLots: number): Promise<void> {
  await pool.query(schema);
  await pool.query(
    `INSERT INTO lot SELECT number, ${baseLotGrams}, ${baseLotGrams} FROM generate_series(0, ${baseLots - 1}) AS number`,
  );
  await pool.query('VACUUM ANALYZE');
}

/** Events per second over about `ms` milliseconds. */
export async function plainRound(pool: Pool, ms: number): Promise<number> {
  const body = randomBytes(1_024);
  return together(pool, ms, async (client) => {
    await client.query({ name: 'plain', text: 'INSERT INTO plain (body) VALUES ($1)', values: [body] });
  });
}

/** As plainRound. `seed` must be another in each round. */
export async function fullRound(pool: Pool, ms: number, baseLots: number, seed: number): Promise<number> {
  const work = millWork(seed, baseLots);
  let nextLot = baseLots + chance(seed).whole(1, 1_000_000) * 1_000_000;
  return together(pool, ms, async (client) => {
    const { event, inputs, gramsEach } = work();
    await fullEvent(client, JSON.stringify(event), inputs, gramsEach, nextLot++);
  });
}

async function fullEvent(
  client: PoolClient,
  body: string,
  inputs: number[],
  grams: number,
  output: number,
): Promise<void> {
  await client.query('BEGIN');
  const inserted = await client.query({
    name: 'event',
    text: 'INSERT INTO event (hash, body) VALUES ($1, $2) RETURNING id',
    values: [randomBytes(32), body],
  });
  const event = String(inserted.rows[0]?.id);
  for (const input of inputs) {
    const drawn = await client.query({
      name: 'draw',
      text: 'UPDATE lot SET remaining = remaining - $2 WHERE id = $1 AND remaining >= $2',
      values: [input, grams],
    });
    if (drawn.rowCount !== 1) throw new Error('a lot of the workload was drawn empty');
  }
  await client.query({
    name: 'lot',
    text: 'INSERT INTO lot (id, produced, remaining, born_in) VALUES ($1, $2, $2, $3)',
    values: [output, grams * inputs.length, event],
  });
  const edges =
    'INSERT INTO edge (event, source, target, grams) VALUES ($1, $3, $2, $6), ($1, $4, $2, $6), ($1, $5, $2, $6)';
  await client.query({ name: 'edges', text: edges, values: [event, output, ...inputs, grams] });
  await client.query('COMMIT');
}

/** Runs the work again and again on all connections at once. */
async function together(
  pool: Pool,
  ms: number,
  work: (client: PoolClient) => Promise<void>,
): Promise<number> {
  const clients = await Promise.all(Array.from({ length: connections }, () => pool.connect()));
  const startedAt = performance.now();
  let done = 0;
  const counted = clients.map(async (client) => {
    while (performance.now() - startedAt < ms) {
      await work(client);
      done += 1;
    }
  });
  await Promise.all(counted);
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const client of clients) client.release();
  return done / seconds;
}
