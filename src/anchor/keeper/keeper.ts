// Keeps heads of the log at one place outside: looks, decides (decide.ts), does, and writes down before anything leaves.
// One keeper a chain, each with a pace of its own, so that a slow chain holds up no other.
import { setTimeout as wait } from 'node:timers/promises';
import { type AnchorProof, encodeBase64, equalBytes } from '#verifier';
import type { SettledAnchor, SettledAnchors } from '../../flow/ports.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { UnderWayTable } from '../../store/under-way.ts';
import {
  type AnchorDriver,
  AnchorTrouble,
  type Growth,
  type Head,
  type Letter,
  type UnderWay,
} from '../port.ts';
import {
  beginStep,
  decideDue,
  decideUnderWay,
  heldBack,
  type PlaceView,
  restBefore,
  type Step,
} from './decide.ts';
import { formatKept, type Kept, type Policy, readKept, withTrouble } from './kept.ts';

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

/** Adopted letters follow a head that nobody remembers: should the place lose them, they are not sent again. */
const unknownSize = -1;
const longestSleepMs = 60_000;

export class Keeper {
  readonly #driver: AnchorDriver;
  readonly #tools: KeeperTools;
  readonly #policy: Policy;

  constructor(driver: AnchorDriver, tools: KeeperTools, policy: Policy) {
    this.#driver = driver;
    this.#tools = tools;
    this.#policy = policy;
  }

  get chain(): string {
    return this.#driver.chain;
  }

  get kept(): Kept {
    return readKept(this.#tools.underWay.read(this.chain));
  }

  /** Until `stop` is aborted. A step that has begun is ended first; what it would lose is on disk anyway. */
  async run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const step = await this.step(stop);
      await wait(this.#pauseMs(step), undefined, { signal: stop, ref: false }).catch(() => {});
    }
  }

  /** Looks once and does what is to be done; what was done. Never throws. What breaks off because of `stop` is no trouble. */
  async step(stop?: AbortSignal): Promise<Step> {
    const { log, nowMs } = this.#tools;
    const { kept } = this;
    const resting = restBefore(kept, log.head().size, this.#policy, nowMs());
    if (resting !== undefined) return resting;
    try {
      const step = kept.underWay === null ? await this.#due() : await this.#look(kept.underWay);
      const done = await this.#do(step);
      this.#wellAgain();
      return done;
    } catch (fault) {
      if (stop?.aborted === true) return { do: 'rest', untilMs: nowMs() };
      return this.#troubled(troubleOf(fault));
    }
  }

  async #due(): Promise<Step> {
    const place = await this.#place();
    const { size } = this.#tools.log.head();
    return decideDue(place, size, this.#driver.stride, this.#policy, this.#tools.nowMs());
  }

  async #look(underWay: UnderWay): Promise<Step> {
    const sight = await this.#driver.look(underWay);
    const step = decideUnderWay(underWay, sight, this.#policy, this.#tools.nowMs());
    if (step.do !== 'send' && step.do !== 'replace') return step;
    const place = await this.#place();
    return heldBack(underWay, place, this.#tools.log.head().size, this.#policy, this.#tools.nowMs()) ?? step;
  }

  async #place(): Promise<PlaceView> {
    const head = await this.#driver.anchored();
    if (head === null) return { head, isOurs: true, isSettled: true };
    const { log, settled } = this.#tools;
    const root = log.rootAt(head.size);
    const newest = settled.newest(Number.MAX_SAFE_INTEGER).find(({ chain }) => chain === this.chain);
    return {
      head,
      isOurs: root !== undefined && equalBytes(root, head.root),
      isSettled: (newest?.size ?? 0) >= head.size,
    };
  }

  async #do(step: Step): Promise<Step> {
    switch (step.do) {
      case 'rest':
        break;
      case 'begin':
        await this.#begin(step.size);
        break;
      case 'adopt':
        return await this.#adopt();
      case 'send':
        await this.#driver.send(lastOf(this.#underWay()));
        break;
      case 'replace':
        await this.#replace(this.#underWay());
        break;
      case 'mark':
        this.#keep({ underWay: { ...this.#underWay(), seenIn: step.where } });
        break;
      case 'settle':
        await this.#settle(this.#underWay());
        break;
      case 'forget':
        this.#forget(this.#underWay(), step.why);
        break;
      case 'alarm':
        throw new AnchorTrouble('ANCHOR_HEAD_UNKNOWN', step.detail);
    }
    return step;
  }

