// The OpenAPI document as the reference page walks it: nouns, operations, schemas.
import { openapi } from '../../openapi/document.ts';
import type { Schema } from '../../openapi/operation.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description: string;
  schema: Schema;
}

export interface Answered {
  status: string;
  description: string;
  /** Media type → schema; empty where the answer has no body. */
  content: [string, Schema][];
}

export interface Told {
  /** Anchor on the page: `get-lots-id`. */
  anchor: string;
  method: string;
  path: string;
  noun: string;
  summary: string;
  description: string | undefined;
  key: 'needed' | 'shows more' | 'not needed';
  parameters: Parameter[];
  /** Media types of the body, with schema and example. */
  takes: { type: string; schema: Schema; example: unknown }[];
  answers: Answered[];
  /** Statuses that come as a problem. */
  problems: string[];
}

interface Operation {
  tags: string[];
  summary: string;
  description?: string;
  security: Schema[];
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema; example?: unknown }> };
  responses: Record<
    string,
    { $ref?: string; description?: string; content?: Record<string, { schema: Schema }> }
  >;
}

export const schemas: Readonly<Record<string, Schema>> = (
  openapi['components'] as { schemas: Record<string, Schema> }
).schemas;

/** Every operation under its noun; nouns in the order in which the document lists them. */
export function nouns(): [string, Told[]][] {
  const all = Object.entries(openapi.paths).flatMap(([path, item]) => operationsOf(path, item));
  return (openapi['tags'] as { name: string }[]).map(({ name }) => [
    name,
    all.filter(({ noun }) => noun === name),
  ]);
}

/** Name of the component that a schema refers to; undefined where it stands by itself. */
export function refName(schema: Schema): string | undefined {
  return typeof schema['$ref'] === 'string' ? schema['$ref'].split('/').at(-1) : undefined;
}

function operationsOf(path: string, item: Record<string, unknown>): Told[] {
  const ofPath = (item['parameters'] ?? []) as Parameter[];
  return ['get', 'post', 'put', 'patch', 'delete']
    .filter((method) => Object.hasOwn(item, method))
    .map((method) => told(method, path, ofPath, item[method] as Operation));
}

function told(method: string, path: string, ofPath: Parameter[], operation: Operation): Told {
  const { tags, summary, description, security, parameters = [], requestBody, responses } = operation;
  const isProblem = ([, { $ref }]: [string, { $ref?: string }]): boolean => $ref !== undefined;
  return {
    anchor: `${method}${path.replace(/[^A-Za-z0-9]+/g, '-')}`.replace(/-$/, '').toLowerCase(),
    method: method.toUpperCase(),
    path,
    noun: tags[0] ?? '',
    summary,
    description,
    key: keyOf(security),
    parameters: [...ofPath, ...parameters].map((one) => ({ ...one, required: one.required === true })),
    takes: Object.entries(requestBody?.content ?? {}).map(([type, { schema, example }]) => ({
      type,
      schema,
      example,
    })),
    answers: Object.entries(responses)
      .filter((one) => !isProblem(one))
      .map(([status, { description: means = '', content = {} }]) => ({
        status,
        description: means,
        content: Object.entries(content).map(([type, { schema }]) => [type, schema]),
      })),
    problems: Object.entries(responses)
      .filter(isProblem)
      .map(([status]) => status),
  };
}

function keyOf(security: Schema[]): Told['key'] {
  if (security.length === 0) return 'not needed';
  return security.some((way) => Object.keys(way).length === 0) ? 'shows more' : 'needed';
}
