// Every code with which a record can be refused says, with a status of its own, what to do.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { problemKinds } from './catalogue.ts';
import { recordKinds } from './record-rules.ts';

const root = join(import.meta.dirname, '../../..');

function textsUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}

function codesIn(texts: readonly string[], pattern: RegExp): Set<string> {
  return new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')));
}

const inSource = codesIn(textsUnder('src/domain/record'), /\brefuse\(\s*'([A-Z_]+)'/g);
const record = readFileSync(join(root, 'docs/protocol/record.md'), 'utf8');
const rules = record.slice(record.indexOf('## Who may say it'));
const inContract = codesIn([rules], /`([A-Z][A-Z_]+)`/g);

test('the rules refuse with codes that have a page of their own', () => {
  assert.ok(inSource.size >= 15, [...inSource].join(' '));
  for (const code of [...inSource, ...inContract]) assert.ok(Object.hasOwn(problemKinds, code), code);
});

test('what is not yours is 403, what the log has against it 409, what contradicts itself 422', () => {
  for (const [code, { status, title, meaning }] of Object.entries(recordKinds)) {
    assert.ok([403, 409, 422].includes(status), code);
    assert.ok(title.length > 10 && meaning.length > 10 && meaning.endsWith('.'), code);
  }
});
