// One claim walked through the facts: what it rests on, the gates that it met, and what every lot bears of it.
import type { JudgeContext } from '../context.ts';
import { Materials } from '../material.ts';
import { type OriginBlocks, type OriginJudgement, originsOf } from '../origin.ts';
import type { TradeBlocks } from '../trade/block.ts';
import type { ClaimFinding } from '../verdict.ts';
import type { YieldJudgement } from '../yield.ts';
import { type Books, booksOf } from './books.ts';
import { Flow } from './flow.ts';
import type { ComingIn, OriginNumbers } from './flow/ground.ts';
import { Gates } from './gates.ts';
import { type Reach, reachOf } from './reach.ts';
import type { Making } from '../chain.ts';

/** What is found of the goods before anybody claims anything of them. */
export interface Goods {
  readonly land: readonly ClaimFinding[];
  readonly yields: YieldJudgement;
  /** Goods of which nothing passes, because of what their trade says. */
  readonly stopped: TradeBlocks;
  readonly origins: OriginNumbers;
}

/** What a claim is looked for in, before anything flows. */
export interface Way {
  readonly books: Books;
  readonly reach: Reach;
  readonly materials: Materials;
  readonly origins: OriginJudgement;
}

/** A claim that counts as another one: what flows of it, and which makings carry it. */
export interface Carrying extends ComingIn {
  carries(making: Making): boolean;
}

export interface Walked extends Way {
  readonly gates: Gates;
  readonly flow: Flow;
}

export function wayOf(context: JudgeContext): Way {
  const books = booksOf(context);
  const reach = reachOf(context, books);
  const materials = new Materials(context);
  return { books, reach, materials, origins: originsOf(context, reach, materials) };
}

export function gatesOf(
  context: JudgeContext,
  { reach, materials, origins }: Way,
  { land }: Goods,
  accepted: readonly Carrying[] = [],
): Gates {
  const blocks: OriginBlocks = new Map([...landBlocks(context, reach, land), ...origins.blocks]);
  const isCarried = (making: Making): boolean => accepted.some((one) => one.carries(making));
  return new Gates(context, materials, blocks, reach, isCarried);
}

/** `accepted`: claims that count as this one where their goods come in. */
export function walkOf(
  context: JudgeContext,
  way: Way,
  goods: Goods,
  accepted: readonly Carrying[] = [],
): Walked {
  const gates = gatesOf(context, way, goods, accepted);
  const { yields, stopped, origins } = goods;
  const { implausible } = yields;
  return {
    ...way,
    gates,
    flow: new Flow(context, { ...way, gates, implausible, stopped, origins, accepted }),
  };
}

/** Of a harvest that the land cannot have given nobody can say which part is true, so none of it enters. */
function landBlocks(
  { chain }: JudgeContext,
  reach: Reach,
  land: readonly ClaimFinding[],
): [number, 'fail' | 'unknown'][] {
  return land.flatMap(({ entries, weight }) => {
    if (weight === 'note') return [];
    const told = new Set(entries);
    const harvests = reach.makings
      .map((at) => chain.makings[at]!)
      .filter((making) => making.inputs.length === 0 && making.entries.some((entry) => told.has(entry)));
    return harvests.flatMap(({ outputs }) =>
      outputs.map(({ lot }): [number, typeof weight] => [lot, weight]),
    );
  });
}
