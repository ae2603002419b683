// The packs that the cast is judged by.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cast, from } from './cast.ts';

export async function adoptPacks({ say }: Cast): Promise<void> {
  for (const name of ['schemes/gots', 'materials/cotton']) {
    const path = join(import.meta.dirname, '../../packs', `${name}.json`);
    const content = JSON.parse(readFileSync(path, 'utf8'));
    await say('operator', 'pack', { pack: content.pack, version: content.version, from, content });
  }
}
