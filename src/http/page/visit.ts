// One visit to a page: the node, the options, and what the address and the browser say about the reader.
import type { Context } from 'hono';
import type { PassportLevel } from '../../domain/passport/known.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { ScanDesk } from '../scan/desk.ts';
import { askedLanguage, languageOf } from './language/choose.ts';
import { wordsOf } from './language/texts.ts';
import type { Words } from './language/words.ts';

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
  /** X-Forwarded-For is believed (door.ts); default no. */
  trustProxy?: boolean;
  /** Whether there is somewhere to send a doubt to (POST /doubts); default no. */
  doubts?: boolean;
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
  /** In the reader's language. */
  words: Words;
  /** An address of this site, in the language that the reader has asked for by the address, if any. */
  to(path: string): string;
  head: { origin: string; size: number };
  accept: string | undefined;
  knownTags: string | undefined;
  query: URLSearchParams;
  scans: ScanDesk | undefined;
  takesDoubts: boolean;
  /** Notes that the page of this item was opened, if it counts. */
  noteScan(item: string): void;
  /** As asked, still percent-encoded. */
  askedPath: string;
  /** The same without a slash at the end. */
  path: string;
}

/** `language`: where the request is no address of a page, and says it otherwise. */
export function visitOf(c: Context, node: SelvedgeNode, options: PageOptions, language?: string): Visit {
  const url = new URL(c.req.url);
  const query = language === undefined ? url.searchParams : new URLSearchParams({ lang: language });
  const asked = askedLanguage(query);
  const { origin, size } = node.head();
  return {
    node,
    level: options.level ?? 'country',
    showcase: options.showcase ?? [],
    siteTitle: options.title ?? 'Selvedge',
    nowMs: Date.now(),
    baseUrl: (options.baseUrl ?? url.origin).replace(/\/+$/, ''),
    words: wordsOf(languageOf(query, c.req.header('accept-language'))),
    to: (path) => (asked === null ? path : `${path}${path.includes('?') ? '&' : '?'}lang=${asked}`),
    head: { origin, size },
    accept: c.req.header('accept'),
    knownTags: c.req.header('if-none-match'),
    query,
    scans: options.scans,
    takesDoubts: options.doubts ?? false,
    noteScan: (item) => options.scans?.note(c, item),
    askedPath: url.pathname,
    path: url.pathname.replace(/\/+$/, '') || '/',
  };
}
