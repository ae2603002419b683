// What a making hands on: what of its inputs' claimed grams comes in, past owners and sites, shared out by weight.
import type { Making, MakingInput } from '../../chain.ts';
import { finding, kilograms } from '../../finding.ts';
import { shareOf } from '../../share.ts';
import type { AccountFlow } from '../account.ts';
import { enters } from '../entry.ts';
import { noAssurance, noLimit, type Passed } from '../gate/tally.ts';
import { add, type Bearing, differ, leastModel, nothing } from './bearing.ts';
import type { Drawn, FlowGround } from './ground.ts';

export class MakingFlow {
  readonly #ground: FlowGround;
  readonly #accounts: AccountFlow;

  constructor(ground: FlowGround, accounts: AccountFlow) {
    this.#ground = ground;
    this.#accounts = accounts;
  }

  /** Whether it hands on something else than before. Makings at which material enters hand on nothing of what went in. */
  settle(making: Making): boolean {
    const { index, inputs, inGrams, outGrams } = making;
    const { reach, context, makings } = this.#ground;
    if (reach.hasMaking[index] === 0 || enters(context, making)) return false;
    const sum = nothing();
    for (const input of inputs) this.#draw(sum, making, input);
    const unclear = making.withheld || inGrams === null || outGrams === null;
    this.#pass(sum, making, unclear);
    const changed = differ(sum, makings[index]!);
    makings[index] = sum;
    const whole = unclear ? 0 : Math.max(inGrams, outGrams);
    return this.#handOn(making, sum.grams, whole) || changed;
  }

