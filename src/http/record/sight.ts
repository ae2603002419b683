// What a caller is shown of a record. Everything that is not named here is withheld.
//
//              claims open to keys   the other claims                  lines of trade
//  operator            yes           yes                               yes
//  reader              yes           at level full                     -
//  party               yes           of what concerns it               of its own trade
//
// A record concerns who said it, whom it names (as holder, seller, buyer, member …), and whose certificate, claim, trade,
// lot or product it is about, and who certifies: a claim or certificate that it is to examine, a case that it may decide.
// A record without open claims is not there at all for a party that it does not concern.
import { canonicalId, type RecordKind } from '#verifier';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Caller, showsAtLeast } from '../access/role.ts';
import { nounOf } from './noun.ts';

/** Claims that are not granted are null, and named in `withheld`. */
export interface ShownRecord extends RecordView {
  withheld: string[];
}

/** The record as `caller` sees it; undefined where it is not there for this caller. Callers without a key see none. */
export function shownRecord(node: SelvedgeNode, record: RecordView, caller: Caller): ShownRecord | undefined {
  const { open, between } = nounOf(record.kind);
  switch (caller.role) {
    case 'operator':
      return { ...record, withheld: [] };
    case 'reader':
      return showsAtLeast(caller.level, 'full')
        ? withholding(record, (name) => !between.includes(name))
        : withholding(record, (name) => isOpenToReaders(record.kind, name));
    case 'party':
      if (caller.party !== null && concerns(node, record, caller.party)) return { ...record, withheld: [] };
      return open === null ? undefined : withholding(record, (name) => open.includes(name));
    case 'anonymous':
      return undefined;
  }
}

function withholding(record: RecordView, isShown: (name: string) => boolean): ShownRecord {
  const withheld = Object.keys(record.claims).filter((name) => !isShown(name));
  const claims = { ...record.claims, ...Object.fromEntries(withheld.map((name) => [name, null])) };
  return { ...record, claims, withheld };
}

// A reader of a lower level learns that something was said, by whom and about what, and nothing with a quantity in it.
const openToReaders: Partial<Record<RecordKind, readonly string[]>> = {
  status: ['about', 'state', 'from'],
  trade: ['trade', 'stage', 'seller', 'buyer', 'under', 'at', 'due', 'subcontracting', 'tolerancePpm'],
  answer: ['about', 'word', 'at'],
  account: ['site', 'scheme', 'code', 'material', 'model', 'method'],
  case: ['case', 'word', 'about', 'due'],
  membership: ['membership', 'party', 'as', 'from', 'until'],
  invitation: ['invitation', 'as', 'expires'],
  acceptance: ['invitation'],
};

function isOpenToReaders(kind: RecordKind, name: string): boolean {
  return (nounOf(kind).open ?? openToReaders[kind] ?? []).includes(name);
}

/** Whether what is shown of the record names it: a filter that looked into what is withheld would tell it, one guess at a time. */
export function isShownToName({ id, issuer, claims, withheld }: ShownRecord, about: string): boolean {
  return withheld.length === 0 || textsIn([id, issuer, claims]).some((text) => canonical(text) === about);
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

function canonical(id: string): string {
  return canonicalId(id)?.id ?? id;
}

/** Whether the record is of this party, names it, or is about what is its own. */
function concerns(node: SelvedgeNode, record: RecordView, party: string): boolean {
  const { names, about } = nounOf(record.kind);
  if (record.issuer === party || names.some((name) => record.claims[name] === party)) return true;
  if (about.flatMap((name) => idsIn(record.claims[name])).some((id) => isOwn(node, id, party))) return true;
  if (record.kind === 'case')
    return record.id !== null && (hasSpokenIn(node, record.id, party) || mayDecide(node, record, party));
  const isExaminable = record.kind === 'claim' || record.kind === 'certificate';
  return isExaminable && record.id !== null && node.authority(party, record.id).examines;
}

function mayDecide(node: SelvedgeNode, { claims }: RecordView, party: string): boolean {
  return typeof claims['about'] === 'string' && node.authority(party, claims['about']).decides;
}

const subjects = ['certificate', 'claim', 'trade', 'accreditation', 'membership', 'invitation'] as const;

/** A lot or product is whose the log says: nobody comes to see claims on it by a certificate of the same name. */
function isOwn(node: SelvedgeNode, id: string, party: string): boolean {
  const subject = canonical(id);
  const [lot, product] = [node.lot(subject), node.product(subject)];
  if (lot !== undefined || product !== undefined) return lot?.party === party || product?.party === party;
  for (const kind of subjects) {
    const [found] = node.records({ kind, id: subject, limit: 1 }).records;
    if (found !== undefined) return concerns(node, found, party);
  }
  return false;
}

/** Who opened a case, or said anything in it, follows it to its end. */
function hasSpokenIn(node: SelvedgeNode, caseId: string, party: string): boolean {
  return node.records({ kind: 'case', id: caseId, issuer: party, limit: 1 }).total > 0;
}

function idsIn(claim: unknown): string[] {
  return (Array.isArray(claim) ? claim : [claim]).filter((id) => typeof id === 'string');
}
