// Doubts that readers of pages have written, and what became of them. Not statements: nobody signs them, and they are forgotten after a
// while. A doubt of which nobody has said anything is new: those of an older node are.
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Doubt, DoubtMark, DoubtQuery, DoubtStanding, DoubtStore } from '../flow/ports.ts';
import { hasTable } from './database.ts';
import { inTransaction } from './transaction.ts';

/** Long enough for a case to be opened and decided. */
const keptMs = 2 * 365 * 86_400_000;
/** Of one side and one doubt: a program that marks without end does not fill the disk. */
const mostMarks = 20;

export function openDoubts(database: DatabaseSync): DoubtStore {
  return {
    add: (doubt) => inTransaction(database, () => add(database, doubt)),
    find: (id) => {
      if (!hasTable(database, 'doubt')) return undefined;
      const row = database.prepare('SELECT * FROM doubt WHERE id = ?').get(id);
      return row && doubtOf(row);
    },
    list: (query, page) => list(database, query, page),
    count: (query) => count(database, query),
    things: () =>
      hasTable(database, 'doubt')
        ? database
            .prepare(everyThing)
            .all()
            .map(({ about }) => String(about))
        : [],
    mark: (doubt, mark) => inTransaction(database, () => addMark(database, doubt, mark)),
    marks: (doubt) =>
      hasTable(database, 'doubt_mark')
        ? database
            .prepare('SELECT * FROM doubt_mark WHERE doubt = ? ORDER BY turn DESC')
            .all(doubt)
            .map(markOf)
        : [],
  };
}

// From one thing to the next by the index: as many steps as there are things, however many doubts.
const everyThing = `WITH RECURSIVE thing (about) AS (
    SELECT min(about) FROM doubt
    UNION ALL SELECT (SELECT min(about) FROM doubt WHERE about > thing.about) FROM thing WHERE thing.about IS NOT NULL
  ) SELECT about FROM thing WHERE about IS NOT NULL`;

function add(database: DatabaseSync, { id, about, atMs, kind, text, language }: Doubt): void {
  database
    .prepare('INSERT INTO doubt (id, about, at_ms, kind, text, language) VALUES (?, ?, ?, ?, ?, ?)')
    .run(id, about, atMs, kind, text, language);
  const from = atMs - keptMs;
  database.prepare('DELETE FROM doubt_mark WHERE doubt IN (SELECT id FROM doubt WHERE at_ms < ?)').run(from);
  database.prepare('DELETE FROM doubt WHERE at_ms < ?').run(from);
}

function list(
  database: DatabaseSync,
  query: DoubtQuery,
  { offset, limit }: { offset: number; limit: number },
): Doubt[] {
  if (!hasTable(database, 'doubt')) return [];
  const { where, values } = asked(database, query);
  return database
    .prepare(`SELECT * FROM doubt WHERE ${where} ORDER BY at_ms DESC, rowid DESC LIMIT ? OFFSET ?`)
    .all(...values, limit, offset)
    .map(doubtOf);
}

/** Whoever has said nothing of a doubt has not read it: what is new is all but what is read or settled. */
function count(database: DatabaseSync, { side, about }: DoubtQuery): Record<DoubtStanding, number> {
  if (!hasTable(database, 'doubt')) return { new: 0, read: 0, settled: 0 };
  const of = (standing?: DoubtStanding): number => {
    const query = { side, ...(about && { about }), ...(standing && { standing }) };
    const { where, values } = asked(database, query);
    return Number(
      database.prepare(`SELECT count(*) AS count FROM doubt WHERE ${where}`).get(...values)?.['count'],
    );
  };
  const [read, settled] = [of('read'), of('settled')];
  return { new: of() - read - settled, read, settled };
}

function asked(
  database: DatabaseSync,
  { side, about, standing }: DoubtQuery,
): { where: string; values: SQLInputValue[] } {
  const parts: string[] = ['true'];
  const values: SQLInputValue[] = [];
  if (about !== undefined) {
    parts.push('about IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(about));
  }
  if (standing === undefined) return { where: parts.join(' AND '), values };
  const isMarked = standing === 'read' || standing === 'settled';
  const among = isMarked ? [standing] : standing === 'open' ? ['settled'] : ['read', 'settled'];
  // A directory that is only read may be of an older node: nothing is marked there.
  if (!hasTable(database, 'doubt_mark')) parts.push(isMarked ? 'false' : 'true');
  else {
    parts.push(`id ${isMarked ? 'IN' : 'NOT IN'} (SELECT doubt FROM doubt_mark
      WHERE counts = 1 AND side = ? AND standing IN (SELECT value FROM json_each(?)))`);
    values.push(side ?? node, JSON.stringify(among));
  }
  return { where: parts.join(' AND '), values };
}

/** The side of the operator; parties are named by ids, which are not empty. */
const node = '';

function addMark(database: DatabaseSync, doubt: string, mark: DoubtMark): void {
  const { standing, note, user, atMs } = mark;
  const side = mark.party ?? node;
  database
    .prepare('UPDATE doubt_mark SET counts = 0 WHERE counts = 1 AND doubt = ? AND side = ?')
    .run(doubt, side);
  database
    .prepare(
      'INSERT INTO doubt_mark (doubt, side, standing, note, user, at_ms, counts) VALUES (?, ?, ?, ?, ?, ?, 1)',
    )
    .run(doubt, side, standing, note, user, atMs);
  database
    .prepare(
      `DELETE FROM doubt_mark WHERE doubt = ?1 AND side = ?2 AND turn <=
        (SELECT turn FROM doubt_mark WHERE doubt = ?1 AND side = ?2 ORDER BY turn DESC LIMIT 1 OFFSET ?3)`,
    )
    .run(doubt, side, mostMarks);
}

function doubtOf(row: Record<string, unknown>): Doubt {
  return {
    id: String(row['id']),
    about: String(row['about']),
    atMs: Number(row['at_ms']),
    kind: String(row['kind']),
    text: String(row['text']),
    language: row['language'] as string | null,
  };
}

function markOf(row: Record<string, unknown>): DoubtMark {
  return {
    party: String(row['side']) || null,
    standing: row['standing'] as DoubtStanding,
    note: row['note'] as string | null,
    user: row['user'] as string | null,
    atMs: Number(row['at_ms']),
  };
}
