// What an origin brings in: all its mass of a material of the claim, where a certificate of entry covers its making, as far
// as the volumes of such certificates go.
import type { CertificateAsked } from '../../../pack/pack.ts';
import { ascending, processCovers } from '../../authority/scope.ts';
import {
  type Coverage,
  type CoveredBy,
  coveringAll,
  type MakingCovered,
} from '../../certificate/coverage.ts';
import type { Making, MakingOutput } from '../../chain.ts';
import type { JudgeContext } from '../../context.ts';
import { finding, kilograms } from '../../finding.ts';
import type { Fibres, Materials } from '../../material.ts';
import type { OriginBlocks } from '../../origin.ts';
import { shareOf, wholePpm } from '../../share.ts';
import { mayEnter } from '../entry.ts';
import { allotted, type Entering } from '../volume.ts';
import type { Asking } from './asking.ts';
import { otherGoods } from './process.ts';
import { noAssurance, type Passed, rankOf, type Tally } from './tally.ts';

export class EntryGate {
  readonly #context: JudgeContext;
  readonly #materials: Materials;
  readonly #blocks: OriginBlocks;
  readonly #asking: Asking;
  readonly #tally: Tally;
  /** By place of the making, then of the lot. */
  readonly #passed = new Map<number, Passed>();
  #allotted: ReadonlyMap<string, number> | undefined;

  constructor(
    context: JudgeContext,
    materials: Materials,
    blocks: OriginBlocks,
    asking: Asking,
    tally: Tally,
  ) {
    this.#context = context;
    this.#materials = materials;
    this.#blocks = blocks;
    this.#asking = asking;
    this.#tally = tally;
  }

  /** Each origin is asked once. */
  passed(making: Making, output: MakingOutput): Passed {
    const key = making.index * this.#context.chain.lots.length + output.lot;
    const known = this.#passed.get(key) ?? this.#ask(making, output);
    this.#passed.set(key, known);
    return known;
  }

