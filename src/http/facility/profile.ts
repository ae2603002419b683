// GET /facilities/{id}/profile: the lasting page of a site, with who told each datum and when.
//
//             country   region from   name, address, place, processes, party, certificates   amounts
//  anonymous   yes      its level     -                                                      -
//  with a key  yes      yes           yes (as /facilities/{id} shows them)                   own sites, or level full
import { canonicalId, readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { FacilityRecord } from '../../domain/party/register.ts';
import type { FacilityView, RecordView } from '../../flow/answers.ts';
import { showsAtLeast } from '../access/role.ts';
import { problem } from '../problem/problem.ts';
import { shownRecord } from '../record/sight.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

const members = [
  'name',
  'address',
  'country',
  'region',
  'latitude',
  'longitude',
  'processes',
  'party',
] as const;
type Member = (typeof members)[number];

export function getProfile(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const asked = call.c.req.param('id') ?? '';
  const facility = call.node.facility(asked) ?? call.node.facility(canonicalId(asked)?.id ?? asked);
  if (facility === undefined)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node knows no site by that id.' }]);
  return replyJson(200, profileOf(call, facility));
}

function profileOf(call: Call, facility: FacilityView): Record<string, unknown> {
  const { node, caller } = call;
  const isShown = shownMembers(call);
  const words = node.facilityWords(facility.facility);
  const shown = members.map((name) => [name, isShown(name) ? facility[name] : null]);
  const isNamed = isShown('party');
  return {
    facility: facility.facility,
    ...Object.fromEntries(shown),
    partyName: isNamed ? (node.party(facility.party)?.name ?? null) : null,
    withheld: members.filter((name) => !isShown(name)),
    told: members.filter(isShown).flatMap((name) => toldBy(call, words, name, isNamed)),
    words: words.length,
    certificates: isNamed ? certificatesOf(call, facility) : null,
    flows: isFlowShown(call, facility) ? (node.facilityFlows(facility.facility) ?? null) : null,
    flowsWithheld: !isFlowShown(call, facility),
    level: caller.level,
  };
}

function shownMembers({ caller }: Call): (name: Member) => boolean {
  if (caller.role !== 'anonymous') return () => true;
  return (name) =>
    name === 'country' ||
    (name === 'region' ? showsAtLeast(caller.level, 'region') : showsAtLeast(caller.level, 'site'));
}

function isFlowShown({ caller }: Call, { party }: FacilityView): boolean {
  return caller.role !== 'anonymous' && (showsAtLeast(caller.level, 'full') || caller.party === party);
}

interface Told {
  member: Member;
  /** Log index of the statement that first said what holds now. */
  entry: number;
  recordedAtMs: number;
  by: string | null;
  byName: string | null;
}

/** The word since which the datum is what it is; nothing where nobody told it. */
function toldBy({ node }: Call, words: readonly FacilityRecord[], member: Member, isNamed: boolean): Told[] {
  const last = words.at(-1);
  const isSame = (word: FacilityRecord): boolean =>
    JSON.stringify(word[member]) === JSON.stringify(last?.[member]);
  if (
    last === undefined ||
    last[member] === null ||
    (Array.isArray(last[member]) && last[member].length === 0)
  )
    return [];
  const since = words.findLastIndex((word) => !isSame(word)) + 1;
  const { entry, recordedAtMs } = words[since]!;
  const by = isNamed ? issuerOf(node.statement(entry)) : null;
  return [{ member, entry, recordedAtMs, by, byName: by === null ? null : (node.party(by)?.name ?? null) }];
}

function issuerOf(sdjwt: string | undefined): string | null {
  const statement = sdjwt === undefined ? undefined : readStatement(sdjwt, nodePrimitives);
  return statement?.ok === true ? statement.statement.issuer : null;
}

const mostCertificates = 200;

/** Those of its party that name it, or all sites of their holder. A transaction certificate is about goods. */
function certificatesOf(call: Call, { facility, party }: FacilityView): Record<string, unknown>[] {
  const { records } = call.node.records({ kind: 'certificate', about: party, limit: mostCertificates });
  return records
    .filter(({ claims }) => isFor(claims, facility, party))
    .flatMap((record) => shownAs(call, record));
}

function isFor(claims: Record<string, unknown>, facility: string, party: string): boolean {
  const sites = Array.isArray(claims['sites']) ? claims['sites'] : [];
  return (
    claims['holder'] === party &&
    claims['type'] !== 'transaction' &&
    sites.some((site) => site === '*' || site === facility || canonicalId(String(site))?.id === facility)
  );
}

function shownAs(call: Call, record: RecordView): Record<string, unknown>[] {
  const shown = shownRecord(call.node, record, call.caller);
  if (shown === undefined || shown.id === null) return [];
  const { id, entry, issuer, state, claims } = shown;
  const { type, scheme, validFrom, validUntil } = claims;
  return [
    {
      certificate: id,
      entry,
      issuer,
      issuerName: call.node.party(issuer)?.name ?? null,
      state,
      type,
      scheme,
      validFrom,
      validUntil,
    },
  ];
}
