// Records as they stand, how the claims among them are judged, and what that tells those who rely on them.
import { canonicalId } from '#verifier';
import { Judge, lotsJudgedOfProduct, verdictsOf, verdictsOnClaim } from '../judge/judge.ts';
import type { Notice } from '../answers.ts';
import type { SelvedgeNode } from '../node.ts';
import { noticesFor } from '../notice.ts';
import { recordsAnswer, recordsAt, rememberedLots } from '../records.ts';
import { reportAnswer } from '../report.ts';
import { todayAnswer } from '../today/today.ts';
import { flowsFace } from './flows.ts';
import type { Parts } from './parts.ts';
import { trustFace } from './trust.ts';

type Said = Pick<SelvedgeNode, 'records' | 'recordsAt' | 'rememberedLots'>;
type Judged = Pick<
  SelvedgeNode,
  'verdicts' | 'verdictsOn' | 'report' | 'notices' | 'today' | 'flow' | 'proof'
>;
type Trusted = ReturnType<typeof trustFace>;

export function recordsFace({ world, products, held, ledger }: Parts): Said & Judged & Trusted {
  const judge = new Judge(ledger);
  const nowMs = (): number => world.clock.nowMs();
  const lotsOf = (product: string, limit: number): string[] => products.newest(ledger(), product, limit);
  const notices = (party: string, sinceEntry = -1, untilEntry?: number): Notice[] =>
    noticesFor(ledger(), party, sinceEntry, (product) => lotsOf(product, lotsJudgedOfProduct), untilEntry);
  return {
    records: (query) => recordsAnswer(world, ledger(), query),
    recordsAt: (entries) => recordsAt(world, ledger(), entries),
    rememberedLots: (trade) => rememberedLots(ledger(), canonicalId(trade)?.id ?? trade),
    verdicts: (lot, atMs) =>
      judge.answered(['lot', lot, atMs], { atMs: atMs ?? nowMs() }, (judged) =>
        verdictsOf(ledger(), lot, judged),
      ),
    verdictsOn: (claim, atMs, most) =>
      judge.answered(['claim', claim, atMs, most], { atMs: atMs ?? nowMs() }, (judged) =>
        verdictsOnClaim(ledger(), { claim, most }, lotsOf, judged),
      ),
    ...trustFace({ world, products, held, ledger }, judge),
    report: (atMs = nowMs()) => reportAnswer(ledger(), atMs),
    notices,
    ...flowsFace({ world, products, ledger }, judge),
    today: (query) =>
      todayAnswer(ledger(), held, query, nowMs(), (sinceEntry) => notices(query.party, sinceEntry)),
  };
}
