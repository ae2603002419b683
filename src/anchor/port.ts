// What the keeper asks of a place where heads are anchored (docs/protocol/anchor.md). A driver says what the place says
// and carries what it is given; it decides nothing about the log. Whatever it cannot do it throws as AnchorTrouble.
import type { AnchorProof } from '#verifier';

/** Head of a log without its name: number of leaves, and their root (32 bytes). */
export interface Head {
  readonly size: number;
  readonly root: Uint8Array;
}

/** What is to be anchored, and what the place needs to check it. */
export interface Growth {
  /** The head that the place holds; null = none of this log. */
  readonly from: Head | null;
  readonly to: Head;
  /** RFC 6962 section 2.1.2 from `from` to `to`; empty where there is no `from`. */
  readonly consistency: readonly Uint8Array[];
  /** Signed note of `to`, where that is the published head; null for any other size. */
  readonly checkpoint: string | null;
}

/** What carries a head: a signed transaction, a statement, a file. Plain JSON, written down before it leaves. */
export interface Letter {
  /** By which the place knows it. */
  readonly id: string;
  readonly sentAtMs: number;
  /** For the driver alone. */
  readonly content: Readonly<Record<string, string | number | null>>;
}

/** An anchor that has left, or is about to. All letters carry the same head; at most one of them ever arrives. */
export interface UnderWay {
  readonly size: number;
  /** base64 */
  readonly root: string;
  /** Of the head that they follow; 0 = none. */
  readonly fromSize: number;
  /** Oldest first; a later one replaces those before it. */
  readonly letters: readonly Letter[];
  /** Where one of them was seen (a block's hash, say); null = nowhere yet. */
  readonly seenIn: string | null;
}

export type Sight =
  /** The place knows none of the letters: the last one can be sent (again). */
  | { readonly at: 'nowhere' }
  /** The place has a letter and has not decided yet. */
  | { readonly at: 'waiting' }
  /** One of them has arrived, under so many more blocks (Infinity where nothing undoes it). */
  | { readonly at: 'seen'; readonly where: string; readonly confirmations: number }
  /** None of them can arrive any more. */
  | { readonly at: 'gone'; readonly why: string };

export interface AnchorDriver {
  /** CAIP-2. */
  readonly chain: string;
  /** Sizes that are a multiple of it are cheapest there; 1 = the place takes published checkpoints only. */
  readonly stride: number;
  /** The last head of this log that the place itself says it holds. */
  anchored(): Promise<Head | null>;
  /** The letter for a growth, in place of the earlier ones that carry the same head. Nothing leaves yet. */
  write(growth: Growth, earlier: readonly Letter[], nowMs: number): Promise<Letter>;
  /** MUST be harmless where the letter is there already. */
  send(letter: Letter): Promise<void>;
  look(underWay: UnderWay): Promise<Sight>;
  /** The letter that brought the head that the place holds, where nobody remembers it. */
  find(head: Head): Promise<Letter | undefined>;
  /** MUST come from the place alone; the keeper has it verified before it is kept. */
  proof(underWay: UnderWay): Promise<AnchorProof>;
}

export type AnchorTroubleCode =
  /** No answer, or too late. */
  | 'ANCHOR_UNREACHABLE'
  /** An answer that is none: no JSON, too large, of another form. */
  | 'ANCHOR_ANSWER_MALFORMED'
  /** The place will not take it; the detail has its words. */
  | 'ANCHOR_REFUSED'
  | 'ANCHOR_CHAIN_LIES'
  | 'ANCHOR_HEAD_UNKNOWN'
  | 'ANCHOR_NOT_OWNER'
  | 'ANCHOR_CONTRACT_DIFFERS'
  | 'ANCHOR_OUT_OF_FUNDS'
  | 'ANCHOR_TOO_DEAR'
  /** A file that is in the way, or is not what it should be. */
  | 'ANCHOR_FILE_UGLY'
  /** Something that its place needs is not there: a contract, an API key. */
  | 'ANCHOR_NOT_SET_UP'
  | 'ANCHOR_FAULT';

/** Why an anchor does not get on. It delays; nothing is lost by it. */
export class AnchorTrouble extends Error {
  readonly code: AnchorTroubleCode;

  constructor(code: AnchorTroubleCode, detail: string) {
    super(detail);
    this.code = code;
  }
}
