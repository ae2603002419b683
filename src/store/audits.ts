// Audits of the holdings (docs/protocol/holdings.md): a file each, named by its root entry. Who holds them keeps them;
// here are only the newest.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { AuditStore } from '../flow/ports.ts';

export const auditsKept = 64;

const nameForm = /^(\d+)$/;

export function openAudits(folder: string): AuditStore {
  return {
    keep: (index, chunks) => {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const path = pathOf(folder, index);
      // By way of another name, so that nobody reads a half; without fsync, for nothing is lost with it but itself.
      writeChunks(`${path}.tmp`, chunks);
      renameSync(`${path}.tmp`, path);
      for (const old of indexesIn(folder).slice(0, -auditsKept)) rmSync(pathOf(folder, old), { force: true });
    },
    read: (index) => {
      const path = pathOf(folder, index);
      // Not as a Buffer, whose slice() is a view where that of other arrays is a copy.
      return existsSync(path) ? new Uint8Array(readFileSync(path)) : undefined;
    },
  };
}

/** One after the other: an audit of many events has 50 MB, which putting together would copy. */
function writeChunks(path: string, chunks: readonly Uint8Array[]): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (const chunk of chunks) writeFileSync(file, chunk);
  } finally {
    closeSync(file);
  }
}

function pathOf(folder: string, index: number): string {
  return join(folder, String(index));
}

/** Ascending. */
function indexesIn(folder: string): number[] {
  const names = readdirSync(folder).flatMap((name) => nameForm.exec(name)?.[1] ?? []);
  return names.map(Number).sort((one, other) => one - other);
}
