// GET /parties/{id}/seen: what a reader is shown of a party, field by field, by the same code that answers that reader. Nothing here says
// what is shown; it asks as that reader would, and compares the answer with the whole.
import { canonicalId, type RecordKind, readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Level, RecordedEvent, RecordView } from '../../flow/answers.ts';
import type { Answer } from '../../flow/node.ts';
import { eventReaderOf } from '../access/event-reader.ts';
import { anonymous, type Caller, isLevel } from '../access/role.ts';
import { shownVerdict } from '../claim/withhold.ts';
import { shownLot } from '../lot/withhold.ts';
import { problem, refused } from '../problem/problem.ts';
import { shownRecord } from '../record/sight.ts';
import { textOf } from '../request/body.ts';
import { anyText, oneOf, type ParameterForm, pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { partyOf } from './stock.ts';

export interface SeenField {
  name: string;
  isShown: boolean;
  /** The party's own word: it sees it in any case. */
  value: unknown;
}

/** The rule by which this reader is shown that much. */
export type SeenWhy =
  | 'level'
  | 'key-needed'
  | 'every-key'
  | 'own-only'
  | 'readers-all'
  | 'concerned'
  | 'not-concerned';

export interface SeenThing {
  kind: string;
  id: string;
  /** `not-there`: this reader does not even learn that there is one. */
  sight: 'whole' | 'part' | 'not-there';
  why: SeenWhy;
  fields: SeenField[];
}

const seenParameters: Record<'reader' | 'partner' | 'level' | 'lot', ParameterForm> = {
  reader: oneOf('everybody', 'partner', 'auditor'),
  partner: anyText,
  level: oneOf('country', 'region', 'site', 'full'),
  lot: anyText,
};

export async function getSeen(call: Call): Promise<Response> {
  const party = partyOf(call);
  if (!party.ok) return problem(party.refusals);
  const parameters = readParameters(pairsOf(call.c.req.url), seenParameters);
  if (!parameters.ok) return problem(parameters.refusals);
  const { reader = 'everybody', partner, level, lot } = parameters.value;
  const asReader = readerOf(call, reader, partner, level);
  if (!asReader.ok) return problem(asReader.refusals);
  const asked = lot === undefined ? newestLot(call, party.value) : (canonicalId(lot)?.id ?? lot);
  if (asked !== null && call.node.stockLot(party.value, asked) === undefined)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This party never had a lot by that id.' }]);
  const { role, level: granted } = asReader.value;
  return replyJson(200, {
    reader: { role, party: asReader.value.party, level: granted },
    lot: asked,
    things: [
      ...(asked === null
        ? []
        : [
            ...(await lotSeen(call, asked, asReader.value)),
            ...eventSeen(call, party.value, asked, asReader.value),
          ]),
      ...registerSeen(call, party.value, asked, asReader.value),
      ...recordsSeen(call, party.value, asReader.value),
    ],
    evidence: asked === null ? null : evidenceSeen(call, party.value, asked, granted),
  });
}

/** As keys of these roles are made, unless the party asks what another level would show. */
function readerOf(
  { node }: Call,
  reader: string,
  partner: string | undefined,
  asked: string | undefined,
): Answer<Caller> {
  const level: Level | undefined = asked !== undefined && isLevel(asked) ? asked : undefined;
  if (reader === 'everybody') return { ok: true, value: { ...anonymous, level: level ?? anonymous.level } };
  if (reader === 'auditor')
    return { ok: true, value: { role: 'reader', party: null, level: level ?? 'full' } };
  if (partner === undefined || node.party(partner) === undefined)
    return refused('QUERY_PARAMETER_INVALID', 'partner takes the id of a party of this node.', {
      field: 'partner',
    });
  return { ok: true, value: { role: 'party', party: partner, level: level ?? 'country' } };
}

function newestLot({ node }: Call, party: string): string | null {
  const [lot] = node.stock({ party, state: 'all', place: null, search: null, perPage: 1, after: null }).lots;
  return lot?.id ?? null;
}

async function lotSeen({ node }: Call, id: string, { level }: Caller): Promise<SeenThing[]> {
  const lot = node.lot(id);
  const verdicts = await node.verdicts(id);
  const claims = verdicts.ok ? verdicts.value : [];
  return [
    ...(lot === undefined ? [] : [thing('lot', id, 'level', lot, shownLot(lot, level))]),
    ...claims.map((verdict) =>
      thing('verdict', verdict.claim, 'level', verdict, shownVerdict(verdict, level, id)),
    ),
  ];
}

/** By GET /events: as `reader` is answered there (domain/statement/sight.ts). */
function eventSeen({ node }: Call, party: string, lot: string, reader: Caller): SeenThing[] {
  const event = ownEvents(node, party, lot)[0];
  if (event === undefined) return [];
  const asked = eventReaderOf(reader);
  const shown = asked && node.event(event.eventId, asked).find((one) => isSamePlace(one, event));
  return [thing('event', event.eventId, whyEvent(reader), event.event, shown?.event)];
}

function isSamePlace(one: RecordedEvent, other: RecordedEvent): boolean {
  return one.entry === other.entry && one.indexInStatement === other.indexInStatement;
}

function whyEvent({ role, level }: Caller): SeenWhy {
  if (role === 'anonymous') return 'key-needed';
  if (role === 'party') return 'own-only';
  return level === 'full' ? 'readers-all' : 'level';
}

function ownEvents(node: Call['node'], party: string, lot: string): RecordedEvent[] {
  const ids = node
    .lotHistory(lot)
    .filter((event) => event.party === party && !event.isVoided && event.act !== 'error')
    .flatMap(({ eventId }) => eventId ?? []);
  return [...new Set(ids)].flatMap((id) => node.event(id)).filter((event) => event.party === party);
}

/** The registers are open to every key, and closed without one (route table). */
function registerSeen({ node }: Call, party: string, lot: string | null, { role }: Caller): SeenThing[] {
  const isShown = role !== 'anonymous';
  const why = isShown ? 'every-key' : 'key-needed';
  const shown = (kind: string, id: string, one: object | undefined): SeenThing[] =>
    one === undefined ? [] : [thing(kind, id, why, one, isShown ? one : undefined)];
  const place = lot === null ? null : (node.stockLot(party, lot)?.place ?? null);
  const own = node.party(party);
  const facility = place === null ? undefined : node.facility(place);
  return [
    ...shown('party', party, own && { ...own, keys: own.keys.length }),
    ...shown('facility', place ?? '', facility?.party === party ? facility : undefined),
  ];
}

const kindsShown: readonly RecordKind[] = [
  'certificate',
  'claim',
  'trade',
  'answer',
  'membership',
  'account',
];

/** The newest of each kind that the party said, or that names it as its holder. */
function recordsSeen({ node }: Call, party: string, reader: Caller): SeenThing[] {
  return kindsShown.flatMap((kind) => {
    const [said] = node.records({
      kind,
      ...(kind === 'certificate' ? { about: party } : { issuer: party }),
      limit: 1,
    }).records;
    if (said === undefined) return [];
    const shown = shownRecord(node, said, reader);
    const claims =
      shown &&
      Object.fromEntries(Object.entries(shown.claims).filter(([name]) => !shown.withheld.includes(name)));
    return [thing(kind, idOf(said), whyOf(reader, shown?.withheld), said.claims, claims)];
  });
}

function whyOf({ role }: Caller, withheld: readonly string[] | undefined): SeenWhy {
  if (role === 'anonymous') return 'key-needed';
  if (role === 'reader') return 'level';
  return withheld?.length === 0 ? 'concerned' : 'not-concerned';
}

function idOf({ id, entry }: RecordView): string {
  return id ?? String(entry);
}

function thing(kind: string, id: string, why: SeenWhy, whole: object, shown: object | undefined): SeenThing {
  const given = new Map(Object.entries(shown ?? {}));
  const fields = Object.entries(whole).map(([name, value]) => ({
    ...{ name, value },
    isShown: given.has(name) && same(given.get(name), value),
  }));
  const some = fields.some(({ isShown }) => isShown);
  const all = fields.every(({ isShown }) => isShown);
  return {
    kind,
    id,
    why,
    sight: shown === undefined || !some ? 'not-there' : all ? 'whole' : 'part',
    fields,
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

interface EvidenceSeen {
  level: Level;
  bytes: number;
  statements: number;
  events: SeenThing[];
}

/** The very file that this level gets, read as a stranger reads it: of the party's events on the way, which fields are in it. */
function evidenceSeen({ node }: Call, party: string, lot: string, level: Level): EvidenceSeen | null {
  const file = node.evidence(lot, { level });
  if (!file.ok) return null;
  const { statements } = JSON.parse(textOf(file.value)) as {
    statements: { index: number; sdjwt: string }[];
  };
  const byEntry = new Map(statements.map(({ index, sdjwt }) => [index, sdjwt]));
  const events = ownEvents(node, party, lot).flatMap((event) => {
    const sdjwt = byEntry.get(event.entry);
    const read = sdjwt === undefined ? undefined : readStatement(sdjwt, nodePrimitives);
    if (read?.ok !== true) return [];
    const shown = read.statement.eventsShown.find(({ index }) => index === event.indexInStatement)?.event;
    return shown === undefined ? [] : [thing('event', event.eventId, 'level', event.event, shown)];
  });
  return { level, bytes: file.value.length, statements: statements.length, events };
}
