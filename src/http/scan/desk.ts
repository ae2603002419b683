// Opening the public page of an item is a scan of its label. What is kept: the item, the time, a country if the operator's
// proxy tells one, and a mark that tells visitors of one day apart and leads back to nobody.
import { createHmac, randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import { type ScanFinding, scanFindings } from '../../domain/scan/scan.ts';
import type { DoubleFinding } from '../../flow/answers.ts';
import type { Scan, ScanStore } from '../../flow/ports.ts';
import { copiedLabels } from './report.ts';

export interface ScanDesk {
  /** Notes that whoever asks has opened the page of the item, unless the request does not count as that. */
  note(c: Context, item: string): void;
  /** What an app tells; false where too many were told already. */
  add(item: string, country: string | null, visitor: string): boolean;
  /** `madeMs`: when the item was made, null where nobody said. */
  findingsOn(item: string, madeMs: number | null): ScanFinding[];
  /** Of all items, for the standing report. */
  copiedLabels(madeMs: (item: string) => number | null): DoubleFinding[];
}

export interface ScanOptions {
  /** Request header with the visitor's country, which a proxy in front MUST set or remove; null = none. */
  countryHeader?: string | undefined;
  nowMs?: () => number;
  /** Is told of every fault: a page is shown whether or not its scan could be kept. */
  report?: (fault: unknown) => void;
}

// Enough to find a copied label; more would let somebody slow down the pages of one item by opening them.
const mostJudged = 2_000;
const mostInASecond = 20;

export function scanDesk(store: ScanStore, options: ScanOptions = {}): ScanDesk {
  const { countryHeader, nowMs = Date.now, report = (fault) => console.error(fault) } = options;
  const marks = new VisitorMarks();
  const recent = new RecentScans();
  const add = (scan: Scan): boolean => {
    const isTaken = recent.admits(scan);
    if (isTaken) store.add(scan);
    return isTaken;
  };
  return {
    note: (c, item) => {
      if (!isOpening(c)) return;
      const atMs = nowMs();
      const visitor = isUnwilling(c) ? '' : marks.of(c, atMs);
      const country = countryHeader === undefined ? null : countryIn(c.req.header(countryHeader));
      try {
        add({ item, atMs, country, visitor });
      } catch (fault) {
        report(fault);
      }
    },
    add: (item, country, visitor) => add({ item, atMs: nowMs(), country, visitor }),
    findingsOn: (item, madeMs) => scanFindings(store.of(item).slice(-mostJudged), madeMs),
    copiedLabels: (madeMs) => copiedLabels(store.all(), madeMs),
  };
}

/** A browser that fetches ahead has shown nothing to anybody yet; HEAD is asked by programs. */
function isOpening({ req }: Context): boolean {
  const purpose = `${req.header('sec-purpose') ?? ''} ${req.header('purpose') ?? ''} ${req.header('x-moz') ?? ''}`;
  return req.method === 'GET' && !/\bprefetch\b|\bprerender\b/i.test(purpose);
}

/** Global Privacy Control, and the older wish not to be tracked: such visitors are not told apart at all. */
function isUnwilling({ req }: Context): boolean {
  return req.header('sec-gpc') === '1' || req.header('dnt') === '1';
}

/** Two letters of ISO 3166-1. XX and T1 are what proxies say where they do not know. */
export function countryIn(header: string | undefined): string | null {
  const country = header?.trim().toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(country) && country !== 'XX' ? country : null;
}

const dayMs = 86_400_000;

/** HMAC of address and browser under a key that is never written down and is forgotten with the day. */
class VisitorMarks {
  #day = -1;
  #key: Uint8Array = new Uint8Array();

  of(c: Context, atMs: number): string {
    const day = Math.floor(atMs / dayMs);
    if (day !== this.#day) {
      this.#key = randomBytes(32);
      this.#day = day;
    }
    const parts = [addressOf(c), c.req.header('x-forwarded-for') ?? '', c.req.header('user-agent') ?? ''];
    const mark = createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest('base64url');
    return mark.slice(0, 22);
  }
}

/** Of the connection, as @hono/node-server hands it on; '' where there is none. */
function addressOf(c: Context): string {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } };
  return incoming?.socket?.remoteAddress ?? '';
}

const hourMs = 3_600_000;
const mostRemembered = 10_000;

/** Each scan is a write to the disk: a page that is loaded again, or a flood, is not one scan more. */
class RecentScans {
  readonly #seen = new Map<string, number>();
  #second = -1;
  #inSecond = 0;

  admits({ item, visitor, country, atMs }: Scan): boolean {
    const key = JSON.stringify([item, visitor, country]);
    const seenMs = this.#seen.get(key);
    if (seenMs !== undefined && atMs - seenMs < hourMs) return false;
    const second = Math.floor(atMs / 1000);
    this.#inSecond = second === this.#second ? this.#inSecond + 1 : 1;
    this.#second = second;
    if (this.#inSecond > mostInASecond) return false;
    if (this.#seen.size >= mostRemembered) this.#seen.delete(this.#seen.keys().next().value ?? '');
    this.#seen.set(key, atMs);
    return true;
  }
}
