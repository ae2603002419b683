// The first pass: from our sources to chunks as esbuild splits them, and which of them need which.
import { basename, join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { ofSources, root, verifierByFile, workers } from './options.ts';

/** A piece of script that several screens share, or the one that is a screen. */
export interface Chunk {
  name: string;
  bytes: Uint8Array;
  exports: string[];
  /** Chunks that it cannot begin without. */
  needs: string[];
  /** Chunks that it may ask for later. */
  later: string[];
  /** Its sources, from the root of the repository. */
  sources: string[];
  /** The source that it is asked for by; undefined for a shared one. */
  entry: string | undefined;
}

export interface Chunks {
  byName: Map<string, Chunk>;
  /** What is no chunk: programs of WebAssembly, workers. */
  others: { name: string; bytes: Uint8Array }[];
  /** What each source imports, as it stands there. */
  inputs: Metafile['inputs'];
}

/** Texts stay outside: they are no code. */
export async function chunksOf(entries: Record<string, string>): Promise<Chunks> {
  const { outputFiles, metafile } = await build({
    ...ofSources,
    entryPoints: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
    splitting: true,
    metafile: true,
    outdir: '/assets',
    absWorkingDir: root,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    external: ['messages:*'],
    loader: { '.wasm': 'file', '.svg': 'text' },
    plugins: [verifierByFile, workers],
  });
  const made = outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: contents }));
  const told = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const isChunk = (name: string): boolean => name.endsWith('.js') && isScript(told.get(name));
  return {
    byName: new Map(
      made
        .filter(({ name }) => isChunk(name))
        .map(({ name, bytes }) => [name, chunkOf(name, bytes, told.get(name)!)]),
    ),
    others: made.filter(({ name }) => !isChunk(name) && !name.endsWith('.css')),
    inputs: metafile.inputs,
  };
}

type Output = Metafile['outputs'][string];

/** A worker is a file to esbuild: it is named as a script is, but nothing is known of what is in it. */
function isScript(output: Output | undefined): boolean {
  return (
    !Object.keys(output?.inputs ?? {}).some((input) => input.startsWith('workers:')) ||
    output?.entryPoint !== undefined
  );
}

function chunkOf(name: string, bytes: Uint8Array, output: Output): Chunk {
  const { imports, exports, inputs, entryPoint } = output;
  const of = (wanted: string): string[] =>
    imports
      .filter(({ kind, external }) => kind === wanted && external !== true)
      .map(({ path }) => basename(path));
  return {
    ...{ name, bytes, exports, entry: entryPoint },
    needs: of('import-statement'),
    later: of('dynamic-import'),
    sources: Object.keys(inputs).filter((path) => !/node_modules|^workers:/.test(path)),
  };
}

/** These, and whatever they need at once, and what that needs: each once. `follows`: also what they may ask for later, where this is so. */
export function closureOf(
  names: readonly string[],
  chunks: ReadonlyMap<string, Chunk>,
  follows: (later: string) => boolean = () => false,
): Set<string> {
  const found = new Set(names);
  // A set grows while it is walked.
  for (const name of found) {
    const { needs = [], later = [] } = chunks.get(name) ?? {};
    for (const next of [...needs, ...later.filter(follows)]) found.add(next);
  }
  return found;
}
