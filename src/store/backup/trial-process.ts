// The process that restores a backup for trial (trial.ts): a directory as an operator would make it, a node on it, and the
// whole log checked. Nothing of it is kept.
import { constants, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { checkLog } from '../../flow/check-log.ts';
import { openNode } from '../../flow/open-node.ts';
import { type Data, openData } from '../data.ts';
import type { Trial, TrialWish, TrialWord } from './trial.ts';

const parent = process.ppid;
const tellEveryMs = 250;

process.once('message', (wish: TrialWish) => {
  tried(wish)
    .then((trial): TrialWord => ({ about: 'end', trial }))
    .catch((fault: unknown): TrialWord => ({ about: 'fault', detail: String(fault) }))
    .finally(() => rmSync(wish.scratch, { recursive: true, force: true }))
    .then((word) => process.send?.(word, () => process.exit()));
});

async function tried(wish: TrialWish): Promise<Trial> {
  const beganMs = performance.now();
  restore(wish);
  const data = openData(wish.scratch, { sealing: wish.sealing });
  try {
    // Without a snapshot the node reads all entries; the check then reads them again, by all rules.
    const node = await openNode(data.world);
    const check = checkLog(data.world, node, tell());
    const { documents, missing } = documentsIn(data);
    return {
      ...{ entries: check.entries, root: check.root, stateHash: check.stateHash, documents },
      findings: [...check.findings, ...missing, ...damagedDatabases(wish.scratch)],
      tookMs: Math.round(performance.now() - beganMs),
    };
  } finally {
    data.close();
  }
}

/** Documents are only read here, and may be many: they are not copied. */
function restore({ folder, scratch }: TrialWish): void {
  mkdirSync(scratch, { mode: 0o700 });
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const [from, to] = [join(folder, entry.name), join(scratch, entry.name)];
    if (entry.isFile()) copyFileSync(from, to, constants.COPYFILE_FICLONE);
  }
  if (existsSync(join(folder, 'documents')))
    symlinkSync(join(folder, 'documents'), join(scratch, 'documents'));
}

function documentsIn({ database, documents }: Data): { documents: number; missing: string[] } {
  const digests = database
    .prepare('SELECT DISTINCT digest FROM document ORDER BY digest')
    .all()
    .map((row) => String(row['digest']));
  const missing = digests.flatMap((digest) => {
    try {
      return documents.read(digest) === undefined ? [`document ${digest} is not there`] : [];
    } catch {
      return [`document ${digest} cannot be opened`];
    }
  });
  return { documents: digests.length - missing.length, missing };
}

function damagedDatabases(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sqlite'))
    .filter((name) => {
      const database = new DatabaseSync(join(folder, name), { readOnly: true });
      const [row = {}] = database.prepare('PRAGMA integrity_check').all();
      database.close();
      return Object.values(row)[0] !== 'ok';
    })
    .map((name) => `${name} is damaged`);
}

/** Ends where the node has ended, whom nobody would tell what was found. */
function tell(): (done: number, total: number) => void {
  let lastMs = 0;
  return (done, total) => {
    if (process.ppid !== parent) throw new Error('nobody waits for this trial');
    if (performance.now() - lastMs < tellEveryMs) return;
    lastMs = performance.now();
    process.send?.({ about: 'progress', done, total } satisfies TrialWord);
  };
}
