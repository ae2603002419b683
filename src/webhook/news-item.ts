// One piece of news for a subscriber, and what it is worked out from.
import type { SelvedgeNode } from '../flow/node.ts';
import type { WebhookKind } from './subscription.ts';

export type NewsGround = Pick<SelvedgeNode, 'notices' | 'recordsAt' | 'records' | 'verdictsOn'>;

/** Ids and addresses: whoever gets it asks for the rest with its own key. */
export interface News {
  kind: WebhookKind;
  entry: number;
  recordedAtMs: number;
  /** The record that was said: a trade, a certificate, a case; for the others, what the word is about. */
  about: string;
  by: string;
  word: string;
  /** Claims and certificates of the party that rest on it; empty where it is told as such. */
  touches: readonly string[];
  /** Address at this node, for a key of the party. */
  ask: string;
  more?: Readonly<Record<string, unknown>>;
}
