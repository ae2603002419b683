// Places of work as the nodes of a flow: which lots belong together, as finely as the reader may know.
import { dimensions } from '../../domain/ledger/event-table.ts';
import type { EventRow } from '../../domain/ledger/event-table.ts';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { facilityAt } from '../../domain/party/register.ts';
import type { FlowLots } from '../../domain/trace/flow/flow.ts';
import { type StageCode, stageOf } from '../../domain/trace/stage.ts';
import { modelOf } from '#verifier';
import type { Level } from '../answers.ts';
import { bornEvent, countryOf, nameOf, productFor } from '../query.ts';

export interface PlaceOfWork {
  key: string;
  /** Places of one band may be put together. */
  band: string;
  stage: StageCode;
  work: Set<string>;
  place: string | null;
  party: string | null;
  name: string | null;
  country: string | null;
  region: string | null;
  latitude: number | null;
  longitude: number | null;
}

const nowhere = {
  place: null,
  party: null,
  name: null,
  country: null,
  region: null,
  latitude: null,
  longitude: null,
};

export class PlacesOfWork implements FlowLots {
  readonly all: PlaceOfWork[] = [];
  readonly #ledger: Ledger;
  readonly #level: Level;
  readonly #fromMs: number;
  readonly #untilMs: number;
  readonly #byKey = new Map<string, number>();
  /** By party and place of the making, then by step and process. */
  readonly #made = new Map<number, Map<number, number>>();

  constructor(ledger: Ledger, level: Level, range: { fromMs: number | null; untilMs: number | null }) {
    this.#ledger = ledger;
    this.#level = level;
    this.#fromMs = range.fromMs ?? Number.NEGATIVE_INFINITY;
    this.#untilMs = range.untilMs ?? Number.POSITIVE_INFINITY;
  }

  groupOf(lot: number, from: number): number {
    const born = bornEvent(this.#ledger, lot);
    if (born === undefined) return this.#undeclared(from);
    const where = born.party * 2 ** 32 + born.place;
    const what = born.step * 2 ** 32 + born.process;
    const there = this.#made.get(where) ?? new Map<number, number>();
    this.#made.set(where, there);
    const known = there.get(what) ?? this.#numberOf(this.#placeOf(born), born);
    there.set(what, known);
    return known;
  }

  gramsPerUnit(lot: number): number {
    const dimension = dimensions[this.#ledger.balances.dimensionOf(lot) - 1];
    if (dimension === 'mass') return 1;
    if (dimension !== 'count') return 0;
    const id = this.#ledger.lots.textOf(lot);
    const product = modelOf(id);
    return (product === null ? null : productFor(this.#ledger, product, id, 0)?.netWeightGrams) ?? 0;
  }

  drawnOf(lot: number): number {
    return this.#ledger.balances.drawnOf(lot);
  }

  isShown(lot: number): boolean {
    const event = this.#ledger.columns.bornIn(lot);
    if (event === -1) return true;
    const atMs = this.#ledger.events.timeOf(event);
    return atMs >= this.#fromMs && atMs <= this.#untilMs;
  }

  /** Those that lots of one place used and nobody declared belong together. */
  #undeclared(from: number): number {
    const key = `undeclared|${this.all[from]?.key ?? ''}`;
    return this.#enter({ ...nowhere, key, band: key, stage: 'undeclared', work: new Set() });
  }

  #numberOf(place: PlaceOfWork, born: EventRow): number {
    const number = this.#enter(place);
    const work = nameOf(this.#ledger, born.process) ?? nameOf(this.#ledger, born.step);
    if (work !== null) this.all[number]!.work.add(work);
    return number;
  }

  #enter(place: PlaceOfWork): number {
    const known = this.#byKey.get(place.key);
    if (known !== undefined) return known;
    this.#byKey.set(place.key, this.all.length);
    return this.all.push(place) - 1;
  }

  #placeOf(born: EventRow): PlaceOfWork {
    const [process, step] = [nameOf(this.#ledger, born.process), nameOf(this.#ledger, born.step)];
    const stage = stageOf(process, step);
    const band = stage === 'other' ? `other:${process ?? step ?? ''}` : stage;
    const { country, region } = countryOf(this.#ledger, born);
    const place = { stage, band, work: new Set<string>(), ...nowhere };
    if (this.#level === 'country') return { ...place, key: `${band}|${country ?? ''}`, country };
    if (this.#level === 'region')
      return { ...place, key: `${band}|${country ?? ''}|${region ?? ''}`, country, region };
    return { ...place, ...this.#site(born, band), country, region };
  }

  #site(
    born: EventRow,
    band: string,
  ): Pick<PlaceOfWork, 'key' | 'place' | 'party' | 'name' | 'latitude' | 'longitude'> {
    const [place, party] = [nameOf(this.#ledger, born.place), nameOf(this.#ledger, born.party)];
    const facility = place === null ? undefined : facilityAt(this.#ledger.register, place, born.entry);
    const name = facility?.name ?? this.#ledger.register.parties.get(party ?? '')?.name ?? null;
    const [latitude, longitude] = [facility?.latitude ?? null, facility?.longitude ?? null];
    return { key: `${band}|${place ?? party ?? ''}`, place, party, name, latitude, longitude };
  }
}
