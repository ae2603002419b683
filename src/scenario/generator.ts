// Large chains for load: documents of exactly 64 events that look like what a mill's system sends, honest in every gram.
import { type Chance, chance } from './chance.ts';
import type { ChainDocument, EpcisEvent } from './chain.ts';
import { epcisDocument, type Occasion, objectEvent, type Portion, transformationEvent } from './event.ts';
import { lotId, paperId } from './identifier.ts';
import { loadLevels } from './load-site.ts';
import type { Site } from './site.ts';

export interface LoadPlan {
  /** Rounded up to whole documents of 64 lots. */
  lots: number;
  seed: number;
}

const lotsPerDocument = 64;
const startMs = Date.UTC(2020, 0, 6, 6);
// 20 million lots take less than six years of told time: no event lies in the future.
const documentEveryMs = 600_000;
const eventEveryMs = 5_000;

/** The id of lot `index` (0 to 63) of a level (0 = farm) in a round (0, 1, …). */
export function loadLotId(round: number, level: number, index: number): string {
  return lotId(
    loadLevels[level]!.product,
    `${String(round).padStart(6, '0')}-${String(index).padStart(2, '0')}`,
  );
}

/**
 * Rounds of ten documents: 64 farm lots, then nine levels of 64 lots that each draw on two or four lots of the level
 * before, three on average. One party speaks in each document.
 */
export function* generateChain(plan: LoadPlan): Generator<ChainDocument> {
  const random = chance(plan.seed);
  const documents = Math.ceil(plan.lots / lotsPerDocument);
  let grams: number[] = [];
  for (let number = 0; number < documents; number += 1) {
    const level = number % loadLevels.length;
    const made = documentOf(random, number, level, grams);
    grams = made.grams;
    yield made.said;
  }
}

function documentOf(
  random: Chance,
  number: number,
  level: number,
  before: number[],
): { said: ChainDocument; grams: number[] } {
  const { site } = loadLevels[level]!;
  const round = Math.floor(number / loadLevels.length);
  const sentMs = startMs + number * documentEveryMs;
  const grams: number[] = [];
  const events = Array.from({ length: lotsPerDocument }, (_, index): EpcisEvent => {
    const occasion = occasionOf(random, site, level, sentMs - (lotsPerDocument - index) * eventEveryMs);
    if (level === 0) return harvest(random, occasion, round, index, grams);
    return process(random, occasion, { round, level, index }, before, grams);
  });
  const document = epcisDocument(events, sentMs, site.standardOffsetMinutes);
  return { said: { party: site.party.party, document }, grams };
}

function occasionOf(random: Chance, site: Site, level: number, atMs: number): Occasion {
  const order = String(random.whole(1, 999_999)).padStart(6, '0');
  const from = loadLevels[Math.max(0, level - 1)]!.site;
  return {
    eventID: `urn:uuid:${random.uuid()}`,
    atMs,
    offsetMinutes: site.standardOffsetMinutes,
    place: site.facility.facility,
    bizStep: 'creating_class_instance',
    process: loadLevels[level]!.process,
    disposition: 'active',
    papers: [
      { type: 'po', id: paperId(site.prefix, 10, order) },
      { type: 'prodorder', id: paperId(site.prefix, 50, order) },
    ],
    handover: {
      fromParty: from.party.party,
      fromPlace: from.facility.facility,
      toParty: site.party.party,
      toPlace: site.facility.facility,
    },
  };
}

function harvest(
  random: Chance,
  occasion: Occasion,
  round: number,
  index: number,
  grams: number[],
): EpcisEvent {
  grams[index] = random.whole(12_000_000, 24_000_000);
  const portions = [{ lot: loadLotId(round, 0, index), grams: grams[index]! }];
  return objectEvent(occasion, 'ADD', { portions }, { 'tex:picking': 'hand' });
}

interface Place {
  round: number;
  level: number;
  index: number;
}

// Each lot is offered in quarters: even lots are drawn four times, odd ones twice. So nothing is ever overdrawn.
const offsetsOfEven: readonly number[] = [0, 5];
const offsetsOfOdd: readonly number[] = [0, 5, 11, 23];

function process(
  random: Chance,
  occasion: Occasion,
  place: Place,
  before: number[],
  grams: number[],
): EpcisEvent {
  const { round, level, index } = place;
  const offsets = index % 2 === 0 ? offsetsOfEven : offsetsOfOdd;
  const inputs = offsets.map((offset): Portion => {
    const source = (index + offset) % lotsPerDocument;
    return { lot: loadLotId(round, level - 1, source), grams: Math.floor(before[source]! / 4) };
  });
  const drawn = inputs.reduce((sum, input) => sum + (input.grams ?? 0), 0);
  grams[index] = Math.floor(drawn * random.between(0.9, 0.98));
  const outputs = { portions: [{ lot: loadLotId(round, level, index), grams: grams[index]! }] };
  return transformationEvent(occasion, { portions: inputs }, outputs, {
    'tex:machine': `M-${random.whole(1, 40)}`,
    'tex:operatingHours': random.whole(20, 160) / 10,
    'tex:relativeHumidityPercent': random.whole(450, 650) / 10,
  });
}
