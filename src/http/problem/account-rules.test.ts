// Every code that the accounts refuse with has a page of its own, and every page a code that somebody meets.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { accountKinds } from './account-rules.ts';
import { problemKinds } from './catalogue.ts';

const root = join(import.meta.dirname, '../..');
const folders = ['account', 'http/account', 'http/access', 'http/epcis'];

function textsUnder(folder: string): string[] {
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));
}

const texts = folders.flatMap(textsUnder);
const refusing = /(?:refused\(\s*|code: )'([A-Z][A-Z_]+)'/g;
const inSource = new Set(texts.flatMap((text) => [...text.matchAll(refusing)].map(([, code]) => code ?? '')));

test('what is refused has a page of its own', () => {
  assert.ok(inSource.size >= 25, [...inSource].join(' '));
  const otherWays = new Set(['TOO_MANY_REQUESTS']);
  for (const code of inSource) assert.ok(Object.hasOwn(problemKinds, code) || otherWays.has(code), code);
});

test('a page says what to do, and is of 4xx', () => {
  for (const [code, { status, title, meaning }] of Object.entries(accountKinds)) {
    assert.ok(status >= 400 && status < 500, code);
    assert.ok(title.length > 10 && meaning.length > 10 && meaning.endsWith('.'), code);
  }
});
