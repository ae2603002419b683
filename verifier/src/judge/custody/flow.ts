// Claimed grams, walked from the origins to the asked lot: what enters, what each making hands on, what each lot bears.
import type { Chain, Making, MakingInput } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import { AccountFlow } from './account.ts';
import { type Bearing, nothing } from './flow/bearing.ts';
import { type ComingIn, type Drawn, FlowGround, type FlowParts } from './flow/ground.ts';
import { LotFlow } from './flow/lot-flow.ts';
import { MakingFlow } from './flow/making-flow.ts';
import { settlingOrder } from './order.ts';

const roundsMax = 64;

export class Flow implements ComingIn {
  readonly #ground: FlowGround;
  readonly #chain: Chain;
  readonly #accounts: AccountFlow;
  readonly #ofLots: LotFlow;
  readonly #ofMakings: MakingFlow;

  constructor(context: JudgeContext, parts: FlowParts) {
    this.#chain = context.chain;
    this.#ground = new FlowGround(context, parts);
    this.#accounts = new AccountFlow(context, parts.books, parts.gates, this.#ground.lots);
    this.#ofLots = new LotFlow(this.#ground, this.#accounts);
    this.#ofMakings = new MakingFlow(this.#ground, this.#accounts);
    for (const component of settlingOrder(this.#chain, parts.books)) this.#settleAll(component);
    this.#ground.findings.push(...this.#accounts.findings(parts.reach));
  }

  /** What each lot bears, by its place. */
  get lots(): readonly Bearing[] {
    return this.#ground.lots;
  }

  get findings(): readonly ClaimFinding[] {
    return this.#ground.findings;
  }

  /** Grams of the lot itself that accounts took in. */
  credited(place: number): number {
    return this.#accounts.credited(place);
  }

  drawn(making: Making, input: MakingInput): Drawn {
    return this.#ofMakings.drawn(making, input);
  }

  tellShort(making: Making, input: MakingInput): void {
    this.#ground.gates.tellShortDraw(input, making);
  }

  #settleAll(component: readonly number[]): void {
    const [only] = component;
    if (only !== undefined && component.length === 1) {
      this.#settle(only, false);
      return;
    }
    this.#inRounds(component);
    // While grams still rose from nothing, parts of the loop looked unclaimed: what they are claimed under is asked anew.
    for (const node of component) this.#forget(node);
    this.#inRounds(component);
  }

  #inRounds(component: readonly number[]): void {
    for (let round = 0, changed = true; round < roundsMax && changed; round += 1) {
      changed = false;
      for (const node of component) changed = this.#settle(node, true) || changed;
    }
  }

  /** Nodes are lots, then makings, then accounts. */
  #settle(node: number, inLoop: boolean): boolean {
    const { lots, makings } = this.#chain;
    if (node < lots.length) return this.#ofLots.settle(node);
    const making = makings[node - lots.length];
    if (making !== undefined) return this.#ofMakings.settle(making);
    return this.#accounts.settle(node - lots.length - makings.length, inLoop);
  }

  #forget(node: number): void {
    const { lots, makings } = this.#ground;
    const at = node - lots.length;
    if (node < lots.length) lots[node] = { ...nothing(), grams: lots[node]!.grams };
    else if (makings[at] !== undefined) makings[at] = { ...nothing(), grams: makings[at].grams };
  }
}