  #ask(making: Making, { lot: place, grams }: MakingOutput): Passed {
    const lot = this.#asking.lot(place);
    const fibres = this.#materials.at(place);
    if (fibres.known && fibres.bearingPpm === 0) return { grams: 0, open: false, assurance: noAssurance };
    this.#tellUnknown(making, lot, grams, fibres);
    const open = grams === null || !fibres.known;
    const bearing = shareOf(grams ?? 0, fibres.bearingPpm, wholePpm);
    if (bearing === 0) return { grams: 0, open, assurance: noAssurance };
    const block = this.#blocks.get(place);
    if (block !== undefined) return { grams: 0, open: block === 'unknown', assurance: noAssurance };
    const covered = this.#coverage(making, place, lot);
    if (covered === undefined) return { grams: bearing, open, assurance: 0 };
    const passed = this.#tally.admitted(covered, lot);
    const most = covered.covered ? this.#roomUnder(covered, lot, bearing, making.entries) : 0;
    return { ...passed, grams: Math.min(passed.grams, most), open: open || passed.open };
  }

  #tellUnknown({ entries }: Making, lot: string, grams: number | null, { known }: Fibres): void {
    if (!known) {
      const detail = `what ${lot} is made of is not known, so nothing of it enters`;
      const about = { lot, entries };
      this.#tally.findings.push(finding('MATERIAL_UNKNOWN', 'composition', 'unknown', detail, about));
    }
    if (grams === null) {
      const detail = `the mass of origin ${lot} is not known`;
      this.#tally.findings.push(finding('AMOUNT_UNKNOWN', 'custody', 'unknown', detail, { lot, entries }));
    }
  }

  /** undefined: the rule asks for nothing at the entry, so it stands on the maker's word alone. */
  #coverage(making: Making, place: number, lot: string): Coverage | undefined {
    const { rule, claim } = this.#context;
    if (rule.entry.length === 0) return undefined;
    const anyOf = this.#lists(making);
    if (anyOf === undefined) return noEntry(making, lot, claim.code);
    if (this.#isOfNothing(making)) return ofNothing(making, lot);
    const other = otherGoods(this.#context, making, place, this.#materials.at(place).bearing);
    if (other !== undefined) return { covered: false, findings: [other] };
    return this.#coverageOfAll(making, place, anyOf);
  }

  /** Each event of a long harvest happened somewhere, at some time: all that told of the lot must be covered. */
  #coverageOfAll(making: Making, place: number, anyOf: readonly CertificateAsked[]): Coverage {
    const [only, ...others] = this.#eventsOf(making, place);
    if (others.length === 0) return this.#asking.coverage(making, only!, [place], anyOf);
    let bound: CoveredBy | undefined;
    let assurance: CoveredBy['assurance'] | undefined;
    const entries: number[] = [];
    for (const event of this.#eventsOf(making, place)) {
      const one = this.#asking.coverage(making, event, [place], anyOf);
      if (!one.covered) return one;
      entries.push(...one.entries);
      // One that names a volume bounds all that came in.
      if (bound === undefined || bound.certificate.volumeGrams === null) bound = one;
      if (assurance === undefined || rankOf(one.assurance) < rankOf(assurance)) assurance = one.assurance;
    }
    return { ...bound!, assurance: assurance!, entries: ascending(entries) };
  }

  #eventsOf({ events }: Making, place: number): Making['events'] {
    if (events.length === 1) return events;
    const lot = this.#asking.lot(place);
    const telling = events.filter(({ produced }) => produced.some((amount) => amount.lot === lot));
    return telling.length === 0 ? events.slice(0, 1) : telling;
  }

  #covered(making: Making, place: number): MakingCovered {
    return this.#asking.covered(making, this.#eventsOf(making, place)[0]!, [place]);
  }

  /** What the rule asks for where the making's process brings material in; undefined where it cannot. */
  #lists({ process, inputs }: Making): readonly CertificateAsked[] | undefined {
    const code = this.#context.processOf(process);
    const possible = this.#context.rule.entry.filter(({ fromInputs }) => fromInputs || inputs.length === 0);
    const asked = possible.filter(({ processes }) => code === null || processCovers(processes, code));
    return asked.length === 0 ? undefined : this.#asking.listOf(asked);
  }

  /** What is only ever made of something (recycled, tanned), of nothing. */
  #isOfNothing({ process, inputs }: Making): boolean {
    const code = this.#context.processOf(process);
    if (inputs.length > 0 || code === null) return false;
    const asked = this.#context.rule.entry.filter(({ processes }) => processCovers(processes, code));
    return asked.every(({ fromInputs }) => fromInputs);
  }

  /** What the volumes of certificates leave for this origin; all of it where none of them names a volume. */
  #roomUnder({ certificate }: CoveredBy, lot: string, bearing: number, entries: readonly number[]): number {
    if (certificate.volumeGrams === null) return bearing;
    this.#tally.limits += 1;
    this.#allotted ??= allotted(this.#entering());
    const grams = Math.min(bearing, this.#allotted.get(lot) ?? 0);
    if (grams < bearing) {
      const { certificate: id, volumeGrams, entry } = certificate;
      const detail = `${kilograms(bearing)} of ${lot} enter under certificate ${id}, whose ${kilograms(volumeGrams)} leave ${kilograms(grams)} for it`;
      const about = { lot, about: id, entries: [...entries, entry] };
      this.#tally.findings.push(finding('VOLUME_EXCEEDED', 'how-much', 'fail', detail, about));
    }
    return grams;
  }

  /** All that enters anywhere in the dossier, on the way of the asked lot or not. */
  #entering(): Entering[] {
    const makings = this.#context.chain.makings.filter((making) => mayEnter(this.#context, making));
    return makings.flatMap((making) => {
      const { withheld, outputs } = making;
      if (withheld || !outputs.every((output) => this.#isClear(output))) return this.#unclear(making);
      return outputs.flatMap((output) => this.#known(making, output));
    });
  }

  #isClear({ lot: place, grams }: MakingOutput): boolean {
    const category = this.#context.productAt(place)?.category ?? null;
    return grams !== null && category !== null && this.#materials.at(place).known;
  }

  #known(making: Making, { lot: place, grams }: MakingOutput): Entering[] {
    const lot = this.#asking.lot(place);
    const { bearingPpm } = this.#materials.at(place);
    const anyOf = bearingPpm === 0 ? undefined : this.#lists(making);
    if (anyOf === undefined) return [];
    const asked = this.#covered(making, place);
    const covering = coveringAll(this.#context, asked, anyOf, this.#context.claim.code);
    const certificates = covering.map(({ certificate }) => certificate);
    return [{ lot, atMs: making.atMs, grams: shareOf(grams ?? 0, bearingPpm, wholePpm), certificates }];
  }

  /** What is not told of an origin may be what uses the volume up: hiding it must leave no more for others. */
  #unclear({ party, site, atMs }: Making): Entering[] {
    const names = [party, ...(site === null ? [] : [site])];
    const certificates = names
      .flatMap((name) => this.#context.book.certificatesOf(name))
      .filter(({ volumeGrams }) => volumeGrams !== null);
    return certificates.length === 0 ? [] : [{ lot: '', atMs, grams: null, certificates }];
  }
}

function ofNothing({ process, entries }: Making, lot: string): Coverage {
  const detail = `${lot} comes in by ${process}, and of what it was made is not told`;
  return {
    covered: false,
    findings: [finding('ORIGIN_UNKNOWN', 'origin', 'unknown', detail, { lot, entries })],
  };
}

function noEntry({ process, entries }: Making, lot: string, code: string): Coverage {
  const detail = `${lot} comes in by ${process ?? 'a process that is not told'}, at which ${code} cannot enter`;
  const missing = finding('CERTIFICATE_MISSING', 'what', 'fail', detail, { lot, entries });
  return { covered: false, findings: [missing] };
}
