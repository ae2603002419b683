// The node asks its witnesses beside its work: all at once for one head, each as slow as it likes.
import { formatVerifierKey, printable, withSignatures } from '#verifier';
import type { NoteSignature } from '#verifier';
import type { SelvedgeNode } from '../flow/node.ts';
import type { CosignedHeads } from '../flow/ports.ts';
import { ask, type Asked, type OfferedHead, offeredHead, type WitnessAddress } from './ask.ts';

export type WitnessedNode = Pick<SelvedgeNode, 'head' | 'checkpoint' | 'consistencyProof' | 'holdingsRoot'>;

export interface WitnessingOptions {
  cosigned: CosignedHeads;
  /** From one head that is offered to the next, at the least; a new root of the balances does not wait for it. */
  everyMs: number;
  /** How long one witness may take; 10 s unless told. */
  timeoutMs?: number;
  /** How long a head waits for the slower ones before it counts with fewer cosignatures; 1 s unless told. */
  roundMs?: number;
  nowMs(): number;
  /** Is told when a witness begins to fail, fails in another way, or works again: not each time. */
  report(sentence: string): void;
}

/** What is known of one witness since the node began to ask it. */
export interface WitnessState {
  readonly name: string;
  readonly url: string;
  /** Of the head that it has signed last; 0 = none yet. */
  readonly size: number;
  readonly signedAtMs: number | null;
  /** Why it signs nothing now. */
  readonly trouble: { readonly code: string; readonly detail: string; readonly sinceMs: number } | null;
}

export interface Witnessing {
  state(): WitnessState[];
  /** Asks once more, for the head of now, waits so long for the answers at the most, and closes. */
  finish(mostMs: number): Promise<void>;
  /** Asks nobody any more, and does not wait for answers. */
  close(): Promise<void>;
}

/** A new head is looked for this often: looking costs a few hashes. */
const lookEveryMs = 100;
const usualRoundMs = 1_000;

/** Asks `witnesses` for every new head from now on; what they sign is kept in `cosigned`. No failure of theirs leaves here but as a report. */
export function startWitnessing(
  node: WitnessedNode,
  witnesses: readonly WitnessAddress[],
  options: WitnessingOptions,
): Witnessing {
  if (witnesses.length === 0) return { state: () => [], finish: async () => {}, close: async () => {} };
  const offers = new Offers(node, witnesses, options);
  const looking = setInterval(() => offers.look(), Math.min(lookEveryMs, options.everyMs));
  offers.look();
  return {
    state: () => offers.state(),
    finish: (mostMs) => {
      clearInterval(looking);
      return offers.finish(mostMs);
    },
    close: () => {
      clearInterval(looking);
      return offers.close();
    },
  };
}

/** What the node remembers of one witness. */
interface Asking {
  readonly witness: WitnessAddress;
  /** Of the head that it has signed last, as far as is known. */
  size: number;
  isAsked: boolean;
  nextAtMs: number;
  trouble: string | null;
  signedAtMs: number | null;
  /** Of the trouble that it is in. */
  detail: string;
  sinceMs: number;
}

/** One head with the cosignatures that have come in for it. */
interface Gathered {
  readonly head: OfferedHead;
  readonly signatures: Map<WitnessAddress, NoteSignature>;
  /** How many of them are in the store. */
  kept: number;
  /** When its round is over, whoever is still missing. */
  readonly endsAtMs: number;
}

class Offers {
  readonly #node: WitnessedNode;
  readonly #options: WitnessingOptions;
  readonly #all: Asking[];
  readonly #underWay = new Set<Promise<void>>();
  readonly #closing = new AbortController();
  #newest: Gathered | undefined;
  #ownTrouble = false;
  #nextAtMs = 0;

