// Claims as a board, certificates with what is drawn from them, what waits for certifiers, and suppliers tier by tier.
import { canonicalId } from '#verifier';
import { boardAnswer } from '../board/board.ts';
import { JudgedOnce } from '../board/judged-once.ts';
import { previewClaim } from '../board/preview.ts';
import type { Judge } from '../judge.ts';
import type { SelvedgeNode } from '../node.ts';
import { authorityOf } from '../review/authority.ts';
import { paperOf } from '../review/paper.ts';
import { reviewAnswer } from '../review/review.ts';
import { suppliersAnswer } from '../suppliers/suppliers.ts';
import type { Parts } from './parts.ts';

type Trust = Pick<SelvedgeNode, 'board' | 'previewClaim' | 'paper' | 'authority' | 'review' | 'suppliers'>;

/** Newest lots of a product that are looked at by claims on it. */
const mostLots = 20;

export function trustFace(
  { world, products, held, ledger }: Pick<Parts, 'world' | 'products' | 'held' | 'ledger'>,
  judge: Judge,
): Trust {
  const once = new JudgedOnce();
  const nowMs = (): number => world.clock.nowMs();
  const newest = (product: string, limit: number): string[] => products.newest(ledger(), product, limit);
  const lotsOf = (product: string): { count: number; newest: string[] } => ({
    count: products.count(ledger(), product),
    newest: newest(product, mostLots),
  });
  return {
    board: (query) => {
      const at = { size: ledger().size, nowMs: nowMs() };
      return boardAnswer(ledger(), query, at.nowMs, {
        lotsOf,
        judged: (claim, most) =>
          once.of(claim, at, () => {
            const verdicts = judge.verdictsOn(ledger(), claim, at.nowMs, newest, most);
            return verdicts.ok ? verdicts.value : [];
          }),
      });
    },
    previewClaim: (party, claims) => previewClaim(world, ledger(), party, claims, lotsOf),
    paper: (certificate) => paperOf(ledger(), canonicalId(certificate)?.id ?? certificate, nowMs()),
    authority: (party, about) => authorityOf(ledger(), party, canonicalId(about)?.id ?? about, nowMs()),
    review: (query) => reviewAnswer(ledger(), query, nowMs()),
    suppliers: (party, limit) => suppliersAnswer(ledger(), { products, held }, { party, limit }, nowMs()),
  };
}
