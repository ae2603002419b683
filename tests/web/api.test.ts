// The application knows the node by its OpenAPI document: every call is an operation of it, and what a screen takes for the answer is the answer.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { openapi } from '../../src/http/openapi/document.ts';
import { apiTypes } from '../../tools/api-types.ts';
import { type CallSite, callSites } from './calls.ts';

const root = join(import.meta.dirname, '../..');
const sites = callSites();

/** Paths of the sign-in library, which docs/accounts.md tells of: they are in nobody's document. */
const ofSignIn = /^\/account\/auth\//;

const operations = Object.entries(openapi.paths).flatMap(([path, item]) =>
  Object.keys(item)
    .filter((method) => method !== 'parameters')
    .map((method) => ({ method: method.toUpperCase(), path, form: formOf(path) })),
);

function formOf(path: string): RegExp {
  const segments = path
    .replace(/^\//, '')
    .split('/')
    .map((segment) => (segment.startsWith('{') ? '(?:\\{\\}|[^/]+)' : segment));
  return new RegExp(`^/${segments.join('/')}$`);
}

/** The operation, one with the literal path before one with a part for it. */
function operationOf(method: string, path: string): (typeof operations)[number] | undefined {
  const fitting = operations.filter((one) => one.method === method && one.form.test(path));
  return fitting.find((one) => one.path === path) ?? fitting[0];
}

const where = ({ file, line }: CallSite): string => `${file}:${line}`;

test('every call says its path where it stands, or in a comment `// calls GET /lots/{}` above it', () => {
  assert.ok(sites.length >= 5);
  const silent = sites.filter(({ paths }) => paths.length === 0).map(where);
  assert.deepEqual(silent, []);
});

test('every call is an operation of the OpenAPI document', () => {
  const strange = sites.flatMap((site) =>
    site.paths
      .filter((path) => !ofSignIn.test(path) && operationOf(site.method, path) === undefined)
      .map((path) => `${where(site)}: ${site.method} ${path}`),
  );
  assert.deepEqual(strange, []);
});

test('web/src/api/schema.ts is what the document says: run `node tools/api-types.ts`', () => {
  assert.equal(readFileSync(join(root, 'web/src/api/schema.ts'), 'utf8'), apiTypes());
});

test('what a screen takes for an answer is what the document says of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-answers-'));
  try {
    const checked = writeChecks(folder);
    assert.ok(checked >= 3);
    const options = ['-p', join(folder, 'tsconfig.json'), '--noEmit', '--pretty', 'false'];
    const { stdout } = spawnSync(join(root, 'node_modules/.bin/tsc'), options, { encoding: 'utf8' });
    // What is wrong with the sources themselves is for `npm run types` to say.
    const wrong = stdout
      .split(/\n(?=\S)/)
      .filter((finding) => /\.answers\.tsx?\(/.test(finding) && /checked\d/.test(lineOf(finding)));
    assert.equal(wrong.length, 0, `\n${wrong.join('\n')}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Copies of the sources with one line more for each typed call; gives how many there are. */
function writeChecks(folder: string): number {
  let checks = 0;
  for (const [file, ofFile] of Map.groupBy(sites, (site) => site.file)) {
    const lines = ofFile.flatMap((site) => checkLine(site, () => (checks += 1)));
    if (lines.length === 0) continue;
    const path = join(folder, file.replace(/(\.tsx?)$/, '.answers$1'));
    mkdirSync(dirname(path), { recursive: true });
    const types = `type Known<A, T> = 0 extends 1 & A ? T : A;\ntype Answers = import('${join(root, 'web/src/api/schema.ts')}').Answers;`;
    writeFileSync(path, `${readFileSync(join(root, file), 'utf8')}\n${types}\n${lines.join('\n')}\n`);
  }
  const config = {
    extends: join(root, 'web/tsconfig.json'),
    compilerOptions: {
      rootDirs: [folder, root],
      paths: { '#verifier': [join(root, 'verifier/src/index.ts')] },
      typeRoots: [join(root, 'node_modules/@types')],
      noUnusedLocals: false,
    },
    include: [folder, join(root, 'web/src/modules.d.ts')],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return checks;
}

function checkLine(site: CallSite, next: () => number): string[] {
  const { type, method, paths, isWritten } = site;
  // What is called by a path from elsewhere has its type from there too.
  if (type === undefined || !isWritten) return [];
  return paths.flatMap((path) => {
    const operation = operationOf(method, path);
    if (operation === undefined) return [];
    const answer = `Answers['${method} ${operation.path}']`;
    return [
      `export const checked${next()} = (answer: Known<${answer}, ${type.replace(/\s+/g, ' ')}>): ${type.replace(/\s+/g, ' ')} => answer;`,
    ];
  });
}

function lineOf(finding: string): string {
  const [, path = '', line = '1'] = /^(.*?\.answers\.tsx?)\((\d+),/.exec(finding) ?? [];
  try {
    return readFileSync(path, 'utf8').split('\n')[Number(line) - 1] ?? '';
  } catch {
    return '';
  }
}
