// The operator writes the log anew in its own store, as well as anybody can who has all its keys and this software.
import { readStatement } from '#verifier';
import { emptyEdge, grow } from '../../domain/log/tree.ts';
import type { CompletedTile } from '../../domain/log/tree.ts';
import type { EntryRow } from '../../flow/ports.ts';
import { leafOf, rebuild } from '../../flow/recover.ts';
import type { World } from '../../flow/world.ts';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Data, openData } from '../../store/data.ts';

/** Rows as the operator wants them, in order; numbers, lots, roots and tiles are made to fit. */
export type Rewrite = (rows: readonly EntryRow[], world: World) => EntryRow[];

/** Rewrites the log of a closed store. What would tell of the old one (snapshot, guard file, audits) is thrown away. */
export function rewriteLog(directory: string, rewrite: Rewrite): void {
  const data = openData(directory);
  try {
    const rows = fitted(rewrite([...data.world.entries.scan(0)], data.world));
    replaceAll(data, rows);
    forget(directory, data);
    setRoots(data);
  } finally {
    data.close();
  }
}

/** A statement as the store keeps it, whoever signed it. */
export function rowOf(sdjwt: string, recordedAtMs: number, world: World): EntryRow {
  const read = readStatement(sdjwt, world.primitives);
  if (!read.ok) throw new Error(`no statement: ${read.refusal.detail}`);
  const { digest, birthCount } = read.statement;
  return {
    kind: 'statement',
    ...{ seq: -1, recordedAtMs, firstLot: -1, lotCount: birthCount, digest },
    body: world.encodeBody(sdjwt),
  };
}

/** An event statement of this party. */
export function isSaidBy({ kind, body }: EntryRow, party: string, world: World): boolean {
  if (kind !== 'statement') return false;
  const read = readStatement(world.decodeBody(body), world.primitives);
  return read.ok && read.statement.kind === 'epcis' && read.statement.issuer === party;
}

/** Entries from 0 on, lots from 0 on, without a hole. */
function fitted(rows: readonly EntryRow[]): EntryRow[] {
  let lots = 0;
  return rows.map((row, seq) => {
    const firstLot = lots;
    lots += row.lotCount;
    return { ...row, seq, firstLot };
  });
}

function replaceAll({ database, world }: Data, rows: readonly EntryRow[]): void {
  database.exec('DELETE FROM entry; DELETE FROM tile;');
  world.entries.append([...rows], tilesOf(rows, world));
}

function forget(directory: string, { database, world }: Data): void {
  world.snapshots.drop();
  for (const name of ['published-checkpoint', 'audits'])
    rmSync(join(directory, name), { recursive: true, force: true });
  database.exec('DELETE FROM cosigned_head; DELETE FROM settled_anchor; DELETE FROM anchor_under_way;');
}

/** The roots of the holdings that a replay of these entries gives, so that nobody finds a wrong one among them. */
function setRoots({ database, world }: Data): void {
  const roots: { seq: number; root: Uint8Array }[] = [];
  rebuild(world, undefined, ({ seq }, root) => void roots.push({ seq, root: root.slice() }));
  const update = database.prepare('UPDATE entry SET digest = ? WHERE seq = ?');
  for (const { seq, root } of roots) update.run(root, seq);
  world.entries.replaceTiles(tilesOf([...world.entries.scan(0)], world));
}

function tilesOf(rows: readonly EntryRow[], world: World): CompletedTile[] {
  return grow(
    emptyEdge(),
    rows.map((row) => leafOf(row, world)),
    world.primitives,
  ).completed;
}
