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
  /** What the script cannot begin without: asked for together with it, not when it has come. */
  preloads: string[];
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
    plugins: [verifierByFile, messages, workers],
  });
  const made = outputFiles.map(({ path, contents }) => ({
    name: path.slice('/assets/'.length),
    bytes: contents,
  }));
  const script = made.find(({ name }) => name.startsWith('app-') && name.endsWith('.js'))!.name;
  const style = oneStyle(made.filter(({ name }) => name.endsWith('.css')));
  const files = [...made.filter(({ name }) => !name.endsWith('.css')), style];
  const worker = await workerOf(script, files, metafile);
  return { files, script, style: style.name, preloads: importsOf([script], metafile).slice(1), worker };
}

/** The sheets of screens are fetched by nobody when their script is: all are one, the application's own first, a few kilobytes together. */
function oneStyle(sheets: readonly WebFile[]): WebFile {
  const isFirst = ({ name }: WebFile): boolean => name.startsWith('app-');
  const bytes = Buffer.concat(
    [...sheets.filter(isFirst), ...sheets.filter((one) => !isFirst(one))].map((one) => one.bytes),
  );
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 8).toUpperCase();
  return { name: `app-${digest}.css`, bytes: Uint8Array.from(bytes) };
}

type Metafile = Awaited<ReturnType<typeof build>>['metafile'];

/** The worker is told what every phone keeps: the first script, the style, and the screens that work without a line, with all that they import.
 * Other screens are kept when they are used. */
async function workerOf(script: string, files: readonly WebFile[], metafile: Metafile): Promise<string> {
  const offline = Object.entries(metafile!.outputs)
    .filter(([, { inputs }]) =>
      Object.keys(inputs).some((input) =>
        /web\/src\/(screens\/(capture|queue|today|verify)|checking|offline)\//.test(input),
      ),
    )
    .map(([path]) => path.slice(path.lastIndexOf('/') + 1));
  const kept = importsOf(
    [script, ...files.filter(({ name }) => name.endsWith('.css')).map(({ name }) => name), ...offline],
    metafile,
  );
  const list = kept.filter((name) => files.some((file) => file.name === name)).sort();
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

/** `worker:./checking.ts` is the address of that script with all it needs, as a file of its own: a worker shares no chunks. */
const workers: Plugin = {
  name: 'workers',
  setup(setup) {
    setup.onResolve({ filter: /^worker:/ }, ({ path, resolveDir }) => ({
      // Its name says what it becomes: the door knows the type of a file by that.
      path: `${join(resolveDir, path.slice('worker:'.length))}.js`,
      namespace: 'workers',
    }));
    setup.onLoad({ filter: /./, namespace: 'workers' }, async ({ path }) => {
      const { outputFiles } = await build({
        entryPoints: [path.slice(0, -'.js'.length)],
        bundle: true,
        write: false,
        minify: true,
        format: 'esm',
        target: 'es2022',
        platform: 'browser',
        alias: { '#verifier': join(root, 'verifier/src/index.ts') },
        legalComments: 'none',
        logLevel: 'silent',
      });
      return { contents: outputFiles[0]!.contents, loader: 'file' };
    });
  },
};

/**
 * `import { a } from '#verifier'` becomes an import of the file that has `a`. By way of the index each chunk that takes one name would share
 * one chunk with all that anybody takes (measured: 105 KB compressed for a form that needs 20).
 */
const verifierByFile: Plugin = {
  name: 'verifier-by-file',
  setup(setup) {
    const files = exportsOf(join(root, 'verifier/src'));
    setup.onLoad({ filter: /\/(web\/src|src\/domain)\/.*\.tsx?$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      const loader = path.endsWith('x') ? 'tsx' : 'ts';
      return {
        contents: text.replace(/import \{([^}]*)\} from '#verifier';/g, (_, names) => byFile(names, files)),
        loader,
      };
    });
  },
};

/** Name → file, as the index says it. */
function exportsOf(folder: string): Map<string, string> {
  const index = readFileSync(join(folder, 'index.ts'), 'utf8');
  const all = [...index.matchAll(/export (?:type )?\{([^}]*)\} from '([^']+)';/g)];
  return new Map(
    all.flatMap(([, names = '', file = '']) =>
      namesIn(names).flatMap((name) => (name.includes(' as ') ? [] : [[name, join(folder, file)] as const])),
    ),
  );
}

/** A line for each file; what is renamed there, or not exported by a plain list, still comes by way of the index. On one line: places in the source stay. */
function byFile(names: string, files: ReadonlyMap<string, string>): string {
  return namesIn(names)
    .filter((name) => !name.startsWith('type '))
    .map((name) => `import { ${name} } from '${files.get(name.split(' as ')[0]!) ?? '#verifier'}';`)
    .join(' ');
}

function namesIn(list: string): string[] {
  return list
    .replace(/\/\/.*$/gm, '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/** These, and whatever they import at once, and what that imports: by name, each once. */
function importsOf(names: readonly string[], metafile: Metafile): string[] {
  const found = new Set(names);
  // A set grows while it is walked.
  for (const name of found) {
    const output = Object.entries(metafile!.outputs).find(([path]) => path.endsWith(`/${name}`))?.[1];
    for (const { path, kind } of output?.imports ?? [])
      if (kind === 'import-statement') found.add(path.slice(path.lastIndexOf('/') + 1));
  }
  return [...found];
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
      contents: `export const texts = ${JSON.stringify(shownTexts(path))}`,
      loader: 'js',
    }));
  },
};

/** What a screen shows: the texts of the language, and the English one where a text is newer than its translation. */
function shownTexts(language: string): Record<string, string> {
  const own = textsOf(language);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const english = Object.entries(textsOf('en')).flatMap(([key, text]): [string, string][] => {
    if (!key.endsWith('_other')) return [[key, text]];
    const base = key.slice(0, -'_other'.length);
    return `${base}_other` in own ? [] : [...forms, 'other'].map((form) => [`${base}_${form}`, text]);
  });
  return { ...Object.fromEntries(english), ...own };
}

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
