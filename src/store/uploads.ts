// Documents on their way in, part by part: lines that break lose the part under way and no other. Sealed like what they become.
import { hkdfSync, randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Upload, UploadStore } from '../flow/ports.ts';
import { opened, sealed } from './seal.ts';
import { inTransaction } from './transaction.ts';

export function openUploads(database: DatabaseSync, sealing: Uint8Array): UploadStore {
  const key = new Uint8Array(hkdfSync('sha256', sealing, '', 'selvedge uploads', 32));
  const find = (id: string): Upload | undefined => {
    const row = database.prepare('SELECT * FROM upload WHERE id = ?').get(id);
    return row === undefined ? undefined : uploadOf(row);
  };
  const partsOf = (id: string): { at: number; bytes: Uint8Array }[] =>
    database
      .prepare('SELECT at, bytes FROM upload_part WHERE id = ? ORDER BY at')
      .all(id)
      .map((row) => ({ at: Number(row['at']), bytes: row['bytes'] as Uint8Array }));
  return {
    begin: ({ party, mediaType, size, expiresAtMs }) => {
      const id = randomBytes(16).toString('base64url');
      database
        .prepare('INSERT INTO upload (id, party, media_type, size, expires_at_ms) VALUES (?, ?, ?, ?, ?)')
        .run(id, party, mediaType, size, expiresAtMs);
      return find(id)!;
    },
    find,
    add: (id, at, bytes) =>
      inTransaction(database, () => {
        // Only one of two that come at once finds the upload where it says.
        const moved = database
          .prepare('UPDATE upload SET received = received + ? WHERE id = ? AND received = ?')
          .run(bytes.length, id, at);
        if (Number(moved.changes) === 0) return false;
        database
          .prepare('INSERT INTO upload_part (id, at, bytes) VALUES (?, ?, ?)')
          .run(id, at, sealed(bytes, `${id} ${at}`, key));
        return true;
      }),
    read: (id) => Buffer.concat(partsOf(id).map(({ at, bytes }) => opened(bytes, `${id} ${at}`, key))),
    finish: (id, digest) =>
      inTransaction(database, () => {
        database.prepare('UPDATE upload SET digest = ? WHERE id = ?').run(digest, id);
        database.prepare('DELETE FROM upload_part WHERE id = ?').run(id);
      }),
    openOf: (party) =>
      database.prepare('SELECT * FROM upload WHERE party = ? AND digest IS NULL').all(party).map(uploadOf),
    drop: (nowMs) =>
      inTransaction(database, () => {
        const late = 'SELECT id FROM upload WHERE expires_at_ms <= ?';
        database.prepare(`DELETE FROM upload_part WHERE id IN (${late})`).run(nowMs);
        database.prepare('DELETE FROM upload WHERE expires_at_ms <= ?').run(nowMs);
      }),
  };
}

function uploadOf(row: Record<string, unknown>): Upload {
  return {
    id: String(row['id']),
    party: String(row['party']),
    mediaType: String(row['media_type']),
    size: Number(row['size']),
    received: Number(row['received']),
    expiresAtMs: Number(row['expires_at_ms']),
    digest: row['digest'] as string | null,
  };
}
