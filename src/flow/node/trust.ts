// Claims as a board, certificates with what is drawn from them, what waits for certifiers, and suppliers tier by tier.
import { canonicalId } from '#verifier';
import { boardAnswer } from '../board/board.ts';
import { previewClaim } from '../board/preview.ts';
import { type Judge, verdictsOnClaim } from '../judge/judge.ts';
import type { SelvedgeNode } from '../node.ts';
import { authorityOf } from '../review/authority.ts';
import { paperOf } from '../review/paper.ts';
import { reviewAnswer } from '../review/review.ts';
import { suppliersAnswer } from '../suppliers/suppliers.ts';
import type { Parts } from './parts.ts';

type Trust = Pick<SelvedgeNode, 'board' | 'previewClaim' | 'paper' | 'authority' | 'review' | 'suppliers'>;

/** Newest lots of a product that are looked at by claims on it. */
const mostLots = 20;
/** A verdict tells of a time; for a board, one of a minute ago is of now. */
const boardWithinMs = 60_000;

export function trustFace(
  { world, products, held, ledger }: Pick<Parts, 'world' | 'products' | 'held' | 'ledger'>,
  judge: Judge,
): Trust {
  const nowMs = (): number => world.clock.nowMs();
  const newest = (product: string, limit: number): string[] => products.newest(ledger(), product, limit);
  const lotsOf = (product: string): { count: number; newest: string[] } => ({
    count: products.count(ledger(), product),
    newest: newest(product, mostLots),
  });
  return {
    board: (query) => {
      const atMs = nowMs();
      return judge.answered(['board', query], { atMs, withinMs: boardWithinMs }, (judged) =>
        boardAnswer(ledger(), query, atMs, {
          lotsOf,
          judged: (claim, most) => {
            const verdicts = verdictsOnClaim(ledger(), { claim, most }, newest, judged);
            return verdicts.ok ? verdicts.value : [];
          },
        }),
      );
    },
    previewClaim: (party, claims) =>
      judge.ofOneMoment((now) => previewClaim(world, now, party, claims, lotsOf)),
    paper: (certificate) => paperOf(ledger(), canonicalId(certificate)?.id ?? certificate, nowMs()),
    authority: (party, about) => authorityOf(ledger(), party, canonicalId(about)?.id ?? about, nowMs()),
    review: (query) => reviewAnswer(ledger(), query, nowMs()),
    suppliers: (party, limit) => suppliersAnswer(ledger(), { products, held }, { party, limit }, nowMs()),
  };
}
