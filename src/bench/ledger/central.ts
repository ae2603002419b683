// A signed central database, well made: every event a row that the operator signs, balances with a guard against drawing
// too much, answers with the signed rows on the way back. Whoever asks checks signatures and sums.
import { generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { type Movement, movementOf } from '#verifier';
import type { ChainDocument } from '../../scenario/chain.ts';
import type { Sql } from './sql.ts';

const schema = [
  'CREATE TABLE event (id bigint PRIMARY KEY, recorded_at_ms bigint NOT NULL, party text NOT NULL, body text NOT NULL, signature bytea NOT NULL)',
  'CREATE TABLE lot (id text PRIMARY KEY, produced bigint NOT NULL, remaining bigint NOT NULL CHECK (remaining >= 0))',
  'CREATE TABLE making (lot text NOT NULL, event bigint NOT NULL)',
  'CREATE INDEX making_by_lot ON making (lot)',
];

export interface SignedRow {
  readonly id: number;
  readonly recordedAtMs: number;
  readonly party: string;
  readonly body: string;
  readonly signature: Uint8Array;
}

export class Central {
  readonly sql: Sql;
  readonly publicKey: KeyObject;
  readonly #key: KeyObject;
  #next = 0;

  private constructor(sql: Sql) {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    this.sql = sql;
    this.#key = privateKey;
    this.publicKey = publicKey;
  }

  static async on(sql: Sql): Promise<Central> {
    for (const text of schema) await sql.run(sql.name === 'SQLite' ? text.replace('bytea', 'blob') : text);
    return new Central(sql);
  }

  /** All documents in one transaction, as the log takes them together with one wait for the disk. Throws where the guard says no. */
  async take(documents: readonly ChainDocument[], recordedAtMs: number): Promise<void> {
    await this.sql.run('BEGIN');
    try {
      for (const { party, document } of documents)
        for (const event of document.epcisBody.eventList) await this.#record(event, party, recordedAtMs);
      await this.sql.run('COMMIT');
    } catch (fault) {
      await this.sql.run('ROLLBACK');
      throw fault;
    }
  }

  async #record(event: object, party: string, recordedAtMs: number): Promise<void> {
    const { produced, drawn } = movementIn(event);
    for (const { lot, quantity } of drawn)
      await this.sql.run('UPDATE lot SET remaining = remaining - $1 WHERE id = $2', [
        quantity?.amount ?? 0,
        lot,
      ]);
    const id = await this.write(JSON.stringify(event), party, recordedAtMs);
    for (const { lot, quantity } of produced) {
      const grams = quantity?.amount ?? 0;
      await this.sql.run(
        'INSERT INTO lot (id, produced, remaining) VALUES ($1, $2, $3) ON CONFLICT (id) DO UPDATE SET produced = lot.produced + excluded.produced, remaining = lot.remaining + excluded.remaining',
        [lot, grams, grams],
      );
      await this.sql.run('INSERT INTO making (lot, event) VALUES ($1, $2)', [lot, id]);
    }
  }

  /** As `take`, with the guard switched off. */
  async takeAnything({ party, document }: ChainDocument, recordedAtMs: number): Promise<void> {
    for (const event of document.epcisBody.eventList) {
      const id = await this.write(JSON.stringify(event), party, recordedAtMs);
      for (const { lot } of movementIn(event).produced)
        await this.sql.run('INSERT INTO making (lot, event) VALUES ($1, $2)', [lot, id]);
    }
  }

  /** Signs a row and writes it, past every rule: so may its operator. */
  async write(body: string, party: string, recordedAtMs: number, id: number = this.#next++): Promise<number> {
    const signature = sign(null, signedBytes({ id, recordedAtMs, party, body }), this.#key);
    await this.sql.run('DELETE FROM event WHERE id = $1', [id]);
    await this.sql.run(
      'INSERT INTO event (id, recorded_at_ms, party, body, signature) VALUES ($1, $2, $3, $4, $5)',
      [id, recordedAtMs, party, body, signature],
    );
    return id;
  }

  /** The rows on the way back from the lot. */
  async answer(lot: string): Promise<SignedRow[]> {
    const rows = new Map<number, SignedRow>();
    const waiting = [lot];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const found = await this.sql.rows(
        'SELECT event.* FROM event JOIN making ON making.event = event.id WHERE making.lot = $1',
        [next],
      );
      for (const row of found.map(rowOf)) {
        if (rows.has(row.id)) continue;
        rows.set(row.id, row);
        waiting.push(...movementIn(JSON.parse(row.body)).drawn.map((portion) => portion.lot));
      }
    }
    return [...rows.values()].sort((one, other) => one.id - other.id);
  }
}

/** What a reader with the operator's key finds wrong in an answer; undefined where nothing is. */
export function wrongIn(rows: readonly SignedRow[], publicKey: KeyObject): string | undefined {
  const forged = rows.find((row) => !verify(null, signedBytes(row), publicKey, row.signature));
  if (forged !== undefined) return `row ${forged.id} is not signed by the operator`;
  const made = new Map<string, number>();
  const drawn = new Map<string, number>();
  for (const { body } of rows) {
    const movement = movementIn(JSON.parse(body));
    for (const [totals, portions] of [
      [made, movement.produced],
      [drawn, movement.drawn],
    ] as const)
      for (const { lot, quantity } of portions)
        totals.set(lot, (totals.get(lot) ?? 0) + (quantity?.amount ?? 0));
  }
  for (const [lot, amount] of drawn) {
    if (!made.has(lot)) return `nobody has made ${lot}`;
    if (amount > made.get(lot)!) return `more is drawn from ${lot} than was made`;
  }
  return undefined;
}

/** What two readers, or one who kept an answer, find: the operator has signed two things under one number, or one is gone. */
export function differing(
  earlier: readonly SignedRow[],
  later: readonly SignedRow[],
): { detail: string; isProof: boolean } | undefined {
  const known = new Map(later.map((row) => [row.id, row]));
  for (const row of earlier) {
    const now = known.get(row.id);
    if (now === undefined) continue;
    if (!signedBytes(row).equals(signedBytes(now)))
      return { detail: `row ${row.id} is signed twice, with different words`, isProof: true };
  }
  const gone = earlier.find(({ id }) => !known.has(id));
  return gone && { detail: `row ${gone.id} is no longer there`, isProof: false };
}

function signedBytes({ id, recordedAtMs, party, body }: Omit<SignedRow, 'signature'>): Buffer {
  return Buffer.from(JSON.stringify([id, recordedAtMs, party, body]));
}

function rowOf(row: Record<string, unknown>): SignedRow {
  return {
    ...{ id: Number(row['id']), recordedAtMs: Number(row['recorded_at_ms']) },
    ...{ party: String(row['party']), body: String(row['body']) },
    signature: row['signature'] as Uint8Array,
  };
}

function movementIn(event: unknown): Movement {
  const reading = movementOf(event);
  if (!reading.ok) throw new Error(`an event of the work cannot be read: ${reading.refusals[0]?.detail}`);
  return reading.movement;
}
