// Tracing in a large graph: our index against PostgreSQL's recursive queries over edge tables, warm, root by root. The
// numbers of all lots that are reached stand in an array of this process in the end, on both sides.
import { createWriteStream } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import type { Pool } from 'pg';
import { LotGraph } from '../../domain/trace/graph.ts';
import { originsOf } from '../../domain/trace/origins.ts';
import { walk } from '../../domain/trace/walk.ts';
import type { CottonGraph } from '../../scenario/graph.ts';
import { generateGraph } from '../../scenario/graph.ts';
import { rootsByAncestors } from '../../scenario/graph-root.ts';
import { median } from '../rounds.ts';
import type { Row, Target } from '../row.ts';
import { milliseconds, skipped } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { inDirectory, noPostgres } from '../setting.ts';

/** 10 million edges; --quick: 2.34 million. */
export function graphOf(setting: Pick<Setting, 'quick'>): CottonGraph {
  return generateGraph({ lots: setting.quick ? 1_000_000 : 4_280_000, edgesPerLot: 2.335, seed: 11 });
}

const integerKeys: Target = { atLeast: 30 };
const uuidKeys: Target = { atLeast: 75 };
const weighted: Target = { atLeast: 50 };

export const traceSection: Section = { name: 'trace', run: traceRows };

async function traceRows(setting: Setting): Promise<Row[]> {
  setting.progress('generating the graph');
  const made = graphOf(setting);
  const title = `Trace in a graph of ${(made.edges / 1e6).toFixed(1)} million edges, ${(made.lots / 1e6).toFixed(2)} million lots`;
  const graph = LotGraph.fromEdges(made.from, made.to, Float32Array.from(made.amount), made.lots);
  const size = sizeRow(title, graph);
  if (setting.postgres === undefined)
    return [size, skipped(title, 'trace : recursive CTE', integerKeys, noPostgres)];
  const pool = await setting.postgres.connect(1);
  try {
    await inDirectory((directory) => loadEdges(pool, made, directory, setting));
    return [
      ...(await walkRows(setting, title, pool, graph, made)),
      ...(await originRows(setting, title, pool, graph, made)),
      size,
    ];
  } finally {
    await pool.end();
  }
}

function sizeRow(section: string, graph: LotGraph): Row {
  const bytesAnEdge = (graph.sealedBytes - 8 * graph.nodes) / graph.edges;
  const raw = {
    index: `${(graph.sealedBytes / 1e6).toFixed(0)} MB`,
    marks: `${(graph.markBytes / 1e6).toFixed(1)} MB`,
  };
  return {
    section,
    what: 'index, both directions, beside 8 bytes a lot',
    value: bytesAnEdge,
    unit: 'B/edge',
    target: { atMost: 12.001 },
    raw,
  };
}

/** Edge tables as people have them: integers with a covering index, and the usual uuids. */
async function loadEdges(
  pool: Pool,
  made: CottonGraph,
  directory: string,
  { progress }: Setting,
): Promise<void> {
  await pool.query(
    'CREATE UNLOGGED TABLE edge_int (source int NOT NULL, target int NOT NULL, share real NOT NULL)',
  );
  const path = join(directory, 'edges.tsv');
  progress(`writing ${made.edges} edges for COPY`);
  await writeEdges(made, path);
  await chmod(directory, 0o755);
  await chmod(path, 0o644);
  const statements: [string, string][] = [
    ['COPY', `COPY edge_int FROM '${path}'`],
    ['index', 'CREATE INDEX ON edge_int (target) INCLUDE (source, share)'],
    [
      'uuid table',
      `CREATE UNLOGGED TABLE edge_uuid AS SELECT ${uuidOf('source')} AS source, ${uuidOf('target')} AS target FROM edge_int`,
    ],
    ['uuid index', 'CREATE INDEX ON edge_uuid (target) INCLUDE (source)'],
    ['VACUUM', 'VACUUM ANALYZE'],
  ];
  for (const [name, statement] of statements) {
    progress(`PostgreSQL: ${name}`);
    await pool.query(statement);
  }
}

function uuidOf(column: string): string {
  return `md5(${column}::text)::uuid`;
}

const linesAtOnce = 50_000;

