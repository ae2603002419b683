// What the parts of the build promise each other: nothing is there twice, nothing is asked for that is not there.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { buildWeb, type WebBuild } from '../build.ts';
import { textsOf } from './texts.ts';

let build: WebBuild;
let scripts: Map<string, string>;
before(async () => {
  build = await buildWeb();
  scripts = new Map(
    build.files
      .filter(({ name }) => name.endsWith('.js'))
      .map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]),
  );
});

/** Names of files that a script asks for, now or later. */
const asks = (text: string): string[] =>
  [...text.matchAll(/(?:from|import\(?)\s*"\.\/([\w.-]+)"/g)].map(([, name = '']) => name);

test('every file that a script asks for is there', () => {
  for (const [name, text] of scripts)
    for (const asked of asks(text)) assert.ok(scripts.has(asked), `${name} asks for ${asked}`);
  for (const { path, files } of build.screens)
    for (const file of files) assert.ok(scripts.has(file), `${path}: ${file}`);
  const named = [build.scripts.early, build.scripts.app, build.styles.near, build.styles.far];
  for (const name of named)
    assert.ok(
      build.files.some((file) => file.name === name),
      name,
    );
});

test('React is there once', () => {
  const having = [...scripts].filter(([, text]) => text.includes('react.dev/errors')).map(([name]) => name);
  assert.deepEqual(having, [build.scripts.app]);
});

test('the application is two files, and a form is one more', () => {
  const now = (name: string): string[] =>
    [...scripts.get(name)!.matchAll(/(?:^|[;}])(?:import|export)[^;"'()]*?"\.\/([\w.-]+)"/g)].map(
      ([, file = '']) => file,
    );
  assert.deepEqual(now(build.scripts.early), []);
  assert.deepEqual(new Set(now(build.scripts.app)), new Set([build.scripts.early]));
  const form = build.screens.find(({ path }) => path === '/capture/run');
  assert.equal(form?.files.length, 1);
  assert.match(form.files[0]!, /^form-/);
});

test('every text of screens is in one of the two files of its language, and what forms say is near', async () => {
  for (const [language, { near, far }] of build.texts) {
    const texts = await Promise.all([near, far].map((name) => textsIn(scripts.get(name)!)));
    const [here = [], there = []] = texts.map((one) => Object.keys(one));
    assert.deepEqual(
      here.filter((key) => there.includes(key)),
      [],
      language,
    );
    const both = new Set([...here, ...there]);
    const wanted = Object.keys(textsOf(language)).filter((key) => !key.startsWith('page.'));
    assert.deepEqual(
      wanted.filter((key) => !both.has(key)),
      [],
      language,
    );
    assert.ok([...both].every((key) => !key.startsWith('page.')));
    // The camera is fetched behind the form.
    for (const key of [
      'shell.menu',
      'capture.scan',
      'capture.cameraHint',
      'capture.tile.run',
      'problem.UNREACHABLE',
    ])
      assert.ok(here.includes(key), `${language}: ${key}`);
    assert.ok(here.length < there.length / 2, `${language}: ${here.length} near, ${there.length} far`);
  }
});

async function textsIn(script: string): Promise<Record<string, string>> {
  const address = `data:text/javascript,${encodeURIComponent(script)}`;
  return ((await import(address)) as { texts: Record<string, string> }).texts;
}
