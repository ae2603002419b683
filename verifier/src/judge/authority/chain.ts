// Who may certify: an auditor by a certification-body, that by an accreditation-body, that by an anchor whom the operator
// trusts (record.md, "Accreditation"). Nobody begins a chain for itself.
import type { RecordBook } from '../../record/book.ts';
import type { Accreditation, AccreditationRole, Trust } from '../../record/record.ts';
import { isAnchor, lapseOf, trustInForce } from './accreditation.ts';
import { ascending, listCovers, listWithin, processCovers, processesWithin } from './scope.ts';

/** What one must be accredited for. Left out: not asked. Null: not known, and so covered only by `*`. */
export interface AccreditationAsked {
  /** Any of them will do. */
  readonly roles: readonly AccreditationRole[];
  readonly scheme: string;
  readonly country?: string | null;
  readonly process?: string | null;
}

export interface NotAuthorised<Code extends string> {
  readonly ok: false;
  readonly code: Code;
  readonly detail: string;
  readonly entries: readonly number[];
}

/** `entries`: the statements of the chain, ascending. */
export type Accredited =
  | { readonly ok: true; readonly entries: readonly number[] }
  | NotAuthorised<'NOT_ACCREDITED' | 'ACCREDITATION_LAPSED'>;

/**
 * Whether a chain of accreditations, each valid at `atMs` and neither suspended nor ended, joins the party to an anchor,
 * all of it within scheme, country and process. `asOfEntry`: only what stands before it in the log counts; Infinity = all.
 * `trustAtMs`: whose trust counts, where that is not of the same moment. An anchor is accredited in every role.
 */
export function accreditedFor(
  book: RecordBook,
  party: string,
  asked: AccreditationAsked,
  atMs: number,
  asOfEntry: number,
  trustAtMs: number = atMs,
): Accredited {
  const trust = trustInForce(book, trustAtMs, asOfEntry);
  const search: Search = { book, asked, trust, atMs, asOfEntry, lapsedToo: false, found: new Map() };
  const chain = chainTo(search, party, asked.roles);
  if (chain !== undefined) return { ok: true, entries: entriesOf(chain, trust) };
  const lapsed = chainTo({ ...search, lapsedToo: true, found: new Map() }, party, asked.roles);
  return lapsed === undefined ? stranger(search, party) : lapse(search, lapsed);
}

interface Search {
  readonly book: RecordBook;
  readonly asked: AccreditationAsked;
  readonly trust: Trust | undefined;
  readonly atMs: number;
  readonly asOfEntry: number;
  /** Accreditations that are over or suspended are followed as well. */
  readonly lapsedToo: boolean;
  /** By party and roles, so that many accreditations by many bodies are looked through once. */
  readonly found: Map<string, Link[] | undefined>;
}

type Link = Accreditation;

const grantors: Readonly<Record<AccreditationRole, readonly AccreditationRole[]>> = {
  auditor: ['certification-body'],
  'certification-body': ['accreditation-body'],
  'accreditation-body': [],
};

/** From the party up to an anchor. Each link stands one role above the last: a chain has at most three, and never a loop. */
function chainTo(search: Search, party: string, roles: readonly AccreditationRole[]): Link[] | undefined {
  if (isAnchor(search.trust, party, search.asked.scheme)) return [];
  const key = `${roles.join()} ${party}`;
  if (!search.found.has(key)) search.found.set(key, firstChain(search, party, roles));
  return search.found.get(key);
}

function firstChain(search: Search, party: string, roles: readonly AccreditationRole[]): Link[] | undefined {
  for (const link of linksOf(search.book, party)) {
    if (!roles.includes(link.role) || !counts(search, link)) continue;
    const above = chainTo(search, link.issuer, grantors[link.role]);
    if (above !== undefined) return [link, ...above];
  }
  return undefined;
}

/** In the order of the log, whatever the order in which the book was filled. */
function linksOf(book: RecordBook, party: string): Link[] {
  return [...book.accreditationsOf(party)].sort((one, other) => one.entry - other.entry);
}

function counts({ book, asked, atMs, asOfEntry, lapsedToo }: Search, link: Link): boolean {
  if (link.entry >= asOfEntry || link.issuer === link.party || link.withheld) return false;
  if (!listCovers(link.schemes, asked.scheme)) return false;
  if (asked.country !== undefined && !listCovers(link.countries, asked.country)) return false;
  if (asked.process !== undefined && !processCovers(link.processes, asked.process)) return false;
  return lapsedToo || lapseOf(book, link, atMs, asOfEntry) === undefined;
}

