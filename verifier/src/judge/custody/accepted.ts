// Claims that count as this one when they come in (claims.md, "Accepted"): each walked by the rule of its own pack, one level
// deep. Goods that only this claim covers never become the other's, because the other's walk knows nothing of this one's.
import { assurances } from '../../record/record.ts';
import { ruleInForce } from '../arrange.ts';
import type { Making, MakingInput } from '../chain.ts';
import type { JudgeContext } from '../context.ts';
import type { ClaimFinding } from '../verdict.ts';
import { type Bearing, nothing } from './flow/bearing.ts';
import type { Drawn } from './flow/ground.ts';
import { rankOf } from './model.ts';
import { type Carrying, type Goods, type Walked, walkOf, wayOf } from './walk.ts';

/** For each accepted claim whose pack was in force when the log took this one. */
export function acceptedOf(context: JudgeContext, goods: Goods): Accepted[] {
  return context.rule.accepts.flatMap((name) => {
    const other = contextOf(context, name);
    return other === undefined ? [] : [new Accepted(other, walkOf(other, wayOf(other), goods))];
  });
}

export class Accepted implements Carrying {
  readonly walked: Walked;
  readonly #context: JudgeContext;
  readonly #weakestModel: number;
  readonly #leastAssurance: number;

  constructor(context: JudgeContext, walked: Walked) {
    const { models, minAssurance } = context.rule;
    this.walked = walked;
    this.#context = context;
    this.#weakestModel = Math.max(-1, ...models.map(rankOf));
    this.#leastAssurance = assurances.indexOf(minAssurance);
  }

  drawn(making: Making, input: MakingInput): Drawn {
    const drawn = this.walked.flow.drawn(making, input);
    return this.#counts(drawn.from) ? drawn : { ...drawn, share: 0, grams: 0, isShort: false };
  }

  tellShort(making: Making, input: MakingInput): void {
    this.walked.flow.tellShort(making, input);
  }

  /** What a lot bears of it; nothing where it could not be claimed as that. */
  bearing(place: number): Bearing {
    const bearing = this.walked.flow.lots[place];
    return bearing !== undefined && this.#counts(bearing) ? bearing : nothing();
  }

  carries({ outputs }: Making): boolean {
    return outputs.some(({ lot }) => this.bearing(lot).grams > 0);
  }

  /** Why no more of it came; of lots that `isTold` of, nobody asks for it. */
  findings(isTold: (lot: string) => boolean): ClaimFinding[] {
    const { gates, flow, origins } = this.walked;
    const all = [...origins.findings, ...gates.findings, ...flow.findings];
    return all.filter(({ lot }) => lot !== null && lot !== this.#context.asked && !isTold(lot));
  }

  #counts({ grams, model, assurance }: Bearing): boolean {
    return grams > 0 && model <= this.#weakestModel && assurance >= this.#leastAssurance;
  }
}

function contextOf(context: JudgeContext, name: string): JudgeContext | undefined {
  const [scheme = '', code = ''] = name.split('/');
  const claim = { ...context.claim, scheme, code };
  const found = ruleInForce(context.book, claim);
  if (found === undefined || found.rule.basis !== 'custody') return undefined;
  const { rule, adoption } = found;
  const use: JudgeContext['use'] = (figure, path, from) => context.use(figure, path, from ?? adoption);
  return { ...context, claim, rule, adoption, use };
}
