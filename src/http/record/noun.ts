// The kinds of record as the door has them: one row each, and one handler for all rows.
import type { RecordKind } from '#verifier';

export interface RecordNoun {
  /** Its place: `/<noun>`. */
  noun: string;
  kind: RecordKind;
  /** Who may say it through the door: a party in its own name, or the operator only. */
  said: 'parties' | 'operator';
  /** One record has the id, so it is found by it; others are found by their entry in the log. */
  named: boolean;
  /** Claims that every key is shown; null = the record itself is shown only to whom it concerns. */
  open: readonly string[] | null;
  /** Claims that name a party whom the record concerns as much as its issuer. */
  names: readonly string[];
  /** Claims that name what it is about: a record, a lot or a product whose party it concerns as well. */
  about: readonly string[];
  /** Claims for those named and the operator only: not even a reader is shown them. */
  between: readonly string[];
}

const nothing = { open: null, names: [], about: [], between: [] };

export const recordNouns: readonly RecordNoun[] = [
  {
    noun: 'accreditations',
    kind: 'accreditation',
    said: 'parties',
    named: true,
    open: ['accreditation', 'party', 'role', 'schemes', 'countries', 'processes', 'validFrom', 'validUntil'],
    names: ['party'],
    about: [],
    between: [],
  },
  {
    noun: 'certificates',
    kind: 'certificate',
    said: 'parties',
    named: true,
    open: [
      'certificate',
      'type',
      'scheme',
      'holder',
      'validFrom',
      'validUntil',
      'sites',
      'subcontractors',
      'processes',
      'categories',
      'materials',
      'codes',
      'imported',
    ],
    names: ['holder', 'buyer'],
    about: [],
    between: [],
  },
  { ...nothing, noun: 'statuses', kind: 'status', said: 'parties', named: false, about: ['about'] },
  {
    ...nothing,
    noun: 'trades',
    kind: 'trade',
    said: 'parties',
    named: true,
    names: ['seller', 'buyer'],
    between: ['lines', 'documents'],
  },
  {
    ...nothing,
    noun: 'answers',
    kind: 'answer',
    said: 'parties',
    named: false,
    about: ['about'],
    between: ['lines'],
  },
  {
    noun: 'claims',
    kind: 'claim',
    said: 'parties',
    named: true,
    // Its lots name their makers, so they stay with them.
    open: [
      'claim',
      'scheme',
      'code',
      'model',
      'sharePpm',
      'product',
      'restsOn',
      'validUntil',
      'text',
      'countries',
    ],
    names: [],
    about: ['lots', 'product'],
    between: [],
  },
  { ...nothing, noun: 'accounts', kind: 'account', said: 'parties', named: false },
  { ...nothing, noun: 'cases', kind: 'case', said: 'parties', named: false, about: ['about'] },
  {
    ...nothing,
    noun: 'memberships',
    kind: 'membership',
    said: 'parties',
    named: true,
    names: ['party', 'member'],
  },
  { ...nothing, noun: 'invitations', kind: 'invitation', said: 'parties', named: true },
  {
    ...nothing,
    noun: 'acceptances',
    kind: 'acceptance',
    said: 'parties',
    named: false,
    about: ['invitation'],
  },
  { ...nothing, noun: 'heads', kind: 'head', said: 'parties', named: false, open: ['log', 'size', 'root'] },
  {
    ...nothing,
    noun: 'trust',
    kind: 'trust',
    said: 'operator',
    named: false,
    open: ['anchors', 'from'],
  },
  {
    ...nothing,
    noun: 'packs',
    kind: 'pack',
    said: 'operator',
    named: false,
    open: ['pack', 'version', 'from', 'content'],
  },
];

const byKind: ReadonlyMap<RecordKind, RecordNoun> = new Map(recordNouns.map((noun) => [noun.kind, noun]));

export function nounOf(kind: RecordKind): RecordNoun {
  const noun = byKind.get(kind);
  if (noun === undefined) throw new Error(`${kind} has no place at the door`);
  return noun;
}

/** Every key is shown all of it, so it may have the statement as its party signed it: of another log's head that is the proof. */
export function isWhollyOpen(kind: RecordKind): boolean {
  return kind === 'head';
}
