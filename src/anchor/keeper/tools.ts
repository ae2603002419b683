// What a keeper needs of the node, and what it tells.
import type { SelvedgeNode } from '../../flow/node.ts';
import type { SettledAnchor, SettledAnchors } from '../../flow/ports.ts';
import type { UnderWayTable } from '../../store/under-way.ts';

/** The log, as far as anchors are concerned. */
export type AnchoredLog = Pick<
  SelvedgeNode,
  'origin' | 'head' | 'checkpoint' | 'rootAt' | 'consistencyProof'
>;

/** Something that an operator should hear of. Of trouble once, however long it lasts. */
export type AnchorNews =
  | { readonly chain: string; readonly about: 'settled'; readonly size: number }
  | { readonly chain: string; readonly about: 'trouble'; readonly code: string; readonly detail: string }
  | { readonly chain: string; readonly about: 'well again' }
  | { readonly chain: string; readonly about: 'left aside'; readonly file: string; readonly detail: string }
  | { readonly chain: string; readonly about: 'lost'; readonly size: number; readonly detail: string };

export interface KeeperTools {
  readonly log: AnchoredLog;
  readonly underWay: UnderWayTable;
  readonly settled: SettledAnchors;
  /** The verifier's own check: why the proof shows nothing; undefined where it shows the head. */
  verify(anchor: Pick<SettledAnchor, 'chain' | 'size' | 'root' | 'proof'>): string | undefined;
  report(news: AnchorNews): void;
  nowMs(): number;
}
