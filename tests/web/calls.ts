// Where the application calls the node: every get(…), post(…) and call(…) of web/src/api/call.ts, with its path as a pattern.
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesUnder } from '../../tools/tidy.ts';

const root = join(import.meta.dirname, '../..');

export interface CallSite {
  /** Relative to the repository. */
  file: string;
  line: number;
  method: 'GET' | 'POST';
  /** `/lots/{}/claims`; undefined where the source does not say it. */
  paths: string[];
  /** The paths stand in the call itself, not in a comment above it. */
  isWritten: boolean;
  /** The type argument, if it has one. */
  type: string | undefined;
}

/** A path that is put together elsewhere is told beside the call: `// calls POST /capture, GET /lots/{}`. */
const told = /\/\/ calls ((?:GET|POST) \/[^\s,]*(?:, (?:GET|POST) \/[^\s,]*)*)/;
const tellingLines = 6;

export function callSites(): CallSite[] {
  return filesUnder(join(root, 'web/src'))
    .filter((path) => !path.endsWith('.test.ts') && !path.endsWith('api/call.ts'))
    .flatMap((path) => sitesIn(relative(root, path), readFileSync(path, 'utf8')));
}

function sitesIn(file: string, text: string): CallSite[] {
  if (!/from '[./]*(?:api\/)?call\.ts'/.test(text)) return [];
  return [...text.matchAll(/(?<![.\w$])(get|post|call)\s*(?=[<(])/g)].flatMap((match) => {
    const site = siteAt(file, text, match.index, match[1] ?? '', match[0].length);
    return site === undefined ? [] : [site];
  });
}

function siteAt(
  file: string,
  text: string,
  start: number,
  name: string,
  length: number,
): CallSite | undefined {
  let at = start + length;
  const typeEnd = text[at] === '<' ? endOf(text, at) : at;
  const type = typeEnd === at ? undefined : text.slice(at + 1, typeEnd - 1).trim();
  at = typeEnd;
  if (text[at] !== '(') return undefined;
  const parts = partsOf(text.slice(at + 1, endOf(text, at) - 1));
  const method = name === 'call' ? methodIn(parts[0] ?? '') : name === 'get' ? 'GET' : 'POST';
  const line = text.slice(0, start).split('\n').length;
  const expression = parts[name === 'call' ? 1 : 0] ?? '';
  const written = pathsIn(lastGiven(expression, text.slice(0, start)), text);
  const paths = written.length > 0 ? written : toldBefore(text, line, method);
  return { file, line, method, paths, isWritten: written.length > 0, type };
}

function methodIn(text: string): 'GET' | 'POST' {
  return text.includes('POST') ? 'POST' : 'GET';
}

/** Literals of the expression that are paths; `${name}` at the start is looked up among the constants of the file. */
function pathsIn(expression: string, text: string): string[] {
  const literals = [...expression.matchAll(/'([^'\n]*)'|`([^`]*)`/g)].map(
    ([, plain, template]) => plain ?? template ?? '',
  );
  return literals
    .map((literal) => literal.replace(/^\$\{(\w+)\}/, (whole, name) => constantOf(text, name) ?? whole))
    .filter((literal) => literal.startsWith('/') && !/^\/\$\{/.test(literal))
    .map((literal) => withoutQuery(withHoles(literal)));
}

function constantOf(text: string, name: string): string | undefined {
  return new RegExp(`const ${name} = ['\`](/[^'\`]*)['\`]`).exec(text)?.[1];
}

/** A name stands for what it was given last before the call. */
function lastGiven(expression: string, before: string): string {
  if (!/^\s*\w+\s*$/.test(expression)) return expression;
  const given = new RegExp(`(?:const|let) ${expression.trim()}(?:: [\\w |]+)? = ([^;]+);`, 'g');
  return [...before.matchAll(given)].at(-1)?.[1] ?? expression;
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/, '');
}

/** `/lots/${encodeURIComponent(id)}` is `/lots/{}`; a hole behind the end of a segment is a query. */
function withHoles(template: string): string {
  let path = '';
  for (let at = 0; at < template.length; at += 1) {
    if (!template.startsWith('${', at)) path += template[at];
    else {
      path += path.endsWith('/') ? '{}' : '';
      at = endOf(template, at + 1) - 1;
    }
  }
  return path;
}

function toldBefore(text: string, line: number, method: string): string[] {
  const before = text
    .split('\n')
    .slice(Math.max(0, line - tellingLines), line)
    .join('\n');
  const all = told.exec(before)?.[1]?.split(', ') ?? [];
  return all.flatMap((one) => (one.startsWith(`${method} `) ? [one.slice(method.length + 1)] : []));
}

const pairs: Readonly<Record<string, string>> = { '(': ')', '<': '>', '{': '}', '[': ']' };

/** The place behind the bracket that closes the one at `start`; brackets in texts count as such only in pairs. */
function endOf(text: string, start: number): number {
  const open = text[start] ?? '';
  const close = pairs[open] ?? '';
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const isArrow = text[at] === '>' && text[at - 1] === '=';
    if (text[at] === open) depth += 1;
    else if (text[at] === close && !isArrow) depth -= 1;
    if (depth === 0) return at + 1;
  }
  return text.length;
}

/** Arguments, split at commas that stand in no bracket. */
function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of text) {
    if ('([{'.includes(letter)) depth += 1;
    if (')]}'.includes(letter)) depth -= 1;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}
