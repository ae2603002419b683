// What the walk has under its feet: the facts, the gates, and what every lot and making bears by now.
import type { Chain, Making, MakingInput } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import { finding } from '../../finding.ts';
import type { Materials } from '../../material.ts';
import { shareOf } from '../../share.ts';
import type { TradeBlocks } from '../../trade/block.ts';
import type { ClaimFinding } from '../../verdict.ts';
import type { YieldJudgement } from '../../yield.ts';
import type { Books } from '../books.ts';
import type { Gates } from '../gates.ts';
import { manySources } from '../model.ts';
import type { Reach } from '../reach.ts';
import { type Bearing, nothing } from './bearing.ts';

export interface FlowParts {
  readonly materials: Materials;
  readonly gates: Gates;
  readonly books: Books;
  readonly reach: Reach;
  readonly implausible: YieldJudgement['implausible'];
  /** Goods of which nothing passes to who received them. */
  readonly stopped: TradeBlocks;
  readonly origins: OriginNumbers;
  /** How claims flow that count as this one when they come in. */
  readonly accepted: readonly ComingIn[];
}

/** What a making draws of a lot under a claim that counts as this one. */
export interface ComingIn {
  drawn(making: Making, input: MakingInput): Drawn;
  /** Tells why certificates let less pass than was there. */
  tellShort(making: Making, input: MakingInput): void;
}

/** Of a lot's claimed grams, what goes into a making. */
export interface Drawn {
  readonly from: Bearing;
  readonly grams: number;
  /** As much as is there for it; less goes in where owners or time are in the way. */
  readonly share: number;
  /** Owners are: certificates let less pass. */
  readonly isShort: boolean;
  /** It might be more if something unknown were known. */
  readonly open: boolean;
  readonly assurance: number;
}

/** The same places have the same numbers, whichever claim is walked. */
export class OriginNumbers {
  readonly #countries = new Map<string, number>();
  readonly #sites = new Map<string | null, number>();
  readonly #lots: number;

  constructor({ lots }: Chain) {
    this.#lots = lots.length;
  }

  /** What a making brings in from nobody knows where is from nowhere else. */
  country(name: string | null, { index }: Making): number {
    return name === null ? manySources - 1 - index : numberOf(this.#countries, name);
  }

  /** Each lot of each site. */
  source(place: number, site: string | null): number {
    return numberOf(this.#sites, site) * this.#lots + place;
  }
}

function numberOf<Name>(numbers: Map<Name, number>, name: Name): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size);
  return numbers.size - 1;
}

export class FlowGround {
  readonly context: JudgeContext;
  readonly materials: Materials;
  readonly gates: Gates;
  readonly reach: Reach;
  readonly stopped: TradeBlocks;
  readonly origins: OriginNumbers;
  readonly accepted: readonly ComingIn[];
  /** By place. */
  readonly lots: Bearing[];
  readonly makings: Bearing[];
  /** Of each making, claimed grams of each output. */
  readonly outputs: readonly number[][];
  readonly findings: ClaimFinding[] = [];
  readonly #implausible: YieldJudgement['implausible'];
  readonly #told = new Set<string>();

  constructor(context: JudgeContext, parts: FlowParts) {
    const { materials, gates, reach, implausible, stopped } = parts;
    const { chain } = context;
    this.context = context;
    this.materials = materials;
    this.gates = gates;
    this.reach = reach;
    this.stopped = stopped;
    this.origins = parts.origins;
    this.accepted = parts.accepted;
    this.#implausible = implausible;
    // Nobody writes into a bearing that stands here: another takes its place.
    this.lots = new Array<Bearing>(chain.lots.length).fill(nothing());
    this.makings = new Array<Bearing>(chain.makings.length).fill(nothing());
    this.outputs = chain.makings.map(({ outputs }) => outputs.map(() => 0));
  }

  /** Of more than the process can have given, only what it can bears the claim. `at`: place among the outputs. */
  plausibleOf({ index, outputs }: Making, at: number, grams: number): number {
    const most = this.#implausible.get(index)?.get(outputs[at]!.lot);
    return most === undefined ? grams : Math.min(grams, shareOf(grams, most.plausibleGrams, most.outGrams));
  }

  unknown(
    place: number,
    code: string,
    check: ClaimFinding['check'],
    detail: string,
    entries: readonly number[],
  ): void {
    const { lot } = this.context.chain.lots[place]!;
    this.tell(finding(code, check, 'unknown', detail, { lot, entries }));
  }

  /** Once, however often the walk comes by. */
  tell(one: ClaimFinding): void {
    const key = `${one.code} ${one.lot} ${one.detail}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.findings.push(one);
  }
}
