// One thing that was found, as the caller may see it. Everything here asks the same rules as the thing's own address.
import type { RecordKind } from '#verifier';
import type { LotKind } from '../../flow/answers.ts';
import { showsAtLeast } from '../access/role.ts';
import { nounOf } from '../record/noun.ts';
import { shownRecord } from '../record/sight.ts';
import type { Call } from '../route/route.ts';

export type FoundKind = LotKind | 'party' | 'facility' | 'entry' | 'document' | RecordKind;

export interface Found {
  kind: FoundKind;
  id: string;
  /** null = it has none, or this caller is not shown it. */
  name: string | null;
  /** Whose it is: the party's name, or its id. */
  of: string | null;
  state: string | null;
  /** Log index, of an entry or record. */
  entry: number | null;
  /** Where the API tells more. */
  href: string;
}

const nothing = { name: null, of: null, state: null, entry: null };
const at = (noun: string, id: string): string => `/${noun}/${encodeURIComponent(id)}`;

/** Names of parties and places, and what others than the public are shown of products. */
export function knowsNames({ caller }: Call): boolean {
  return caller.role !== 'anonymous';
}

export function foundEntry(entry: number): Found {
  return { ...nothing, kind: 'entry', id: String(entry), entry, href: `/log/entries/${entry}` };
}

export function foundDocument(digest: string): Found {
  return { ...nothing, kind: 'document', id: digest, href: at('documents', digest) };
}

/** Undefined where no statement mentions it. */
export function foundLot({ node, caller }: Call, id: string): Found | undefined {
  const lot = node.lot(id);
  if (lot === undefined) return undefined;
  const isOwn = caller.party !== null && lot.party === caller.party;
  const shown = isOwn || showsAtLeast(caller.level, 'site') ? lot.party : null;
  const name = node.product(id, id)?.name ?? null;
  return { ...nothing, kind: lot.kind, id, name, of: partyName({ node }, shown), href: at('lots', id) };
}

/** A product that nobody has told of is one all the same where lots of it are. */
export function foundProduct(call: Call, id: string): Found | undefined {
  const { node } = call;
  const product = node.product(id);
  if (product === undefined && (!/\/01\/\d{14}$/.test(id) || node.lotsOf(id, 1).length === 0))
    return undefined;
  const of = knowsNames(call) ? partyName(call, product?.party ?? null) : null;
  return { ...nothing, kind: 'product', id, name: product?.name ?? null, of, href: at('products', id) };
}

/** That there is such a site is public with the lots; what it is called is not. */
export function foundFacility(call: Call, id: string): Found | undefined {
  const facility = call.node.facility(id);
  if (facility === undefined) return undefined;
  const href = `${at('facilities', id)}/profile`;
  if (!knowsNames(call)) return { ...nothing, kind: 'facility', id, href };
  const { name, party } = facility;
  return { ...nothing, kind: 'facility', id, name, of: partyName(call, party), href };
}

export function foundParty(call: Call, id: string): Found | undefined {
  const party = knowsNames(call) ? call.node.party(id) : undefined;
  return party && { ...nothing, kind: 'party', id, name: party.name, href: at('parties', id) };
}

/** Undefined where this caller is not shown the record, or not what was asked for in it (`isShown`). */
export function foundRecord(
  call: Call,
  entry: number,
  isShown: (claims: Record<string, unknown>) => boolean,
): Found | undefined {
  const [record] = call.node.recordsAt([entry]);
  const shown = record === undefined ? undefined : shownRecord(call.node, record, call.caller);
  if (shown === undefined || shown.id === null || !isShown(shown.claims)) return undefined;
  const { kind, id, claims, state } = shown;
  const whose = ['holder', 'party', 'seller']
    .map((name) => claims[name])
    .find((one) => typeof one === 'string');
  const name = typeof claims['number'] === 'string' ? claims['number'] : null;
  const of = partyName(call, typeof whose === 'string' ? whose : shown.issuer);
  return { kind, id, name, of, state, entry, href: at(nounOf(kind).noun, id) };
}

function partyName({ node }: Pick<Call, 'node'>, id: string | null): string | null {
  return id === null ? null : (node.party(id)?.name ?? id);
}
