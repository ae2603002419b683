// What a lot bears: what enters with it, what its makings hand on, or what accounts give out to it.
import type { Making } from '../../chain.ts';
import { shareOf, wholePpm } from '../../share.ts';
import type { AccountFlow } from '../account.ts';
import { enters } from '../entry.ts';
import { noAssurance, type Passed } from '../gate/tally.ts';
import { add, type Bearing, differ, leastModel, nothing } from './bearing.ts';
import type { FlowGround } from './ground.ts';

export class LotFlow {
  readonly #ground: FlowGround;
  readonly #accounts: AccountFlow;

  constructor(ground: FlowGround, accounts: AccountFlow) {
    this.#ground = ground;
    this.#accounts = accounts;
  }

  /** Whether it bears something else than before. */
  settle(place: number): boolean {
    if (this.#ground.reach.hasLot[place] === 0) return false;
    const bearing = this.#accounts.gives(place) ? this.#fromAccounts(place) : this.#fromMakings(place);
    const changed = differ(bearing, this.#ground.lots[place]!);
    this.#ground.lots[place] = bearing;
    return changed;
  }

  #fromAccounts(place: number): Bearing {
    const { grams } = this.#ground.context.chain.lots[place]!;
    const { known, bearingPpm } = this.#ground.materials.at(place);
    const given = this.#accounts.given(place);
    const most = grams === null || !known ? null : shareOf(grams, bearingPpm, wholePpm);
    return {
      ...nothing(),
      ...given,
      grams: Math.min(given.grams, most ?? 0),
      open: given.open || most === null,
      present: true,
    };
  }

  #fromMakings(place: number): Bearing {
    const { context, materials, makings, outputs } = this.#ground;
    const { madeBy, madeAs, lot, grams: mass } = context.chain.lots[place]!;
    const { known, bearingPpm } = materials.at(place);
    const sum = nothing();
    sum.present = bearingPpm > 0 || (!known && madeBy.length === 0);
    // Of what cannot bear the claim (trims, other fibres) nobody needs to know who made it.
    sum.open = madeBy.length === 0 && sum.present;
    if (sum.open) this.#ground.unknown(place, 'ORIGIN_UNKNOWN', 'origin', `nobody shows who made ${lot}`, []);
    for (let index = 0; index < madeBy.length; index += 1) {
      const making = context.chain.makings[madeBy[index]!]!;
      const as = madeAs[index]!;
      if (enters(context, making)) this.#addEntry(sum, making, as);
      else add(sum, makings[making.index]!, outputs[making.index]![as]!);
    }
    sum.model = Math.max(sum.model, leastModel(sum));
    sum.grams = Math.min(sum.grams, mass ?? sum.grams);
    return sum;
  }

  #addEntry(sum: Bearing, making: Making, index: number): void {
    const output = making.outputs[index]!;
    const { materials, gates } = this.#ground;
    const { known, bearingPpm } = materials.at(output.lot);
    const entered = gates.entry(making, output);
    const site = this.#through(making, entered.grams);
    const grams = this.#ground.plausibleOf(making, index, Math.min(entered.grams, site.grams));
    const origin = this.#origin(making, output.lot);
    origin.assurance = Math.min(entered.assurance, site.assurance);
    origin.open = entered.open || (entered.grams > 0 && site.open);
    add(sum, origin, grams);
    sum.blends ||= grams < shareOf(output.grams ?? 0, bearingPpm, wholePpm) || !known;
    sum.present ||= bearingPpm > 0 || !known;
  }

  #through(making: Making, grams: number): Passed {
    if (grams === 0) return { grams, open: false, assurance: noAssurance };
    return this.#ground.gates.site(making);
  }

  #origin(making: Making, place: number): Bearing {
    const { context, origins } = this.#ground;
    const origin = nothing();
    origin.source = origins.source(place, making.site);
    const country = making.country ?? context.facility(making.site, making.entries[0]!)?.country ?? null;
    origin.country = origins.country(country, making);
    return origin;
  }
}
