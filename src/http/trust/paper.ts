// GET /certificates/{id}/standing: what is drawn from a certificate, what was said of it, and who lets its issuer say it.
import type { Paper, PaperUse } from '../../flow/review/paper.ts';
import { problem } from '../problem/problem.ts';
import { recordCalled } from '../record/find.ts';
import { nounOf } from '../record/noun.ts';
import { shownRecord } from '../record/sight.ts';
import { pairsOf, readParameters } from '../request/parameters.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

export function getStanding(call: Call): Response {
  const parameters = readParameters(pairsOf(call.c.req.url), {});
  if (!parameters.ok) return problem(parameters.refusals);
  const found = recordCalled(call.node, nounOf('certificate'), call.c.req.param('id') ?? '');
  const paper = found?.id == null ? undefined : call.node.paper(found.id);
  if (paper === undefined)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node knows no certificate by that id.' }]);
  const { party } = call.caller;
  const you = party === null ? null : call.node.authority(party, paper.certificate);
  return replyJson(200, { ...paper, ...shownPaper(call, paper), you });
}

/** Grams and reasons are shown with the records that tell them (record/sight.ts); sums, where all that they sum up is shown. */
function shownPaper(call: Call, { certificate, volume, words, cases }: Paper): Record<string, unknown> {
  const isShown = (kind: 'certificate' | 'status' | 'case', id: string): boolean => isWhole(call, kind, id);
  const uses = volume?.uses.map((use) => (isShown('certificate', use.certificate) ? use : withoutGrams(use)));
  const allShown = uses?.every(({ grams }) => grams !== null) ?? true;
  const own = isShown('certificate', certificate);
  return {
    volume: volume && {
      ...volume,
      uses,
      grams: own ? volume.grams : null,
      usedGrams: own && allShown && volume.useCount === volume.uses.length ? volume.usedGrams : null,
    },
    words: words.map((word) => (isShown('status', String(word.entry)) ? word : { ...word, reason: null })),
    cases: cases.filter((one) => isShown('case', one.case)),
  };
}

function withoutGrams(use: PaperUse): Omit<PaperUse, 'grams'> & { grams: null } {
  return { ...use, grams: null };
}

function isWhole({ node, caller }: Call, kind: 'certificate' | 'status' | 'case', id: string): boolean {
  const record = recordCalled(node, nounOf(kind), id);
  return record !== undefined && shownRecord(node, record, caller)?.withheld.length === 0;
}
