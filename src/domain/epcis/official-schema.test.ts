// A second opinion: whatever the official JSON schema refuses, our own must refuse too.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { validateDocument } from './document.ts';

const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/epcis');
const skip = existsSync(fixtures) ? false : 'no ../shared/fixtures';
const folders = [
  'valid/gs1-json',
  'valid/openepcis-json',
  'valid/openepcis-twins',
  'valid/openepcis-bare-events',
];
const wrongValues = [undefined, null, 7, 'word', 'a b', {}, [], [7], ['word'], true];

type Path = (string | number)[];

function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const names: Path = Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value);
  return names.flatMap((name) => [
    [...path, name],
    ...pathsIn(value[name as keyof typeof value], [...path, name]),
  ]);
}

function changed(document: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(document);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], copy);
  const last = path.at(-1) as string;
  if (value === undefined && !Array.isArray(holder)) delete (holder as Record<string, unknown>)[last];
  else (holder as Record<string, unknown>)[last] = value;
  return JSON.parse(JSON.stringify(copy));
}

// Extensions inside the terms of the JSON-LD context are the only part that ours reads more freely.
function isOurs(path: Path): boolean {
  return path[0] !== '@context' && !path.some((name) => typeof name === 'string' && name.includes(':'));
}

test('no change of a valid document that the official schema refuses is accepted', { skip }, () => {
  const schema = JSON.parse(readFileSync(join(fixtures, 'schema/EPCIS-JSON-Schema-2.0.json'), 'utf8'));
  const ajv = new Ajv({ strict: false });
  (addFormats as unknown as (ajv: Ajv) => void)(ajv);
  const official = ajv.compile(schema);
  let refusedByBoth = 0;
  for (const file of folders.flatMap((folder) =>
    readdirSync(join(fixtures, folder)).map((name) => join(folder, name)),
  )) {
    if (!/\.json(ld)?$/.test(file)) continue;
    const document = JSON.parse(readFileSync(join(fixtures, file), 'utf8'));
    for (const path of pathsIn(document).filter(isOurs)) {
      for (const value of wrongValues) {
        const wrong = changed(document, path, value);
        if (official(wrong)) continue;
        const ours = validateDocument(wrong, Date.UTC(2026, 10, 22));
        assert.equal(ours.ok, false, `${file} /${path.join('/')} = ${JSON.stringify(value)}`);
        refusedByBoth += 1;
      }
    }
  }
  assert.ok(refusedByBoth > 5_000, String(refusedByBoth));
});
