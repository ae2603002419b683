/// <reference path="./ambient.d.ts" />
import type { Refused } from './result.ts';
import { refused } from './result.ts';

export type JsonObject = { [name: string]: unknown };

export type JsonRefusalCode = 'JSON_INVALID' | 'JSON_TOO_DEEP' | 'JSON_DUPLICATE_KEY' | 'JSON_LONE_SURROGATE';

export type StrictJson = { readonly ok: true; readonly value: unknown } | Refused<JsonRefusalCode>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * JSON that means one thing only. Refuses duplicate keys (RFC 8259 section 4 leaves their meaning open), lone
 * surrogates (no UTF-8 text has them), and nesting deeper than `maxDepth` (a bare value has depth 0).
 * A key `__proto__` becomes an ordinary own property: nothing inherits from it.
 */
export function parseJsonStrict(text: string, { maxDepth }: { maxDepth: number }): StrictJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('JSON_INVALID', 'not JSON');
  }
  // Before anything that recurses (JSON.stringify does): the engine's own parser does not, so it cannot overflow.
  if (hasMoreBrackets(text, maxDepth) && deeperThan(value, maxDepth))
    return refused('JSON_TOO_DEEP', `nested deeper than ${maxDepth}`);
  return isPlainlyUnambiguous(text, value) ? { ok: true, value } : scan(text, value);
}

/** True where a duplicate key or a lone surrogate is impossible; false where only a closer look can tell. */
function isPlainlyUnambiguous(text: string, value: unknown): boolean {
  if (text.includes('\\u') || !text.isWellFormed()) return false;
  // What is written back has each key once, so a text equal to it has too.
  return !text.includes('{') || JSON.stringify(value) === text;
}

/** A text cannot nest deeper than it has opening brackets. Asking that first saves going through the value (measured). */
function hasMoreBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at !== -1; at = text.indexOf(bracket, at + 1)) {
      count += 1;
      if (count > limit) return true;
    }
  }
  return false;
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    if (typeof inner === 'object' && inner !== null && deeperThan(inner, levels - 1)) return true;
  }
  return false;
}

/** Goes through a text that is known to be JSON, string by string, with the keys of every open object at hand. */
function scan(text: string, value: unknown): StrictJson {
  const open: (Set<string> | undefined)[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(undefined);
    else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(text, at);
      const content: string = JSON.parse(text.slice(at, end));
      if (!content.isWellFormed()) return refused('JSON_LONE_SURROGATE', 'a string with half a character');
      const keys = open.at(-1);
      if (keys !== undefined && isKey(text, end)) {
        if (keys.has(content))
          return refused('JSON_DUPLICATE_KEY', `the key ${JSON.stringify(content)} twice`);
        keys.add(content);
      }
      at = end - 1;
    }
  }
  return { ok: true, value };
}

/** The position after the closing quote of the string that begins at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

const colonAhead = /[ \t\n\r]*:/y;

function isKey(text: string, end: number): boolean {
  colonAhead.lastIndex = end;
  return colonAhead.test(text);
}
