// Documents beside the log: each in a file of its own, sealed, under its digest; who brought it, in a table.
import { createHash, hkdfSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { DocumentStore, KeptDocument } from '../flow/ports.ts';
import { writeDurably } from './files.ts';
import { opened, sealed } from './seal.ts';

export function openDocuments(database: DatabaseSync, folder: string, sealing: Uint8Array): DocumentStore {
  // A key of its own, so that a document can never be taken for a sealed signing key.
  const key = new Uint8Array(hkdfSync('sha256', sealing, '', 'selvedge documents', 32));
  const pathOf = (digest: string): string => join(folder, digest.slice(0, 2), digest);
  return {
    keep: (bytes, { party, mediaType, keptAtMs }) => {
      const digest = createHash('sha256').update(bytes).digest('base64url');
      mkdirSync(join(folder, digest.slice(0, 2)), { recursive: true, mode: 0o700 });
      if (!existsSync(pathOf(digest))) writeDurably(pathOf(digest), [sealed(bytes, digest, key)]);
      database
        .prepare(
          // IS: to SQLite two operators (NULL) are two, to us one.
          `INSERT INTO document (digest, party, media_type, size, kept_at_ms) SELECT ?1, ?2, ?3, ?4, ?5
           WHERE NOT EXISTS (SELECT 1 FROM document WHERE digest = ?1 AND party IS ?2)`,
        )
        .run(digest, party, mediaType, bytes.length, keptAtMs);
      return digest;
    },
    about: (digest) =>
      database
        .prepare('SELECT * FROM document WHERE digest = ? ORDER BY kept_at_ms, party')
        .all(digest)
        .map(keptDocument),
    read: (digest) =>
      existsSync(pathOf(digest)) ? opened(readFileSync(pathOf(digest)), digest, key) : undefined,
    drop: (digest) => {
      rmSync(pathOf(digest), { force: true });
      database.prepare('DELETE FROM document WHERE digest = ?').run(digest);
    },
  };
}

function keptDocument(row: Record<string, unknown>): KeptDocument {
  return {
    digest: String(row['digest']),
    party: row['party'] as string | null,
    mediaType: String(row['media_type']),
    size: Number(row['size']),
    keptAtMs: Number(row['kept_at_ms']),
  };
}
