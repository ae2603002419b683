// Paging as EPCIS 2.0 has it: perPage, an opaque nextPageToken, Link: <…>; rel="next".
import { hash } from 'node:crypto';
import type { Answer } from '../../flow/node.ts';
import { invalid } from './parameters.ts';

export interface PageAsked {
  perPage: number;
  after: string | null;
  /** The other parameters: what the pages are of. */
  filters: [string, string][];
}

const usualPerPage = 30;
const mostPerPage = 1000;

/** Takes perPage and nextPageToken out of `pairs`. A token belongs to the filters that it was made for. */
export function readPage(pairs: [string, string][]): Answer<PageAsked> {
  const filters = pairs.filter(([name]) => name !== 'perPage' && name !== 'nextPageToken');
  const sizes = pairs.filter(([name]) => name === 'perPage').map(([, value]) => value);
  const tokens = pairs.filter(([name]) => name === 'nextPageToken').map(([, value]) => value);
  if (sizes.length > 1 || tokens.length > 1)
    return invalid(sizes.length > 1 ? 'perPage' : 'nextPageToken', 'is given twice');
  const [size = String(usualPerPage)] = sizes;
  if (!/^[1-9]\d{0,8}$/.test(size)) return invalid('perPage', 'takes a whole number above 0');
  const perPage = Math.min(Number(size), mostPerPage);
  const [token] = tokens;
  if (token === undefined) return { ok: true, value: { perPage, after: null, filters } };
  const after = cursorIn(token, filters);
  if (after === undefined) return invalid('nextPageToken', 'is not a token of this query');
  return { ok: true, value: { perPage, after, filters } };
}

/** `Link` to the page after `next`, relative to the host: a host name from a request would be hearsay. */
export function nextLink(path: string, page: PageAsked, next: string | null): Record<string, string> {
  if (next === null) return {};
  const query = new URLSearchParams(page.filters);
  query.set('perPage', String(page.perPage));
  query.set('nextPageToken', tokenOf(next, page.filters));
  return { link: `<${path}?${query}>; rel="next"` };
}

function tokenOf(cursor: string, filters: [string, string][]): string {
  return Buffer.from(JSON.stringify([mark(filters), cursor])).toString('base64url');
}

function cursorIn(token: string, filters: [string, string][]): string | undefined {
  try {
    const [marked, cursor]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString());
    return marked === mark(filters) && typeof cursor === 'string' ? cursor : undefined;
  } catch {
    return undefined;
  }
}

function mark(filters: [string, string][]): string {
  return hash('sha256', JSON.stringify(filters), 'base64url').slice(0, 11);
}
