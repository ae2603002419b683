// GET /cases/{id}/course: a case from its opening to its end, who decides it, and what it moved.
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { resultOf } from '../../flow/board/board.ts';
import { isConcerned } from '../claim/concerned.ts';
import { showsAtLeast } from '../access/role.ts';
import { problem } from '../problem/problem.ts';
import { recordCalled } from '../record/find.ts';
import { nounOf } from '../record/noun.ts';
import { shownRecord } from '../record/sight.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

/** Lots of a claim that are judged before and after. */
const lotsCompared = 3;
const mostSteps = 1000;

export async function getCourse(call: Call): Promise<Response> {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const first = recordCalled(call.node, nounOf('case'), call.c.req.param('id') ?? '');
  const shown = first === undefined ? undefined : shownRecord(call.node, first, call.caller);
  if (shown === undefined || shown.id === null)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node shows you no case by that id.' }]);
  return replyJson(200, await courseOf(call, shown.id, shown));
}

async function courseOf(call: Call, id: string, opening: RecordView): Promise<Record<string, unknown>> {
  const { node, caller } = call;
  const all = node.records({ kind: 'case', id, limit: mostSteps }).records.reverse();
  const steps = all.flatMap((step) => shownRecord(node, step, caller) ?? []);
  const about = String(opening.claims['about']);
  const subject = subjectOf(node, about);
  return {
    case: id,
    state: opening.state,
    about: { id: about, ...subject },
    steps: steps.map((step) => ({ ...step, issuerName: nameOf(node, step.issuer) })),
    deciders: decidersOf(node, about, subject.scheme),
    you: caller.party === null ? null : node.authority(caller.party, about),
    moved:
      subject.kind === 'claim' ? await movedOf(call, about, subject.party ?? '', opening.recordedAtMs) : null,
  };
}

interface Subject {
  kind: 'claim' | 'certificate' | 'trade' | 'lot';
  scheme: string | null;
  party: string | null;
  partyName: string | null;
  state: string | null;
}

function subjectOf(node: SelvedgeNode, id: string): Subject {
  for (const kind of ['claim', 'certificate', 'trade'] as const) {
    const [found] = node.records({ kind, id, limit: 1 }).records;
    if (found === undefined) continue;
    const { claims, issuer, state } = found;
    const party = kind === 'certificate' ? String(claims['holder']) : issuer;
    const scheme = typeof claims['scheme'] === 'string' ? claims['scheme'] : null;
    return { kind, scheme, party, partyName: nameOf(node, party), state };
  }
  return { kind: 'lot', scheme: null, party: null, partyName: null, state: null };
}

/** Of the parties with an accreditation, those who may uphold or dismiss now. */
function decidersOf(
  node: SelvedgeNode,
  about: string,
  scheme: string | null,
): { party: string; name: string | null }[] {
  const { records } = node.records({ kind: 'accreditation', limit: mostSteps });
  const parties = new Set(
    records
      .filter(({ claims }) => scheme === null || namesScheme(claims['schemes'], scheme))
      .map(({ claims }) => String(claims['party'])),
  );
  return [...parties]
    .filter((party) => node.authority(party, about).decides)
    .map((party) => ({ party, name: nameOf(node, party) }));
}

function namesScheme(schemes: unknown, scheme: string): boolean {
  return Array.isArray(schemes) && (schemes.includes('*') || schemes.includes(scheme));
}

/** The verdict on the claim just before the case was opened, and now. */
async function movedOf(
  call: Call,
  claim: string,
  claimant: string,
  openedAtMs: number,
): Promise<Record<string, unknown>> {
  return {
    before: await verdictAt(call, claim, claimant, openedAtMs - 1),
    after: await verdictAt(call, claim, claimant, undefined),
  };
}

async function verdictAt(
  { node, caller }: Call,
  claim: string,
  claimant: string,
  atMs: number | undefined,
): Promise<object | null> {
  const [said] = node.records({ kind: 'claim', id: claim, limit: 1 }).records;
  if (said === undefined || (atMs !== undefined && said.recordedAtMs > atMs)) return null;
  const judged = await node.verdictsOn(claim, atMs, lotsCompared);
  const verdicts = judged.ok ? judged.value : [];
  const [first] = verdicts;
  if (first === undefined) return null;
  const isOwn = showsAtLeast(caller.level, 'full') || isConcerned(node, caller, { claim, claimant });
  const sum = (grams: readonly (number | null)[]): number | null =>
    isOwn
      ? grams.reduce((all: number | null, one) => (all === null || one === null ? null : all + one), 0)
      : null;
  return {
    atMs: first.judgedAtMs,
    looked: verdicts.length,
    result: resultOf(verdicts),
    state: first.state,
    gramsClaimed: sum(verdicts.map(({ gramsClaimed }) => gramsClaimed)),
    gramsSubstantiated: sum(verdicts.map(({ gramsSubstantiated }) => gramsSubstantiated)),
  };
}

function nameOf(node: SelvedgeNode, party: string): string | null {
  return node.party(party)?.name ?? null;
}
