// TypeScript types of what the API takes and answers, from its OpenAPI document: web/src/api/schema.ts. `node tools/api-types.ts` writes it anew;
// tests/web/api.test.ts holds it current, and every call of the application against it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapi } from '../src/http/openapi/document.ts';
import type { Schema } from '../src/http/openapi/operation.ts';

const root = join(import.meta.dirname, '..');
const target = 'web/src/api/schema.ts';

const head = `// What the API answers, as TypeScript. Made from the OpenAPI document: do not edit, run: node tools/api-types.ts

/** An object of which the document says no more. */
// biome-ignore lint/suspicious/noExplicitAny: whoever reads it says what it expects there
export type Open = any;
`;

/** The whole text of web/src/api/schema.ts. */
export function apiTypes(): string {
  const { schemas } = openapi['components'] as { schemas: Record<string, Schema> };
  const types = Object.entries(schemas).map(
    ([name, schema]) => `${commentOf(schema)}export type ${name} = ${typeOf(schema)};`,
  );
  const answers = Object.entries(openapi.paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => method !== 'parameters')
      .map(([method, operation]) => answerLine(method, path, operation as Operation)),
  );
  const map = [
    '/** What an operation answers with JSON when it has done what was asked. */',
    'export interface Answers {',
    ...answers,
    '}',
  ];
  return formatted([head, types.join('\n\n'), '', map.join('\n'), ''].join('\n'));
}

interface Operation {
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

function answerLine(method: string, path: string, { responses }: Operation): string {
  const good = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const json = Object.entries(good?.content ?? {}).find(([type]) =>
    /^application\/([\w.+-]+\+)?json$/.test(type),
  );
  return `  '${method.toUpperCase()} ${path}': ${json === undefined ? 'undefined' : typeOf(json[1].schema)};`;
}

function typeOf(schema: Schema): string {
  if (typeof schema['$ref'] === 'string') return schema['$ref'].split('/').at(-1) ?? '';
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' | ');
  if (Object.hasOwn(schema, 'const')) return JSON.stringify(schema['const']);
  const either = (schema['oneOf'] ?? schema['anyOf']) as Schema[] | undefined;
  if (either !== undefined) return either.map((one) => `(${typeOf(one)})`).join(' | ');
  const all = schema['allOf'] as Schema[] | undefined;
  if (all !== undefined) return all.map((one) => `(${typeOf(one)})`).join(' & ');
  const types = [(schema['type'] ?? []) as string | string[]].flat();
  return types.length === 0 ? 'Open' : types.map((type) => ofType(type, schema)).join(' | ');
}

const plainTypes: Readonly<Record<string, string>> = {
  integer: 'number',
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  null: 'null',
};

function ofType(type: string, schema: Schema): string {
  if (type === 'array') return `(${typeOf((schema['items'] ?? {}) as Schema)})[]`;
  if (type === 'object') return objectType(schema);
  return plainTypes[type] ?? 'Open';
}

function objectType(schema: Schema): string {
  const members = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  if (members.length === 0) return 'Open';
  const required = (schema['required'] ?? []) as string[];
  const lines = members.map(
    ([name, one]) =>
      `${commentOf(one)}${/^\w+$/.test(name) ? name : JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOf(one)};`,
  );
  return `{\n${lines.join('\n')}\n}`;
}

function commentOf({ description }: Schema): string {
  return typeof description === 'string' ? `/** ${description.replaceAll('*/', '* /')} */\n` : '';
}

function formatted(text: string): string {
  const biome = join(root, 'node_modules/.bin/biome');
  return execFileSync(biome, ['format', `--stdin-file-path=${target}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
}

if (import.meta.main) writeFileSync(join(root, target), apiTypes());
