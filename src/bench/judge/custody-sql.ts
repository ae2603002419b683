// What one would write in SQL instead: kilograms of a lot that come from certified fields through certified hands, by a
// recursive query over edges, scope certificates and lines of transaction certificates. No packs, no yields, no trade, no
// reasons: it gives the one number, where the judge gives a verdict.
import type { Pool } from 'pg';
import type { Dossier, SaidRecord } from '#verifier';

const tables = `
  CREATE UNLOGGED TABLE judged_lot (lot text PRIMARY KEY, party text NOT NULL, at bigint NOT NULL, grams float8 NOT NULL, origin bool NOT NULL);
  CREATE UNLOGGED TABLE judged_edge (source text NOT NULL, target text NOT NULL, grams float8 NOT NULL, in_grams float8 NOT NULL);
  CREATE UNLOGGED TABLE judged_scope (holder text NOT NULL, scheme text NOT NULL, from_ms bigint NOT NULL, until_ms bigint NOT NULL);
  CREATE UNLOGGED TABLE judged_line (lot text NOT NULL, holder text NOT NULL, buyer text NOT NULL, shipped bigint NOT NULL)`;

const indices = `
  CREATE INDEX ON judged_edge (target) INCLUDE (source, grams, in_grams);
  CREATE INDEX ON judged_scope (holder, scheme) INCLUDE (from_ms, until_ms);
  CREATE INDEX ON judged_line (lot, buyer) INCLUDE (holder, shipped)`;

/** Farms are certified by their own scheme, and sell without transaction certificates. */
const kilograms = `WITH RECURSIVE up(lot, party, at, origin, grams) AS (
    SELECT l.lot, l.party, l.at, l.origin, l.grams FROM judged_lot l WHERE l.lot = $1
      AND EXISTS (SELECT FROM judged_scope c WHERE c.holder = l.party AND c.scheme = 'gots' AND l.at BETWEEN c.from_ms AND c.until_ms)
    UNION ALL
    SELECT s.lot, s.party, s.at, s.origin, up.grams * e.grams / e.in_grams
    FROM up JOIN judged_edge e ON e.target = up.lot JOIN judged_lot s ON s.lot = e.source
    WHERE EXISTS (SELECT FROM judged_scope c WHERE c.holder = s.party AND s.at BETWEEN c.from_ms AND c.until_ms
        AND c.scheme = CASE WHEN s.origin THEN 'organic-farm' ELSE 'gots' END)
      AND (s.origin OR EXISTS (SELECT FROM judged_line t WHERE t.lot = s.lot AND t.holder = s.party AND t.buyer = up.party AND t.shipped <= up.at))
  ) SELECT sum(grams) FROM up WHERE origin`;

export async function loadCustody(pool: Pool, dossier: Dossier): Promise<void> {
  await pool.query(tables);
  await insert(pool, 'judged_lot', lotRows(dossier));
  await insert(pool, 'judged_edge', edgeRows(dossier));
  const certificates = dossier.records.filter((record) => record.kind === 'certificate');
  await insert(pool, 'judged_scope', certificates.flatMap(scopeRows));
  await insert(pool, 'judged_line', certificates.flatMap(lineRows));
  await pool.query(indices);
  await pool.query('VACUUM ANALYZE');
}

export async function certifiedGrams(pool: Pool, lot: string): Promise<number> {
  const { rows } = await pool.query<{ sum: number | null }>({
    name: 'certified',
    text: kilograms,
    values: [lot],
  });
  return rows[0]?.sum ?? 0;
}

type Cell = string | number | boolean;

function lotRows({ events }: Dossier): Cell[][] {
  return events.flatMap(({ produced, drawn, party, atMs }) =>
    produced.map(({ lot, amount }) => [lot, party, atMs, amount ?? 0, drawn.length === 0]),
  );
}

/** What went into a making together is a column, as one would keep it to spare a query of its own. */
function edgeRows({ events }: Dossier): Cell[][] {
  return events.flatMap(({ drawn, produced }) => {
    const into = drawn.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
    return produced.flatMap((made) => drawn.map(({ lot, amount }) => [lot, made.lot, amount ?? 0, into]));
  });
}

type Certificate = Extract<SaidRecord, { kind: 'certificate' }>;

function scopeRows({ type, holder, scheme, validFromMs, validUntilMs }: Certificate): Cell[][] {
  return type === 'scope' ? [[holder, scheme, validFromMs, validUntilMs]] : [];
}

function lineRows({ type, holder, buyer, shippedAtMs, lots }: Certificate): Cell[][] {
  if (type !== 'transaction') return [];
  return lots.map(({ lot }) => [lot, holder, buyer ?? '', shippedAtMs ?? 0]);
}

async function insert(pool: Pool, table: string, rows: readonly Cell[][]): Promise<void> {
  for (let start = 0; start < rows.length; start += 1_000) {
    const some = rows.slice(start, start + 1_000);
    const values = some.map(
      (row, at) => `(${row.map((_, cell) => `$${at * row.length + cell + 1}`).join()})`,
    );
    await pool.query(`INSERT INTO ${table} VALUES ${values.join()}`, some.flat());
  }
}
