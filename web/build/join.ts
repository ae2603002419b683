// The second pass: chunks that are always needed together become one file. Over a bad line each file costs its share of a round trip, and
// what is compressed together is smaller.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { build, type OnResolveArgs, type OnResolveResult, type Plugin } from 'esbuild';
import type { Chunk } from './chunks.ts';
import { common } from './options.ts';

/** What becomes one file. It may need chunks of bundles that stand before it in the list, and of no other. */
export interface Bundle {
  name: string;
  /** The chunk by whose entry others ask for the file: its exports keep their names. */
  principal: string;
  chunks: ReadonlySet<string>;
}

export interface Joined {
  files: { name: string; bytes: Uint8Array }[];
  /** The file that a chunk has become, or is in. */
  fileOf(chunk: string): string;
  /** A file and what it cannot begin without. */
  needsOf(file: string): string[];
}

/**
 * Chunks outside of the bundles stay files of their own. Every name ends in the digest of the whole: files that import each other in a ring can
 * have no digests of their own. `outside`: names of what stands outside of all chunks, by how sources import it.
 */
export async function join(
  chunks: ReadonlyMap<string, Chunk>,
  bundles: readonly Bundle[],
  outside: ReadonlyMap<string, string>,
): Promise<Joined> {
  const homes = new Map(bundles.flatMap((bundle) => [...bundle.chunks].map((name) => [name, bundle])));
  const digest = digestOf(chunks, bundles, outside);
  const named = (name: string): string => `${name.replace(/\.js$/, '')}-${digest}.js`;
  const fileOf = (chunk: string): string => named(homes.get(chunk)?.name ?? chunk);
  const alone = [...chunks.keys()].filter((name) => !homes.has(name));
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: [
      ...bundles.map(({ name }) => ({ in: `bundle:${name}`, out: named(name).slice(0, -'.js'.length) })),
      ...alone.map((name) => ({ in: `./${name}`, out: named(name).slice(0, -'.js'.length) })),
    ],
    outdir: '/assets',
    metafile: true,
    plugins: [passOver({ chunks, bundles, homes, outside, fileOf })],
  });
  const needs = new Map(
    Object.entries(metafile.outputs).map(([path, { imports }]) => [
      basename(path),
      imports.filter(({ kind }) => kind === 'import-statement').map((one) => basename(one.path)),
    ]),
  );
  return {
    files: outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: contents })),
    fileOf,
    needsOf: (file) => {
      const found = new Set([file]);
      for (const name of found) for (const need of needs.get(name) ?? []) found.add(need);
      return [...found];
    },
  };
}

function digestOf(
  chunks: ReadonlyMap<string, Chunk>,
  bundles: readonly Bundle[],
  outside: ReadonlyMap<string, string>,
): string {
  const hash = createHash('sha256');
  for (const { name, bytes } of chunks.values()) hash.update(name).update(bytes);
  for (const { name, chunks } of bundles) hash.update(`${name} ${[...chunks].join()}`);
  return hash
    .update([...outside.values()].join())
    .digest('hex')
    .slice(0, 8)
    .toUpperCase();
}

interface Pass {
  chunks: ReadonlyMap<string, Chunk>;
  bundles: readonly Bundle[];
  homes: ReadonlyMap<string, Bundle>;
  outside: ReadonlyMap<string, string>;
  fileOf(chunk: string): string;
}

function passOver(pass: Pass): Plugin {
  return {
    name: 'join',
    setup(setup) {
      setup.onResolve({ filter: /./ }, (asked) => placeOf(asked, pass));
      setup.onLoad({ filter: /./, namespace: 'chunk' }, ({ path }) => ({
        contents: pass.chunks.get(path)!.bytes,
        loader: 'js',
      }));
      setup.onLoad({ filter: /./, namespace: 'bundle' }, ({ path }) => ({
        contents: wholeOf(pass.bundles.find(({ name }) => name === path)!, pass.chunks),
        loader: 'js',
      }));
      setup.onLoad({ filter: /./, namespace: 'face' }, ({ path }) => ({
        contents: faceOf(pass.chunks.get(path)!, pass.fileOf(path)),
        loader: 'js',
      }));
    },
  };
}

/** Within a bundle a chunk is itself; from outside it is the file that it is in. */
function placeOf({ path, importer, namespace, kind }: OnResolveArgs, pass: Pass): OnResolveResult {
  if (path.startsWith('bundle:')) return { path: path.slice('bundle:'.length), namespace: 'bundle' };
  const outside = pass.outside.get(path);
  if (outside !== undefined) return { path: `./${outside}`, external: true };
  const name = basename(path);
  if (kind === 'entry-point') return { path: name, namespace: 'chunk' };
  // A face names the file itself.
  if (namespace === 'face') return { path, external: true };
  const home = pass.homes.get(name);
  if (kind === 'dynamic-import') {
    if (home !== undefined && home.principal !== name)
      throw new Error(`${importer} asks later for ${name}, which is a part of ${home.name}`);
    return { path: `./${pass.fileOf(name)}`, external: true };
  }
  if (home === undefined) return { path: `./${pass.fileOf(name)}`, external: true };
  const asker = namespace === 'bundle' ? importer : pass.homes.get(importer)?.name;
  return { path: name, namespace: asker === home.name ? 'chunk' : 'face' };
}

/** All that the chunks of a bundle give, each under a name that tells the chunk. */
function wholeOf({ principal, chunks: names }: Bundle, chunks: ReadonlyMap<string, Chunk>): string {
  const lines = [...names].map((name) => {
    const { exports } = chunks.get(name)!;
    return exports.length === 0
      ? `import './${name}';`
      : `export { ${exports.map((one) => `${one} as ${aliasOf(name, one)}`).join()} } from './${name}';`;
  });
  return [...lines, `export * from './${principal}';`].join('\n');
}

function faceOf({ name, exports }: Chunk, file: string): string {
  if (exports.length === 0) return `import './${file}';`;
  return `export { ${exports.map((one) => `${aliasOf(name, one)} as ${one}`).join()} } from './${file}';`;
}

function aliasOf(chunk: string, name: string): string {
  return `${chunk.replace(/[^\w]/g, '_')}_${name}`;
}
