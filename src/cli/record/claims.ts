// The claims of records, as a person hands them in: a file, or what is piped in, with one object or a list of them.
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseAtTheDoor } from '../../domain/epcis/door.ts';
import type { Refusal } from '../../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../../flow/node.ts';
import { CannotTell } from '../fault.ts';

export type Claims = Record<string, unknown>;

const limits = { maxBytes: 16 * 1024 * 1024, maxDepth: 33 };
const standardInput = 0;

/** What FILE holds, or standard input where it is `-`. The claims are not looked into: that is for the rules. */
export function claimsIn(file: string): Answer<Claims[]> {
  const parsed = parseAtTheDoor(readFileSync(file === '-' ? standardInput : file), limits);
  if (!parsed.ok) return { ok: false, refusals: [parsed.refusal] };
  const all: unknown[] = Array.isArray(parsed.value) ? parsed.value : [parsed.value];
  return all.length > 0 && all.every(isObject)
    ? { ok: true, value: all }
    : { ok: false, refusals: [notClaims] };
}

const notClaims: Refusal = {
  code: 'FIELD_INVALID',
  detail: 'The file holds one JSON object with the claims of a record, or a list of such objects.',
};

function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const naming = ['party', 'member', 'holder', 'buyer', 'seller'];

/** Parties may be written by their names; a name that nobody has, or several have, stays for the rules to refuse. */
export function withPartyIds(node: SelvedgeNode, claims: Claims): Claims {
  const named = naming.filter((name) => typeof claims[name] === 'string');
  return {
    ...claims,
    ...Object.fromEntries(named.map((name) => [name, idOfName(node, claims[name] as string)])),
  };
}

export function idOfName(node: SelvedgeNode, text: string): string {
  const [one, other] = node.parties().filter(({ name }) => name === text);
  return one === undefined || other !== undefined ? text : one.party;
}

/** A word as it is typed. */
export function wordOf<Word extends string>(words: readonly Word[], text: string): Word {
  const word = words.find((one) => one === text);
  if (word === undefined) throw new CannotTell(`${text} is none of ${words.join(', ')}`);
  return word;
}

/** A time as it is typed: a day begins in UTC; `nowMs` where nothing was typed. */
export function timeOf(text: string | undefined, nowMs: number): string {
  const atMs = text === undefined ? nowMs : Date.parse(text);
  if (Number.isNaN(atMs) || (text !== undefined && !timeForm.test(text)))
    throw new CannotTell(`${text} is no time: write 2026-01-31, or 2026-01-31T12:00:00Z with a zone`);
  return new Date(atMs).toISOString();
}

const timeForm = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** Documents stay where they are: the log gets their digests. */
export function documentsOf(files: readonly string[]): { digest: string; name: string }[] {
  return files.map((file) => ({
    digest: hash('sha256', readFileSync(file), 'base64url'),
    name: basename(file),
  }));
}
