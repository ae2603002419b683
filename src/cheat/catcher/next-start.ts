// The operator's own software at its next start: it holds the store against the last head that it gave out, and
// `log check` holds everything in it against everything else. It guards an honest operator against its database.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLog } from '../../flow/check-log.ts';
import { RolledBack } from '../../flow/published.ts';
import type { Catch, Catcher } from '../cheat.ts';
import type { Ground } from '../ground/ground.ts';
import { copied, openStage } from '../ground/stage.ts';

export function nextStart({ clock, seen }: Ground): Catcher {
  return {
    name: 'next start',
    look: async ({ stage }) => {
      stage.data.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      const directory = copied(stage.directory);
      rmSync(join(directory, 'writer.pid'), { force: true });
      // The guard file lies outside the database: who writes to that does not write to this.
      writeFileSync(join(directory, 'published-checkpoint'), seen.at(-1)!);
      try {
        return await started(directory, () => clock.nowMs);
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  };
}

async function started(directory: string, nowMs: () => number): Promise<Catch | null> {
  try {
    const stage = await openStage(directory, { nowMs });
    try {
      const [detail] = checkLog(stage.world, stage.node).findings;
      return detail === undefined ? null : { code: 'LOG_CHECK', detail, proof: null };
    } finally {
      await stage.close();
    }
  } catch (fault) {
    if (fault instanceof RolledBack) return { code: 'ROLLED_BACK', detail: fault.message, proof: null };
    if (!(fault instanceof Error)) throw fault;
    return { code: 'STORE_DAMAGED', detail: fault.message, proof: null };
  }
}
