// Keeps heads of the log at one place outside: looks, decides (decide.ts), and has it done (carrier.ts).
// One keeper a chain, each with a pace of its own, so that a slow chain holds up no other.
import { setTimeout as wait } from 'node:timers/promises';
import { equalBytes } from '#verifier';
import { type AnchorDriver, AnchorTrouble, type UnderWay } from '../port.ts';
import { Carrier } from './carrier.ts';
import {
  beginStep,
  decideDue,
  decideUnderWay,
  heldBack,
  type PlaceView,
  restBefore,
  type Step,
} from './decide.ts';
import { type Kept, type Policy, withTrouble } from './kept.ts';
import type { KeeperTools } from './tools.ts';

export type { AnchoredLog, AnchorNews, KeeperTools } from './tools.ts';

const longestSleepMs = 60_000;

export class Keeper {
  readonly #driver: AnchorDriver;
  readonly #tools: KeeperTools;
  readonly #policy: Policy;
  readonly #carrier: Carrier;

  constructor(driver: AnchorDriver, tools: KeeperTools, policy: Policy) {
    this.#driver = driver;
    this.#tools = tools;
    this.#policy = policy;
    this.#carrier = new Carrier(driver, tools);
  }

  get chain(): string {
    return this.#driver.chain;
  }

  get policy(): Policy {
    return this.#policy;
  }

  get kept(): Kept {
    return this.#carrier.kept;
  }

  /** Until `stop` is aborted. A step that has begun is ended first; what it would lose is on disk anyway. */
  async run(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      const step = await this.step(stop).catch((fault: unknown) => this.#unwritten(fault));
      await wait(this.#pauseMs(step), undefined, { signal: stop, ref: false }).catch(() => {});
    }
  }

  /** Looks once and does what is to be done; what was done. Throws only where nothing can be written down. What breaks off because of `stop` is no trouble. */
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
        await this.#carrier.begin(step.size);
        break;
      case 'adopt':
        return await this.#adopt();
      case 'send':
        await this.#carrier.send();
        break;
      case 'replace':
        await this.#carrier.replace();
        break;
      case 'mark':
        this.#carrier.seen(step.where);
        break;
      case 'settle':
        await this.#carrier.settle();
        break;
      case 'forget':
        this.#carrier.forget(step.why);
        break;
      case 'alarm':
        throw new AnchorTrouble('ANCHOR_HEAD_UNKNOWN', step.detail);
    }
    return step;
  }

  /** Where nobody can say what brought the head, the next one is anchored, whose proof covers it. */
  async #adopt(): Promise<Step> {
    const head = await this.#driver.anchored();
    if (head !== null && (await this.#carrier.takeUp(head))) return { do: 'adopt' };
    const logSize = this.#tools.log.head().size;
    const { stride } = this.#driver;
    return await this.#do(beginStep(head?.size ?? 0, logSize, stride, this.#policy, this.#tools.nowMs()));
  }

  #wellAgain(): void {
    if (this.kept.trouble === null) return;
    this.#carrier.keep({ trouble: null });
    this.#tools.report({ chain: this.chain, about: 'well again' });
  }

  #troubled({ code, detail }: { code: AnchorTrouble['code']; detail: string }): Step {
    const { kept } = this;
    const after = withTrouble(kept, { code, detail }, this.#policy, this.#tools.nowMs());
    this.#carrier.keep({ trouble: after.trouble });
    if (kept.trouble?.code !== code)
      this.#tools.report({ chain: this.chain, about: 'trouble', code, detail });
    return { do: 'rest', untilMs: after.trouble?.untilMs ?? this.#tools.nowMs() };
  }

  /** The disk is full, say: the node serves on, and so anchoring goes on when there is room again. */
  #unwritten(fault: unknown): Step {
    const { code, detail } = troubleOf(fault);
    this.#tools.report({ chain: this.chain, about: 'trouble', code, detail });
    return { do: 'rest', untilMs: this.#tools.nowMs() + longestSleepMs };
  }

  #pauseMs(step: Step): number {
    if (step.do === 'adopt' || step.do === 'mark') return 0;
    const { lookEveryMs } = this.#policy;
    if (step.do !== 'rest') return lookEveryMs;
    // The log grows meanwhile, and clocks are set: no sleep is long.
    return Math.min(Math.max(step.untilMs - this.#tools.nowMs(), 1), longestSleepMs);
  }
}

function troubleOf(fault: unknown): { code: AnchorTrouble['code']; detail: string } {
  if (fault instanceof AnchorTrouble) return { code: fault.code, detail: fault.message };
  return { code: 'ANCHOR_FAULT', detail: fault instanceof Error ? fault.message : String(fault) };
}