  #pass(sum: Bearing, making: Making, unclear: boolean): void {
    const site = unclear ? this.#unclear(making) : this.#through(making, sum.grams);
    sum.open ||= unclear || (sum.grams > 0 && site.open);
    sum.blends ||= site.grams < sum.grams;
    sum.grams = Math.min(sum.grams, site.grams);
    sum.assurance = Math.min(sum.assurance, site.assurance);
    if (making.withheld) sum.present = true;
    sum.model = Math.max(sum.model, leastModel(sum));
  }

  #through(making: Making, grams: number): Passed {
    if (grams === 0 || making.kind === 'packing') return { grams, open: false, assurance: noAssurance };
    return this.#ground.gates.site(making);
  }

  #handOn(making: Making, claimed: number, whole: number): boolean {
    const given = this.#ground.outputs[making.index]!;
    let changed = false;
    for (let at = 0; at < given.length; at += 1) {
      const share = shareOf(claimed, making.outputs[at]!.grams ?? 0, whole);
      const grams = this.#ground.plausibleOf(making, at, share);
      changed ||= grams !== given[at];
      given[at] = grams;
    }
    return changed;
  }

  /** Under this claim, or under one that counts as this one when it comes in: whichever brings more, never both. */
  #draw(sum: Bearing, making: Making, input: MakingInput): void {
    const own = this.drawn(making, input);
    let best = own;
    for (const other of this.#ground.accepted) {
      const coming = other.drawn(making, input);
      sum.open ||= coming.open;
      if (coming.isShort && coming.share > best.grams) other.tellShort(making, input);
      if (coming.grams > best.grams) best = coming;
    }
    if (own.isShort && best === own) this.#ground.gates.tellShortDraw(input, making);
    add(sum, best.from, best.grams);
    sum.open ||= own.open;
    sum.assurance = Math.min(sum.assurance, best.assurance);
    sum.blends ||= best.grams < best.share;
  }

  /** What of a lot's claimed grams goes into a making. */
  drawn(making: Making, input: MakingInput): Drawn {
    const bearing = this.#ground.lots[input.lot]!;
    const credited = this.#accounts.credited(input.lot);
    const left = bearing.grams - credited;
    if (credited > 0 && !this.#accounts.hasHidden) this.#tellCredited(making, input, credited);
    const whole = this.#wholeOf(input.lot);
    const known = input.amount !== null && whole !== null;
    const { drawn } = this.#ground.context.chain.lots[input.lot]!;
    const share = known && left > 0 ? shareOf(left, input.amount, Math.max(whole, drawn, input.amount)) : 0;
    if (!known && left > 0) this.#unknownDraw(making, input);
    const early = share > 0 && this.#isTooEarly(making, input);
    const sold = share === 0 || early ? nothingSold : this.#sold(making, input, share);
    const hidden = bearing.grams > 0 && this.#accounts.hasHidden;
    const open = hidden || (!known && left > 0) || sold.open;
    const { grams, isShort, assurance } = sold;
    return { from: bearing, share, grams, isShort, open, assurance };
  }

  #wholeOf(place: number): number | null {
    const { produced, dimension, grams } = this.#ground.context.chain.lots[place]!;
    return produced ?? (dimension === 'mass' ? grams : null);
  }

  /** Who draws a lot in several goes, or with subcontractors, has the limit for all of them together, shared out by what each draws. */
  #sold(making: Making, input: MakingInput, share: number): Sold {
    const { gates, stopped } = this.#ground;
    const stop = stopped.get(input.lot)?.get(making.party);
    if (stop !== undefined) return { ...nothingSold, open: stop === 'unknown' };
    const passed = gates.transfer(input, making);
    const { open, assurance } = passed;
    if (passed.grams === noLimit) return { grams: share, open, assurance, isShort: false };
    const most = shareOf(passed.grams, input.amount ?? 0, this.#drawnWith(making, input.lot));
    const isShort = most < share;
    return { grams: Math.min(share, most), open: isShort && open, assurance, isShort };
  }

  /** What is drawn under the same certificates. Of what is not told, all that can be left of the lot: it may be all that they certify. */
  #drawnWith(taker: Making, lot: number): number {
    const { lots, makings } = this.#ground.context.chain;
    const { drawnBy, drawn } = lots[lot]!;
    let [all, isUnknown] = [0, false];
    for (const at of drawnBy) {
      const making = makings[at]!;
      if (making.kind === 'packing' || !this.#ground.gates.shares(making, taker)) continue;
      for (const one of making.inputs) {
        if (one.lot !== lot) continue;
        all += one.amount ?? 0;
        isUnknown ||= one.amount === null;
      }
    }
    return isUnknown ? all + Math.max(0, (this.#wholeOf(lot) ?? 0) - drawn) : all;
  }

  #tellCredited({ entries }: Making, { lot: place }: MakingInput, credited: number): void {
    const { lot } = this.#ground.context.chain.lots[place]!;
    const taken = this.#accounts.takers(place);
    const sites = taken.sites.join(', ');
    const detail = `${kilograms(credited)} of ${lot} were booked into the account at ${sites}: what is made of it does not bear them any more`;
    const about = { lot, about: taken.sites[0] ?? null, entries: [...entries, ...taken.entries] };
    this.#ground.tell(finding('CREDITED_ALREADY', 'custody', 'fail', detail, about));
  }

  /** Used, or packed for it, before it was made; or packed after it was used. */
  #isTooEarly(making: Making, input: MakingInput): boolean {
    const { lots, makings } = this.#ground.context.chain;
    const { lot, madeAtMs, madeBy } = lots[input.lot]!;
    if (making.kind === 'packing') return false;
    const usedAtMs = Math.min(input.atMs, input.packedAtMs);
    const isLate = input.filledAtMs > input.atMs;
    if (!isLate && (madeAtMs === null || usedAtMs >= madeAtMs)) return false;
    const entries = [...making.entries, ...madeBy.flatMap((at) => makings[at]!.entries)];
    const detail = isLate
      ? `${lot} was packed at ${instant(input.filledAtMs)} into what was used at ${instant(input.atMs)}`
      : `${lot} was used at ${instant(usedAtMs)} but made at ${instant(madeAtMs ?? usedAtMs)}`;
    this.#ground.tell(finding('USED_BEFORE_MADE', 'when', 'fail', detail, { lot, entries }));
    return true;
  }

  #unclear(making: Making): Passed {
    const place = making.outputs.find(({ lot }) => this.#ground.reach.hasLot[lot] === 1)?.lot;
    const what = making.withheld ? 'something of it is withheld' : 'an amount of it is not told';
    const detail = `how much of the claim went through ${making.process ?? making.kind} cannot be known: ${what}`;
    if (place !== undefined) this.#ground.unknown(place, 'AMOUNT_UNKNOWN', 'custody', detail, making.entries);
    return { grams: 0, open: true, assurance: noAssurance };
  }

  #unknownDraw(making: Making, { lot: place }: MakingInput): void {
    const { lot } = this.#ground.context.chain.lots[place]!;
    const detail = `how much of ${lot} was used is not told in the measure that it was made in`;
    this.#ground.unknown(place, 'AMOUNT_UNKNOWN', 'custody', detail, making.entries);
  }
}

interface Sold extends Passed {
  readonly isShort: boolean;
}

const nothingSold: Sold = { grams: 0, open: false, assurance: noAssurance, isShort: false };

function instant(atMs: number): string {
  return new Date(atMs).toISOString();
}
