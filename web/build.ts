// Puts the web application together from its sources: no step to forget, nothing committed that was generated.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { isLanguage, type Language, pseudoLanguage, pseudoText } from './src/language/languages.ts';

const root = join(import.meta.dirname, '..');

export interface WebFile {
  /** Name below /app/assets/, with a digest of its content: a name never means two contents. */
  name: string;
  bytes: Uint8Array;
}

export interface WebBuild {
  files: WebFile[];
  /** Names of the script and the style sheet that the page loads first. */
  script: string;
  style: string;
  /** Text of the service worker, which stands at a fixed address and names what a phone keeps. */
  worker: string;
}

/** Rejects where a source does not compile. Takes about a second: the caller keeps what it gives. */
export async function buildWeb(): Promise<WebBuild> {
  const { outputFiles, metafile } = await build({
    entryPoints: { app: join(root, 'web/src/main.tsx') },
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    jsx: 'automatic',
    outdir: '/assets',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.wasm': 'file', '.svg': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { '#verifier': join(root, 'verifier/src/index.ts') },
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [messages],
  });
  const files = outputFiles.map(({ path, contents }) => ({
    name: path.slice('/assets/'.length),
    bytes: contents,
  }));
  const entry = (ending: string): string =>
    files.find(({ name }) => name.startsWith('app-') && name.endsWith(ending))!.name;
  const script = entry('.js');
  return { files, script, style: entry('.css'), worker: await workerOf(script, files, metafile) };
}

type Metafile = Awaited<ReturnType<typeof build>>['metafile'];

/** The worker is told what every phone keeps: the first script with all that it imports, and the style. Screens are kept when they are used. */
async function workerOf(script: string, files: readonly WebFile[], metafile: Metafile): Promise<string> {
  const kept = new Set([
    script,
    ...files.filter(({ name }) => name.endsWith('.css')).map(({ name }) => name),
  ]);
  for (const name of kept) {
    const output = Object.entries(metafile!.outputs).find(([path]) => path.endsWith(`/${name}`))?.[1];
    for (const { path, kind } of output?.imports ?? [])
      if (kind === 'import-statement') kept.add(path.slice(path.lastIndexOf('/') + 1));
  }
  const offline = Object.entries(metafile!.outputs)
    .filter(([, { inputs }]) =>
      Object.keys(inputs).some((input) => /web\/src\/(screens\/(capture|queue|today)|offline)\//.test(input)),
    )
    .map(([path]) => path.slice(path.lastIndexOf('/') + 1));
  const list = [...new Set([...kept, ...offline])]
    .filter((name) => files.some((file) => file.name === name))
    .sort();
  const version = createHash('sha256').update(list.join()).digest('hex').slice(0, 12);
  const { outputFiles } = await build({
    entryPoints: [join(root, 'web/src/offline/worker.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    define: { KEPT: JSON.stringify(list), VERSION: JSON.stringify(version) },
    logLevel: 'silent',
  });
  return outputFiles[0]!.text;
}

/** `messages:fr` is one module with all texts of French: each file messages/fr/<room>.json, its keys behind `<room>.`. */
const messages: Plugin = {
  name: 'messages',
  setup(setup) {
    setup.onResolve({ filter: /^messages:/ }, ({ path }) => ({
      path: path.slice('messages:'.length),
      namespace: 'messages',
    }));
    setup.onLoad({ filter: /./, namespace: 'messages' }, ({ path }) => ({
      contents: `export const texts = ${JSON.stringify(textsOf(path))}`,
      loader: 'js',
    }));
  },
};

/** All texts of a language by full key; the pseudo-language is made from English. Throws for what is no language. */
export function textsOf(language: string): Record<string, string> {
  if (language === pseudoLanguage) {
    return Object.fromEntries(Object.entries(textsOf('en')).map(([key, text]) => [key, pseudoText(text)]));
  }
  if (!isLanguage(language)) throw new Error(`${language} is no language of the application`);
  return textsIn(language);
}

function textsIn(language: Language): Record<string, string> {
  const folder = join(root, 'messages', language);
  const rooms = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    rooms.flatMap((name) => {
      const texts = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>;
      return Object.entries(texts).map(([key, text]) => [`${name.slice(0, -'.json'.length)}.${key}`, text]);
    }),
  );
}
