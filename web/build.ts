// Puts the web application together from its sources: no step to forget, nothing committed that was generated. docs/web.md, "The build".
import { type Chunks, chunksOf, closureOf } from './build/chunks.ts';
import { type Bundle, join, type Joined } from './build/join.ts';
import { screenSources } from './build/screens.ts';
import { type Sheet, sheetOf } from './build/styles.ts';
import { shownTexts, type TextFile, textFiles, type TextPart } from './build/texts.ts';
import { workerOf } from './build/worker.ts';

export interface WebFile {
  /** Name below /app/assets/, with a digest: a name never means two contents. */
  name: string;
  bytes: Uint8Array;
}

/** A screen, and the files that it cannot begin without beside those of the application. */
export interface WebScreen {
  /** As the router has it: `/lots/$id`. */
  path: string;
  files: string[];
  /** What it says and how it looks comes with the application. */
  isNear: boolean;
}

export interface WebBuild {
  files: WebFile[];
  /** What the page begins with: `early` is small and asks the node for what the first screen will want. */
  scripts: { early: string; app: string };
  styles: { near: string; far: string };
  /** By language. */
  texts: ReadonlyMap<string, Readonly<Record<TextPart, string>>>;
  screens: WebScreen[];
  /** Text of the service worker, which stands at a fixed address and names what a phone keeps. */
  worker: string;
}

const app = 'web/src/main.tsx';
const early = 'web/src/early.ts';
const form = 'web/src/screens/capture/record.tsx';
/** What forms fetch when they are there. */
const behind = ['web/src/offline/signer.ts', 'web/src/screens/capture/correcting.tsx'];
const signIn = 'web/src/screens/account/sign-in.tsx';

/** Rejects where a source does not compile. Takes about half a second: the caller keeps what it gives. */
export async function buildWeb(): Promise<WebBuild> {
  const screens = screenSources();
  const bundling = chunksOf({ app, early });
  const shown = shownTexts();
  const chunks = await bundling;
  const near = [app, ...screens.filter(({ isNear }) => isNear).map(({ source }) => source)];
  const far = screens.map(({ source }) => source);
  const texts = textFiles(shown, sourcesOf(near, chunks, new Set(far)));
  const [joined, nearSheet, farSheet] = await Promise.all([
    join(chunks.byName, bundlesOf(chunks), new Map(texts.map(({ specifier, name }) => [specifier, name]))),
    sheetOf('near', near, chunks.inputs, far),
    sheetOf('far', far, chunks.inputs, far, near),
  ]);
  const first = joined.needsOf(joined.fileOf(chunkOf(app, chunks)));
  const sheets = [nearSheet, farSheet];
  return {
    files: [...joined.files, ...chunks.others, ...sheets, ...texts],
    scripts: {
      early: joined.fileOf(chunkOf(early, chunks)),
      app: joined.fileOf(chunkOf(app, chunks)),
    },
    styles: { near: nearSheet.name, far: farSheet.name },
    texts: textsByLanguage(texts),
    screens: screens.map(({ path, source, isNear }) => ({
      ...{ path, isNear },
      files: joined.needsOf(joined.fileOf(chunkOf(source, chunks))).filter((name) => !first.includes(name)),
    })),
    worker: await keeping(chunks, joined, sheets, near),
  };
}

/** The chunk that a source is asked for by. */
function chunkOf(source: string, { byName }: Chunks): string {
  const found = [...byName.values()].find(({ entry }) => entry === source);
  if (found === undefined) throw new Error(`${source} is no screen and begins nothing`);
  return found.name;
}

/** All sources that these come with, now and later (the camera of a form), up to the next screen. */
function sourcesOf(entries: readonly string[], chunks: Chunks, screens: ReadonlySet<string>): string[] {
  const names = closureOf(
    entries.map((entry) => chunkOf(entry, chunks)),
    chunks.byName,
    (later) => !screens.has(chunks.byName.get(later)?.entry ?? ''),
  );
  return [...names].flatMap((name) => chunks.byName.get(name)?.sources ?? []);
}

/**
 * What asks before all others; the application, with what signing in and the form of capture both need; and the form. A screen that needs a
 * piece of the form fetches all of it: every phone keeps it anyway.
 */
function bundlesOf(chunks: Chunks): Bundle[] {
  const of = (source: string): Set<string> => closureOf([chunkOf(source, chunks)], chunks.byName);
  const [earliest, signing, forms] = [of(early), of(signIn), of(form)];
  const inBoth = [...forms].filter((name) => signing.has(name));
  const bundle = (name: string, source: string, all: Iterable<string>, before: Bundle[]): Bundle => ({
    ...{ name, principal: chunkOf(source, chunks) },
    chunks: new Set([...all].filter((one) => !before.some(({ chunks }) => chunks.has(one)))),
  });
  const first = bundle('early', early, earliest, []);
  const whole = bundle('app', app, [...of(app), ...inBoth], [first]);
  return [first, whole, bundle('form', form, forms, [first, whole])];
}

function textsByLanguage(texts: readonly TextFile[]): Map<string, Record<TextPart, string>> {
  const byLanguage = new Map<string, Record<TextPart, string>>();
  for (const { language, part, name } of texts) {
    const names = byLanguage.get(language) ?? { near: '', far: '' };
    byLanguage.set(language, { ...names, [part]: name });
  }
  return byLanguage;
}

/** Near screens soon; whatever else has to do with checking, scanning and sending, later. */
function keeping(
  chunks: Chunks,
  joined: Joined,
  [nearSheet, farSheet]: readonly Sheet[],
  near: readonly string[],
): Promise<string> {
  const filesOf = (names: Iterable<string>): string[] =>
    [...names].flatMap((name) => joined.needsOf(joined.fileOf(name)));
  const soon = [
    ...filesOf([...near, early, ...behind].map((source) => chunkOf(source, chunks))),
    nearSheet!.name,
  ];
  const offline = [...chunks.byName.values()].filter(({ sources }) =>
    sources.some((path) => /^web\/src\/(screens\/(capture|queue|verify)|checking|offline)\//.test(path)),
  );
  const workers = chunks.others.filter(({ name }) => name.endsWith('.js'));
  const later = [
    ...filesOf(offline.map(({ name }) => name)),
    farSheet!.name,
    ...workers.map(({ name }) => name),
  ];
  const kept = new Set(soon);
  return workerOf(
    [...kept],
    [...new Set(later)].filter((name) => !kept.has(name)),
  );
}