function stranger({ asked, trust }: Search, party: string): Accredited {
  const parts = [
    asked.scheme,
    asked.country === undefined ? [] : (asked.country ?? 'a country that is not told'),
    asked.process === undefined ? [] : (asked.process ?? 'a process that is not told'),
  ];
  const detail = `no chain of accreditations joins ${party} as ${asked.roles.join(' or ')} for ${parts.flat().join(', ')} to an anchor`;
  return { ok: false, code: 'NOT_ACCREDITED', detail, entries: trust === undefined ? [] : [trust.entry] };
}

function lapse({ book, trust, atMs, asOfEntry }: Search, chain: readonly Link[]): Accredited {
  const faults = chain.flatMap((link) => lapseOf(book, link, atMs, asOfEntry) ?? []);
  const entries = [...entriesOf(chain, trust), ...faults.flatMap((fault) => fault.entries)];
  const detail = faults.map((fault) => fault.detail).join('; ');
  return { ok: false, code: 'ACCREDITATION_LAPSED', detail, entries: ascending(entries) };
}

function entriesOf(chain: readonly Link[], trust: Trust | undefined): number[] {
  return ascending([...chain.map(({ entry }) => entry), ...(trust === undefined ? [] : [trust.entry])]);
}

export type MayAccredit =
  | { readonly ok: true; readonly entries: readonly number[] }
  | NotAuthorised<'NOT_ACCREDITED' | 'ACCREDITATION_EXCEEDED' | 'SELF_ACCREDITED'>;

/**
 * Whether `grantor` may give this accreditation by what the log says before `asOfEntry`, at the accreditation's
 * `recordedAtMs`: an anchor in any role, an accredited body the role below its own, within its own. Each scheme counts by itself.
 */
export function mayAccredit(
  book: RecordBook,
  grantor: string,
  accreditation: Accreditation,
  asOfEntry: number,
): MayAccredit {
  const { party, role, schemes, recordedAtMs } = accreditation;
  if (grantor === party) return refusal('SELF_ACCREDITED', `${party} accredits itself`, []);
  const trust = trustInForce(book, recordedAtMs, asOfEntry);
  const stands = (link: Link, scheme: string): boolean =>
    standsFor(book, link, scheme, recordedAtMs, asOfEntry);
  const own = linksOf(book, grantor).filter(
    (link) => grantors[role].includes(link.role) && link.schemes.some((scheme) => stands(link, scheme)),
  );
  const entries = ascending([...own, ...(trust === undefined ? [] : [trust])].map(({ entry }) => entry));
  const anchored = schemes.filter((scheme) => isAnchor(trust, grantor, scheme));
  if (own.length === 0 && anchored.length === 0)
    return refusal('NOT_ACCREDITED', `${grantor} is not accredited to make anybody ${role}`, entries);
  const beyond = schemes.find(
    (scheme) =>
      !anchored.includes(scheme) &&
      !own.some((link) => contains(link, accreditation, scheme) && stands(link, scheme)),
  );
  if (beyond === undefined) return { ok: true, entries };
  const detail = `for ${beyond}, ${grantor} gives more countries, processes or time than it has itself`;
  return refusal('ACCREDITATION_EXCEEDED', detail, entries);
}

function refusal<Code extends string>(
  code: Code,
  detail: string,
  entries: readonly number[],
): NotAuthorised<Code> {
  return { ok: false, code, detail, entries };
}

/** A chain joins this accreditation to an anchor at that time, for that scheme. */
function standsFor(book: RecordBook, link: Link, scheme: string, atMs: number, asOfEntry: number): boolean {
  if (link.entry >= asOfEntry || link.issuer === link.party || link.withheld) return false;
  if (lapseOf(book, link, atMs, asOfEntry) !== undefined) return false;
  return accreditedFor(book, link.issuer, { roles: grantors[link.role], scheme }, atMs, asOfEntry).ok;
}

function contains(outer: Accreditation, inner: Accreditation, scheme: string): boolean {
  return (
    listCovers(outer.schemes, scheme) &&
    listWithin(inner.countries, outer.countries) &&
    processesWithin(inner.processes, outer.processes) &&
    inner.validFromMs >= outer.validFromMs &&
    inner.validUntilMs <= outer.validUntilMs
  );
}
