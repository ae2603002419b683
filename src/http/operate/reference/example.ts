// An example of what a schema describes, made from the schema alone.
import type { Schema } from '../../openapi/operation.ts';
import { refName, schemas } from './read.ts';

/** `schema` as a value: its own example, its default, its first choice, or what its type looks like. */
export function exampleOf(schema: Schema, within: readonly string[] = []): unknown {
  const name = refName(schema);
  // A schema that holds itself ends where it begins again.
  if (name !== undefined)
    return within.includes(name) ? null : exampleOf(schemas[name] ?? {}, [...within, name]);
  for (const given of ['example', 'const', 'default']) if (Object.hasOwn(schema, given)) return schema[given];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choice = (schema['oneOf'] ?? schema['anyOf'] ?? schema['allOf']) as Schema[] | undefined;
  if (choice?.[0] !== undefined) return exampleOf(choice[0], within);
  return ofType(typeOf(schema), schema, within);
}

function typeOf(schema: Schema): unknown {
  const { type } = schema as { type?: unknown };
  if (Array.isArray(type)) return type.find((one) => one !== 'null');
  return type ?? (Object.hasOwn(schema, 'properties') ? 'object' : undefined);
}

function ofType(type: unknown, schema: Schema, within: readonly string[]): unknown {
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((schema['properties'] ?? {}) as Record<string, Schema>).map(([name, one]) => [
          name,
          exampleOf(one, within),
        ]),
      );
    case 'array':
      return [exampleOf((schema['items'] ?? {}) as Schema, within)];
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' ? schema['minimum'] : 1;
    case 'boolean':
      return true;
    case 'string':
      return textOf(schema);
    default:
      return {};
  }
}

function textOf({ format, minLength }: Schema): string {
  if (format === 'date-time') return '2026-11-22T12:00:00Z';
  if (format === 'date') return '2026-11-22';
  if (format === 'uri') return 'https://id.gs1.org/01/09521234543213';
  return '…'.padEnd(typeof minLength === 'number' ? Math.min(minLength, 8) : 1, '…');
}
