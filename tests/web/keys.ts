// Which texts the sources ask for: literal keys, and families of keys made from codes (docs/web.md, "Texts").
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesUnder } from '../../tools/tidy.ts';
import { keysAskedIn } from '../../web/build/keys.ts';

const root = join(import.meta.dirname, '../..');

export interface Asked {
  /** Literal keys → the files that name them. */
  keys: Map<string, string[]>;
  /** Patterns such as `shell.role.*` → the files that make keys of them. */
  families: Map<string, string[]>;
}

/** Every key of one of the `rooms` that web/src and the public pages name. */
export function askedKeys(rooms: readonly string[]): Asked {
  const asked: Asked = { keys: new Map(), families: new Map() };
  for (const path of sourcesOfTexts()) {
    const text = readFileSync(path, 'utf8');
    const file = relative(root, path);
    const { keys, families } = keysAskedIn(text, rooms);
    for (const key of keys) note(asked.keys, key, file);
    for (const family of families) note(asked.families, family, file);
  }
  return asked;
}

function sourcesOfTexts(): string[] {
  return ['web/src', 'src/http/page']
    .flatMap((place) => filesUnder(join(root, place)))
    .filter((path) => !path.endsWith('.test.ts'));
}

function note(found: Map<string, string[]>, name: string, file: string): void {
  const files = found.get(name) ?? [];
  if (!files.includes(file)) found.set(name, [...files, file]);
}
