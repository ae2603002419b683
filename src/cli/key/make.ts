// Writes a new device key file.
import { writeFileSync } from 'node:fs';
import type { Session } from '../session.ts';
import { type KeyFile, newKeyFile } from './key-file.ts';
import { newPassphrase } from './unlock.ts';

export async function writtenKey(
  session: Session,
  path: string,
  party: string | null,
  noInput: boolean,
): Promise<KeyFile> {
  const file = newKeyFile(await newPassphrase(session, path, noInput), party);
  // wx: a key that is there is never overwritten.
  writeFileSync(path, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}
