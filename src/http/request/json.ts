// Small JSON bodies with a known form: parties, facilities, products, revocations.
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { parseAtTheDoor } from '../../domain/epcis/door.ts';
import type { Refusal } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { textOf } from './body.ts';

const deepest = 8;
const mostRefusals = 20;

/** Makes a check of bodies from a JSON Schema; compiled once, when the module is loaded. */
export function formOf<T>(schema: object, maxDepth: number = deepest): (bytes: Uint8Array) => Answer<T> {
  const validate = new Ajv2020({ allErrors: true, strict: false }).compile<T>(schema);
  return (bytes) => read(bytes, validate, maxDepth);
}

function read<T>(bytes: Uint8Array, validate: ValidateFunction<T>, maxDepth: number): Answer<T> {
  const parsed = parseAtTheDoor(bytes, { maxBytes: bytes.length, maxDepth });
  if (!parsed.ok) return { ok: false, refusals: [parsed.refusal] };
  const { value } = parsed;
  if (validate(value)) return { ok: true, value };
  return { ok: false, refusals: (validate.errors ?? []).slice(0, mostRefusals).map(refusalOf) };
}

/** Any JSON, only to look at: the node parses strictly what it takes. JSON_TRUNCATED or JSON_INVALID if it is none. */
export function readJson(bytes: Uint8Array): Answer<unknown> {
  try {
    return { ok: true, value: JSON.parse(textOf(bytes).replace(/^\ufeff/, '')) };
  } catch {
    const parsed = parseAtTheDoor(bytes, { maxBytes: bytes.length, maxDepth: Number.MAX_SAFE_INTEGER });
    return parsed.ok ? parsed : { ok: false, refusals: [parsed.refusal] };
  }
}

function refusalOf(error: ErrorObject): Refusal {
  const named: unknown = error.params['additionalProperty'] ?? error.params['missingProperty'];
  const pointer = typeof named === 'string' ? `${error.instancePath}/${named}` : error.instancePath;
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  return {
    code: 'FIELD_INVALID',
    detail: sentenceOf(field === '' ? 'The body' : field, error),
    pointer,
    field,
  };
}

function sentenceOf(field: string, { keyword, message }: ErrorObject): string {
  if (keyword === 'additionalProperties') return `${field} is not known here.`;
  if (keyword === 'required') return `${field} is missing.`;
  return `${field} ${message ?? 'is invalid'}.`;
}
