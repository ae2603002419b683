// Words to write an OpenAPI 3.1 document with, so that its paths read like a list.

export type Schema = Record<string, unknown>;
export type Operation = Record<string, unknown>;
/** A path item: its operations by method, and `parameters` that all of them share. */
export type Paths = Record<string, Record<string, Operation | Schema[]>>;

export interface Told {
  summary: string;
  description?: string;
  /** Query parameters: name → what it takes. */
  query?: Record<string, Schema>;
  /** Request headers. */
  headers?: Record<string, Schema>;
  takes?: Record<string, Schema>;
  /** An example of the body that it takes, for each of its media types. */
  example?: unknown;
  /** Status → what it means, and for JSON the schema. */
  answers: Record<string, Schema>;
  /** Statuses of problems beside those that every route can answer with. */
  problems?: readonly string[];
  /** `key`: needs an API key or a session. `maybe`: answers more with one. `open`: for everybody. `person`: a session. */
  needs: 'key' | 'maybe' | 'open' | 'person';
}

const security = {
  key: [{ bearer: [] }, { header: [] }, { session: [] }],
  maybe: [{}, { bearer: [] }, { header: [] }, { session: [] }],
  open: [],
  person: [{ session: [] }],
};
const mustBeAbsent: Record<Told['needs'], string[]> = {
  ...{ key: [], maybe: ['403'], person: [] },
  open: ['401', '403'],
};

/** One operation; the problems that every route can answer with are added. */
export function operation(tag: string, told: Told): Operation {
  const { summary, description, query = {}, headers = {}, takes, example, answers, needs } = told;
  const parameters = [...named(query, 'query'), ...named(headers, 'header')];
  return {
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: security[needs],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(takes === undefined ? {} : { requestBody: { required: true, content: content(takes, example) } }),
    responses: { ...answers, ...problemsOf(needs, takes !== undefined, told.problems ?? []) },
  };
}

/** A parameter of the path, to stand beside the operations of a path. */
export function inPath(name: string, description: string, schema: Schema = { type: 'string' }): Schema {
  return { name, in: 'path', required: true, description, schema };
}

export function answersWith(
  description: string,
  types: Record<string, Schema>,
  headers: string[] = [],
): Schema {
  return { description, content: content(types), ...headerNames(headers) };
}

export function answersEmpty(description: string, headers: string[] = []): Schema {
  return { description, ...headerNames(headers) };
}

export function ref(name: string): Schema {
  return { $ref: `#/components/schemas/${name}` };
}

export function listOf(name: string): Schema {
  return {
    type: 'object',
    required: ['member'],
    properties: { member: { type: 'array', items: ref(name) } },
  };
}

function named(parameters: Record<string, Schema>, place: string): Schema[] {
  return Object.entries(parameters).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    description,
    schema,
  }));
}

function content(types: Record<string, Schema>, example?: unknown): Schema {
  const more = example === undefined ? {} : { example };
  return Object.fromEntries(Object.entries(types).map(([type, schema]) => [type, { schema, ...more }]));
}

function headerNames(headers: string[]): Schema {
  if (headers.length === 0) return {};
  return { headers: Object.fromEntries(headers.map((name) => [name, { schema: { type: 'string' } }])) };
}

function problemsOf(needs: Told['needs'], hasBody: boolean, more: readonly string[]): Schema {
  const ofBody = hasBody ? ['413', '415'] : [];
  const statuses = ['400', '401', '403', '404', '406', ...ofBody, '414', '500', ...more];
  const shown = statuses.filter((status) => more.includes(status) || !mustBeAbsent[needs].includes(status));
  return Object.fromEntries(shown.map((status) => [status, { $ref: '#/components/responses/Problem' }]));
}