  constructor(node: WitnessedNode, witnesses: readonly WitnessAddress[], options: WitnessingOptions) {
    this.#node = node;
    this.#options = options;
    this.#all = witnesses.map((witness) => ({
      witness,
      size: 0,
      isAsked: false,
      nextAtMs: 0,
      trouble: null,
      ...{ signedAtMs: null, detail: '', sinceMs: 0 },
    }));
  }

  state(): WitnessState[] {
    return this.#all.map(({ witness, size, signedAtMs, trouble, detail, sinceMs }) => ({
      ...{ name: witness.key.name, url: witness.url, size, signedAtMs },
      trouble: trouble === null ? null : { code: trouble, detail, sinceMs },
    }));
  }

  /** Offers the head of now, where it is new and time for it, to every witness that is free and has not signed it. */
  look(): void {
    if (this.#closing.signal.aborted) return;
    const nowMs = performance.now();
    this.#turn(nowMs);
    const gathered = this.#newest;
    if (gathered === undefined) return;
    for (const one of this.#all) {
      // One that fails is asked again in its own time: the next head must not wait for that.
      if (one.isAsked || nowMs < one.nextAtMs || gathered.signatures.has(one.witness)) continue;
      one.nextAtMs = nowMs + this.#options.everyMs;
      this.#begin(one, gathered);
    }
  }

  /** Throws nothing: it runs by the clock, and nobody would catch it. */
  #turn(nowMs: number): void {
    try {
      if (this.#newest !== undefined) this.#keepWhereOver(this.#newest);
      this.#takeNewHead(nowMs);
    } catch (fault) {
      this.#nextAtMs = nowMs + this.#options.everyMs;
      if (!this.#ownTrouble) this.#options.report(`witnesses cannot be asked: ${String(fault)}`);
      this.#ownTrouble = true;
    }
  }

  #takeNewHead(nowMs: number): void {
    const isRooted = this.#hasNewRoot();
    if (nowMs < this.#nextAtMs && !isRooted) return;
    const before = this.#newest;
    if (this.#node.head().size === before?.head.size) return;
    if (isRooted) this.#hurry();
    const { everyMs, roundMs = usualRoundMs } = this.#options;
    this.#nextAtMs = nowMs + everyMs;
    const proof = (older: number, size: number): Uint8Array[] | undefined =>
      this.#node.consistencyProof(older, size);
    const head = offeredHead(this.#node.checkpoint(), proof);
    this.#newest = { head, signatures: new Map(), kept: 0, endsAtMs: nowMs + roundMs };
    this.#ownTrouble = false;
    if (before !== undefined) this.#keepWhereOver(before);
  }

  /** Evidence proves balances only by a head that covers their newest root: until that is cosigned, it has one without the other. */
  #hasNewRoot(): boolean {
    const offered = this.#newest?.head.size;
    return !this.#ownTrouble && offered !== undefined && (this.#node.holdingsRoot()?.entry ?? -1) >= offered;
  }

  /** Those that answer are asked at once; who is in trouble keeps its own time. */
  #hurry(): void {
    for (const one of this.#all) if (one.trouble === null) one.nextAtMs = 0;
  }

  /** Who is in trouble keeps its own time here too: nobody waits for one that is known not to answer. */
  async finish(mostMs: number): Promise<void> {
    const late = setTimeout(() => this.#closing.abort(), mostMs);
    this.#nextAtMs = 0;
    this.#hurry();
    this.look();
    // One that was asked for an earlier head is asked for this one as soon as it has answered.
    const isAwaited = ({ isAsked, trouble }: Asking): boolean => isAsked && trouble === null;
    for (; this.#all.some(isAwaited); this.look()) await Promise.race(this.#underWay);
    clearTimeout(late);
    await this.close();
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#underWay);
    if (this.#newest !== undefined) this.#keep(this.#newest);
  }

  #begin(one: Asking, gathered: Gathered): void {
    one.isAsked = true;
    const work = this.#ask(one, gathered)
      .catch((fault: unknown) => this.#told(one, 'FAULT', String(fault)))
      .finally(() => {
        one.isAsked = false;
        this.#underWay.delete(work);
      });
    this.#underWay.add(work);
  }

  async #ask(one: Asking, gathered: Gathered): Promise<void> {
    const { timeoutMs = 10_000, nowMs } = this.#options;
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(timeoutMs)]);
    const asked: Asked = await ask(one.witness, gathered.head, one.size, { signal, nowMs: nowMs() });
    if (this.#closing.signal.aborted) return;
    if (asked.ok) {
      one.size = gathered.head.size;
      one.signedAtMs = nowMs();
      gathered.signatures.set(one.witness, asked.signature);
      this.#told(one, null, 'it cosigns again');
    } else this.#told(one, asked.trouble, asked.detail);
    this.#keepWhereOver(gathered);
  }

  /**
   * Evidence takes a head with the newest root even where an older one has more cosignatures (flow/evidence/outside.ts).
   * So a head is not kept while witnesses that are well have yet to sign it: some are only slower than others.
   */
  #keepWhereOver(gathered: Gathered): void {
    const isOver =
      gathered !== this.#newest ||
      performance.now() >= gathered.endsAtMs ||
      this.#all.every(({ witness, trouble }) => trouble !== null || gathered.signatures.has(witness));
    if (isOver) this.#keep(gathered);
  }

  #keep(gathered: Gathered): void {
    const { head, signatures, kept } = gathered;
    if (signatures.size === kept) return;
    const signers = this.#all.map(({ witness }) => witness).filter((witness) => signatures.has(witness));
    this.#options.cosigned.keep({
      size: head.size,
      note: withSignatures(
        head.note,
        signers.map((witness) => signatures.get(witness)!),
      ),
      witnesses: signers.map(({ key }) => formatVerifierKey(key)),
    });
    gathered.kept = signatures.size;
  }

  #told(one: Asking, trouble: string | null, sentence: string): void {
    // What it answered is a stranger's text.
    one.detail = printable(sentence);
    if (one.trouble === trouble) return;
    one.trouble = trouble;
    one.sinceMs = this.#options.nowMs();
    this.#options.report(printable(`witness ${one.witness.key.name}: ${sentence}`));
  }
}
