// What is captured side by side: a mill makes one lot out of three, drawn at random from 300,000. Random lots are the
// honest case: lots that come one after another are kind to B-trees (and to nothing here).
import type { Chance } from '../../scenario/chance.ts';
import { chance } from '../../scenario/chance.ts';
import type { EpcisEvent } from '../../scenario/chain.ts';
import { transformationEvent } from '../../scenario/event.ts';
import { lotId, paperId } from '../../scenario/identifier.ts';
import { loadLevels } from '../../scenario/load-site.ts';

const [farm, mill] = [loadLevels[0]!, loadLevels[5]!];

export const millParty: string = mill.site.party.party;
export const farmParty: string = farm.site.party.party;
export const inputsPerEvent = 3;
/** Enough that no run ever draws a lot empty. */
export const baseLotGrams = 1_000_000_000;

export function baseLot(number: number): string {
  return lotId(farm.product, String(number).padStart(7, '0'));
}

export interface MillWork {
  event: EpcisEvent;
  /** Numbers of the base lots that go in, rising, each once. */
  inputs: number[];
  gramsEach: number;
  output: string;
}

/** An endless row of events over `baseLots` lots; the same for the same seed. */
export function millWork(seed: number, baseLots: number): () => MillWork {
  const random = chance(seed);
  const run = random.uuid().slice(0, 8);
  let number = 0;
  return () => {
    const inputs = severalOf(random, baseLots);
    const gramsEach = random.whole(1_000, 5_000);
    const output = lotId(mill.product, `${run}-${number++}`);
    return { event: eventOf(random, inputs, gramsEach, output), inputs, gramsEach, output };
  };
}

function severalOf(random: Chance, baseLots: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < inputsPerEvent) chosen.add(random.whole(0, baseLots - 1));
  return [...chosen].sort((one, other) => one - other);
}

// As long as what a mill's system sends: papers, handover, process, machine (about 1.5 KB of JSON).
function eventOf(random: Chance, inputs: number[], gramsEach: number, output: string): EpcisEvent {
  const { site } = mill;
  const order = String(random.whole(1, 999_999)).padStart(6, '0');
  const occasion = {
    eventID: `urn:uuid:${random.uuid()}`,
    atMs: Date.UTC(2025, 0, 1) + random.whole(0, 300 * 86_400_000),
    offsetMinutes: site.standardOffsetMinutes,
    place: site.facility.facility,
    bizStep: 'creating_class_instance',
    process: mill.process,
    disposition: 'active',
    papers: [
      { type: 'po' as const, id: paperId(site.prefix, 10, order) },
      { type: 'prodorder' as const, id: paperId(site.prefix, 50, order) },
    ],
    handover: {
      fromParty: farm.site.party.party,
      fromPlace: farm.site.facility.facility,
      toParty: site.party.party,
      toPlace: site.facility.facility,
    },
  };
  const portions = inputs.map((input) => ({ lot: baseLot(input), grams: gramsEach }));
  const outputs = { portions: [{ lot: output, grams: Math.floor(gramsEach * inputs.length * 0.95) }] };
  return transformationEvent(occasion, { portions }, outputs, { 'tex:machine': `M-${random.whole(1, 40)}` });
}
