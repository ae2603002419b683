// Records as they stand, how the claims among them are judged, and what that tells those who rely on them.
import { canonicalId } from '#verifier';
import { Judge, lotsJudgedOfProduct } from '../judge.ts';
import type { SelvedgeNode } from '../node.ts';
import { noticesFor } from '../notice.ts';
import { recordsAnswer, recordsAt, rememberedLots } from '../records.ts';
import { reportAnswer } from '../report.ts';
import type { Parts } from './parts.ts';

type Said = Pick<SelvedgeNode, 'records' | 'recordsAt' | 'rememberedLots'>;
type Judged = Pick<SelvedgeNode, 'verdicts' | 'verdictsOn' | 'report' | 'notices'>;

export function recordsFace({ world, products, ledger }: Parts): Said & Judged {
  const judge = new Judge();
  const nowMs = (): number => world.clock.nowMs();
  const lotsOf = (product: string, limit: number): string[] => products.newest(ledger(), product, limit);
  return {
    records: (query) => recordsAnswer(world, ledger(), query),
    recordsAt: (entries) => recordsAt(world, ledger(), entries),
    rememberedLots: (trade) => rememberedLots(ledger(), canonicalId(trade)?.id ?? trade),
    verdicts: (lot, atMs = nowMs()) => judge.verdicts(ledger(), lot, atMs),
    verdictsOn: (claim, atMs = nowMs()) => judge.verdictsOn(ledger(), claim, atMs, lotsOf),
    report: (atMs = nowMs()) => reportAnswer(ledger(), atMs),
    notices: (party, sinceEntry = -1) =>
      noticesFor(ledger(), party, sinceEntry, (product) => lotsOf(product, lotsJudgedOfProduct)),
  };
}