  async #begin(size: number): Promise<void> {
    const from = await this.#driver.anchored();
    // Such a place takes published heads only, and the log has grown while it was asked.
    const growth = this.#growth(from, this.#driver.stride === 1 ? this.#tools.log.head().size : size);
    const letter = await this.#driver.write(growth, [], this.#tools.nowMs());
    const underWay: UnderWay = {
      size: growth.to.size,
      root: encodeBase64(growth.to.root),
      fromSize: growth.from?.size ?? 0,
      letters: [letter],
      seenIn: null,
    };
    this.#keep({ underWay, begunAtMs: this.#tools.nowMs(), size: growth.to.size });
    await this.#driver.send(letter);
  }

  async #replace(underWay: UnderWay): Promise<void> {
    const growth = this.#growth(await this.#driver.anchored(), underWay.size);
    const letter = await this.#driver.write(growth, underWay.letters, this.#tools.nowMs());
    this.#keep({ underWay: { ...underWay, letters: [...underWay.letters, letter] } });
    await this.#driver.send(letter);
  }

  /** Where nobody can say what brought the head, the next one is anchored, whose proof covers it. */
  async #adopt(): Promise<Step> {
    const head = await this.#driver.anchored();
    const letter = head === null ? undefined : await this.#driver.find(head);
    if (head !== null && letter !== undefined) {
      const { size, root } = head;
      const underWay = {
        ...{ size, root: encodeBase64(root), fromSize: unknownSize },
        ...{ letters: [letter], seenIn: null },
      };
      this.#keep({ underWay, begunAtMs: this.#tools.nowMs(), size: Math.max(size, this.kept.size) });
      return { do: 'adopt' };
    }
    const logSize = this.#tools.log.head().size;
    const { stride } = this.#driver;
    return await this.#do(beginStep(head?.size ?? 0, logSize, stride, this.#policy, this.#tools.nowMs()));
  }

  async #settle(underWay: UnderWay): Promise<void> {
    const { size, root } = underWay;
    const proof = await this.#proof(underWay);
    const anchor = { chain: this.chain, size, root, proof };
    this.#tools.settled.keep({ ...anchor, settledAtMs: this.#tools.nowMs() });
    this.#keep({ underWay: null });
    this.#tools.report({ chain: this.chain, about: 'settled', size });
  }

  /** Not believed before the verifier has seen it. */
  async #proof(underWay: UnderWay): Promise<AnchorProof> {
    const { size, root, fromSize } = underWay;
    try {
      const proof = await this.#driver.proof(underWay);
      const wrong = this.#tools.verify({ chain: this.chain, size, root, proof });
      if (wrong === undefined) return proof;
      throw new AnchorTrouble('ANCHOR_CHAIN_LIES', `the proof shows nothing: ${wrong}`);
    } catch (fault) {
      // The place itself said which letter it was: that may have been the lie.
      if (fromSize === unknownSize) this.#keep({ underWay: null, begunAtMs: null, size: 0 });
      throw fault;
    }
  }

  /** Due again at once. The sizes before it are not looked at: the place says itself where it stands. */
  #forget({ size }: UnderWay, detail: string): void {
    this.#keep({ underWay: null, begunAtMs: null, size: 0 });
    this.#tools.report({ chain: this.chain, about: 'lost', size, detail });
  }

  /** The guard file knows a head before anybody outside sees it (checkpoint.md). */
  #growth(from: Head | null, size: number): Growth {
    const { log } = this.#tools;
    const checkpoint = log.checkpoint();
    const root = log.rootAt(size);
    const consistency = from === null ? [] : log.consistencyProof(from.size, size);
    if (root === undefined || consistency === undefined)
      throw new Error(`the log cannot show that ${size} entries follow ${from?.size ?? 0}`);
    const isPublished = log.head().size === size;
    return { from, to: { size, root }, consistency, checkpoint: isPublished ? checkpoint : null };
  }

  #underWay(): UnderWay {
    const { underWay } = this.kept;
    if (underWay === null) throw new Error('nothing is under way');
    return underWay;
  }

  #keep(change: Partial<Kept>): void {
    this.#tools.underWay.write(this.chain, formatKept({ ...this.kept, ...change }));
  }

  #wellAgain(): void {
    if (this.kept.trouble === null) return;
    this.#keep({ trouble: null });
    this.#tools.report({ chain: this.chain, about: 'well again' });
  }

  #troubled({ code, detail }: { code: AnchorTrouble['code']; detail: string }): Step {
    const { kept } = this;
    const after = withTrouble(kept, { code, detail }, this.#policy, this.#tools.nowMs());
    this.#keep({ trouble: after.trouble });
    if (kept.trouble?.code !== code)
      this.#tools.report({ chain: this.chain, about: 'trouble', code, detail });
    return { do: 'rest', untilMs: after.trouble?.untilMs ?? this.#tools.nowMs() };
  }

  #pauseMs(step: Step): number {
    if (step.do === 'adopt' || step.do === 'mark') return 0;
    const { lookEveryMs } = this.#policy;
    if (step.do !== 'rest') return lookEveryMs;
    // The log grows meanwhile, and clocks are set: no sleep is long.
    return Math.min(Math.max(step.untilMs - this.#tools.nowMs(), 1), longestSleepMs);
  }
}

function lastOf({ letters }: UnderWay): Letter {
  const last = letters.at(-1);
  if (last === undefined) throw new Error('an anchor under way without a letter');
  return last;
}

function troubleOf(fault: unknown): { code: AnchorTrouble['code']; detail: string } {
  if (fault instanceof AnchorTrouble) return { code: fault.code, detail: fault.message };
  return { code: 'ANCHOR_FAULT', detail: fault instanceof Error ? fault.message : String(fault) };
}
