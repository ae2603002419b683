// Sheets of styles: the near screens' in one, all others' in another. Each source once, in the order in which scripts import them.
import { createHash } from 'node:crypto';
import { build, type Metafile } from 'esbuild';
import { common, root } from './options.ts';

export interface Sheet {
  name: string;
  bytes: Uint8Array;
}

/** `entries`: sources whose sheets belong together, of these `screens`; those of `before` stand in an earlier sheet already. */
export async function sheetOf(
  name: string,
  entries: readonly string[],
  inputs: Metafile['inputs'],
  screens: readonly string[],
  before: readonly string[] = [],
): Promise<Sheet> {
  const earlier = new Set(sheetsOf(before, inputs, screens));
  const own = sheetsOf(entries, inputs, screens).filter((path) => !earlier.has(path));
  const { outputFiles } = await build({
    ...common,
    stdin: {
      contents: own.map((path) => `@import './${path}';`).join('\n'),
      loader: 'css',
      resolveDir: root,
    },
  });
  const bytes = outputFiles[0]!.contents;
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  return { name: `${name}-${digest}.css`, bytes };
}

/** What a source imports comes before what it brings itself; what it fetches later is its own as well, unless that is another screen. */
function sheetsOf(
  entries: readonly string[],
  inputs: Metafile['inputs'],
  screens: readonly string[],
): string[] {
  const seen = new Set<string>();
  const sheets: string[] = [];
  const walk = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const { path: next, kind } of inputs[path]?.imports ?? [])
      if (kind !== 'dynamic-import' || !screens.includes(next)) walk(next);
    if (path.endsWith('.css')) sheets.push(path);
  };
  for (const entry of entries) walk(entry);
  return sheets;
}
