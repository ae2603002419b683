// The API key of the operator: made at the first start and left in a file that only its owner can read.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiKeys } from '../../http/access/key.ts';
import { mintKey } from '../../http/access/key.ts';

/** Path of the file. It is made where no operator key was ever made; whoever revoked theirs does not get a new one so. */
export async function operatorKeyFile(
  directory: string,
  keys: ApiKeys,
  nowMs: number,
): Promise<string | undefined> {
  const path = join(directory, 'operator-api-key');
  const known = (await keys.list()).some(({ role }) => role === 'operator');
  if (known) return existsSync(path) ? path : undefined;
  const { text, key } = mintKey({ role: 'operator', label: 'made at the first start' }, nowMs);
  writeFileSync(path, `${text}\n`, { mode: 0o600 });
  await keys.add(key);
  return path;
}