async function writeEdges(
  { edges, from, to, amount, producedGrams }: CottonGraph,
  path: string,
): Promise<void> {
  const file = createWriteStream(path);
  for (let start = 0; start < edges; start += linesAtOnce) {
    let text = '';
    for (let edge = start; edge < Math.min(edges, start + linesAtOnce); edge += 1) {
      const produced = producedGrams[to[edge]!]!;
      text += `${from[edge]}\t${to[edge]}\t${produced === 0 ? 0 : (amount[edge]! / produced).toPrecision(7)}\n`;
    }
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

const intWalk =
  'WITH RECURSIVE up(lot) AS (SELECT $1::int UNION SELECT e.source FROM up JOIN edge_int e ON e.target = up.lot) SELECT lot FROM up';
const uuidWalk =
  'WITH RECURSIVE up(lot) AS (SELECT md5($1::text)::uuid UNION SELECT e.source FROM up JOIN edge_uuid e ON e.target = up.lot) SELECT lot FROM up';

/** Share of each path multiplied on the way, summed by farm: what a UNION, which drops repetitions, cannot say. */
const weighedWalk = `WITH RECURSIVE up(lot, grams) AS (
    SELECT $1::int, $2::float8 UNION ALL SELECT e.source, up.grams * e.share FROM up JOIN edge_int e ON e.target = up.lot
  ) SELECT lot, sum(grams) AS grams FROM up WHERE lot < $3 GROUP BY lot`;

async function walkRows(
  setting: Setting,
  section: string,
  pool: Pool,
  graph: LotGraph,
  made: CottonGraph,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const wanted of [5_000, setting.quick ? 50_000 : 100_000]) {
    const roots = rootsNear(made, wanted);
    const times = { ours: [] as number[], int: [] as number[], uuid: [] as number[] };
    for (let round = 0; round < (setting.quick ? 2 : 4); round += 1) {
      for (const root of roots) {
        setting.progress(`about ${wanted} nodes, round ${round}, root ${root}`);
        const ours = timed(() => walk(graph, root, 'back').nodes);
        const int = await query(pool, 'int', intWalk, [root]);
        const uuid = await query(pool, 'uuid', uuidWalk, [String(root)]);
        if (ours.value.length !== int.rows.length || int.rows.length !== uuid.rows.length)
          throw new Error(`the engines disagree on lot ${root}`);
        if (round === 0) continue;
        times.ours.push(ours.ms);
        times.int.push(int.ms);
        times.uuid.push(uuid.ms);
      }
    }
    const nodes = walk(graph, roots[0]!, 'back').nodes.length;
    rows.push(
      against(section, `trace of ${nodes} nodes : CTE, integer keys`, times.ours, times.int, integerKeys),
    );
    rows.push(against(section, `trace of ${nodes} nodes : CTE, uuid keys`, times.ours, times.uuid, uuidKeys));
  }
  return rows;
}

async function originRows(
  setting: Setting,
  section: string,
  pool: Pool,
  graph: LotGraph,
  made: CottonGraph,
): Promise<Row[]> {
  const roots = rootsNear(made, setting.quick ? 50_000 : 100_000).slice(0, 1);
  const amounts = {
    produced: made.producedGrams,
    unknownProduced: new Uint32Array(made.lots),
    dimensions: new Uint8Array(made.lots).fill(1),
  };
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round < 3; round += 1) {
    for (const root of roots) {
      setting.progress(`origins of lot ${root}, round ${round}`);
      const ours = timed(() => originsOf(graph, root, amounts));
      const theirs = await query(pool, 'weighed', weighedWalk, [
        root,
        made.producedGrams[root],
        made.originCount,
      ]);
      agree(ours.value.total, theirs.rows, root);
      if (round === 0) continue;
      times.ours.push(ours.ms);
      times.theirs.push(theirs.ms);
    }
  }
  const { nodes } = originsOf(graph, roots[0]!, amounts);
  return [
    against(
      section,
      `kilograms of each origin in ${nodes.length} nodes : UNION ALL CTE`,
      times.ours,
      times.theirs,
      weighted,
    ),
  ];
}

/** Both sums must be the same to a thousandth: shares lie in PostgreSQL with seven figures. */
function agree(total: number, rows: unknown[][], root: number): void {
  const sum = rows.reduce((grams, row) => grams + Number(row[1]), 0);
  if (Math.abs(sum - total) > total / 1_000)
    throw new Error(`the engines disagree on the origins of lot ${root}: ${total} g and ${sum} g`);
}

function rootsNear(made: CottonGraph, wanted: number): number[] {
  const roots = rootsByAncestors(made, [wanted, wanted * 0.9, wanted * 1.1], 40).map(({ lot }) => lot);
  return [...new Set(roots)];
}

function against(section: string, what: string, ours: number[], theirs: number[], target: Target): Row {
  const value = median(theirs.map((ms, at) => ms / ours[at]!));
  return {
    section,
    what,
    value,
    unit: 'x',
    target,
    raw: { ours: milliseconds(median(ours)), PostgreSQL: milliseconds(median(theirs)) },
  };
}

function timed<T>(work: () => T): { value: T; ms: number } {
  const startedAt = performance.now();
  const value = work();
  return { value, ms: performance.now() - startedAt };
}

async function query(
  pool: Pool,
  name: string,
  text: string,
  values: unknown[],
): Promise<{ rows: unknown[][]; ms: number }> {
  const startedAt = performance.now();
  const { rows } = await pool.query<unknown[]>({ name, text, values, rowMode: 'array' });
  return { rows, ms: performance.now() - startedAt };
}
