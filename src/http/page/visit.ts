// One visit to a page: the node, the options, and what the address and the browser say about the reader.
import type { Context } from 'hono';
import type { PassportLevel } from '../../domain/passport/known.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { ScanDesk } from '../scan/desk.ts';

export interface Showpiece {
  /** Canonical Digital Link. */
  id: string;
  kind: string;
  what: string;
}

export interface PageOptions {
  /** How much the public pages show of names and places; default `site`. Evidence for anonymous readers stays at `country`. */
  level?: PassportLevel;
  /** Scheme and host that QR codes and links carry, e.g. `https://id.brand.example`; default: as the reader came. */
  baseUrl?: string;
  /** What the front page offers to look at. */
  showcase?: readonly Showpiece[];
  /** Name of the site in its top line; default `Selvedge`. */
  title?: string;
  /** Absent: nobody notes who opens the page of an item. */
  scans?: ScanDesk;
}

export interface Visit {
  node: SelvedgeNode;
  level: PassportLevel;
  showcase: readonly Showpiece[];
  siteTitle: string;
  /** As of when claims are judged. */
  nowMs: number;
  /** Without a slash at the end. */
  baseUrl: string;
  direction: 'ltr' | 'rtl';
  head: { origin: string; size: number };
  accept: string | undefined;
  knownTags: string | undefined;
  query: URLSearchParams;
  scans: ScanDesk | undefined;
  /** Notes that the page of this item was opened, if it counts. */
  noteScan(item: string): void;
  /** As asked, still percent-encoded. */
  askedPath: string;
  /** The same without a slash at the end. */
  path: string;
}

const rightToLeft = /^(ar|he|fa|ur|ps|sd|ug|yi|dv)\b/;

export function visitOf(c: Context, node: SelvedgeNode, options: PageOptions): Visit {
  const url = new URL(c.req.url);
  const asked =
    url.searchParams.get('dir') ?? (rightToLeft.test(url.searchParams.get('lang') ?? '') ? 'rtl' : 'ltr');
  const { origin, size } = node.head();
  return {
    node,
    level: options.level ?? 'country',
    showcase: options.showcase ?? [],
    siteTitle: options.title ?? 'Selvedge',
    nowMs: Date.now(),
    baseUrl: (options.baseUrl ?? url.origin).replace(/\/+$/, ''),
    direction: asked === 'rtl' ? 'rtl' : 'ltr',
    head: { origin, size },
    accept: c.req.header('accept'),
    knownTags: c.req.header('if-none-match'),
    query: url.searchParams,
    scans: options.scans,
    noteScan: (item) => options.scans?.note(c, item),
    askedPath: url.pathname,
    path: url.pathname.replace(/\/+$/, '') || '/',
  };
}
