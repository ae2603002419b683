// A chain for the bench of the judge: five thousand lots from fields to one lot of shirts, two hundred certificates, and a
// shipment with its receipt for each transaction certificate; judged by the packs for GOTS and cotton.
import type { ChainEvent, Dossier, SaidRecord } from '#verifier';
import { certificate, rules, said, scopes } from './rights.ts';
import { dayMs, lotOf, partiesOf, partyOf, productOf, type Stage, stages, timeOf } from './stages.ts';

export interface BenchChain {
  readonly dossier: Dossier;
  readonly asked: string;
  readonly atMs: number;
  readonly certificates: number;
}

const scopesInAll = stages.reduce((sum, { parties }) => sum + parties, 0);
const transactionsInAll = 200 - scopesInAll;

/** The same chain at every call. */
export function benchChain(): BenchChain {
  const goods = goodsInAll();
  const records = [...rules(), ...scopes(), ...transactionsOf(goods), claim()].map((record, entry) => ({
    ...record,
    entry,
  }));
  return {
    dossier: {
      operator: 'operator',
      events: goods.flat().map((made, at) => eventOf(made, records.length + at)),
      records,
      products: stages.map((stage) => ({
        entry: 0,
        recordedAtMs: 0,
        product: productOf(stage),
        party: 'operator',
        composition: [{ material: 'cotton', percent: 100 }],
        category: stage.category,
        netWeightGrams: null,
        withheld: false,
      })),
      facilities: stages.flatMap((stage) =>
        partiesOf(stage).map((party) => ({
          entry: 0,
          recordedAtMs: 0,
          facility: `site:${party}`,
          party,
          country: 'IN',
        })),
      ),
    },
    asked: lotOf(stages.at(-1)!, 0),
    atMs: timeOf(stages.length),
    certificates: records.filter(({ kind }) => kind === 'certificate').length,
  };
}

/** A lot as it is made. */
interface Made {
  readonly stage: Stage;
  readonly level: number;
  readonly lot: string;
  readonly party: string;
  readonly grams: number;
  readonly drawn: { readonly lot: string; readonly grams: number }[];
  /** Whoever draws it. */
  buyer: string;
}

/** Stage by stage. Where two lots that follow each other are made by one party, they share what the first is made of. */
function goodsInAll(): Made[][] {
  const goods: Made[][] = [];
  stages.forEach((stage, level) => {
    const drawn = Array.from({ length: stage.lots }, (): { lot: string; grams: number }[] => []);
    goods.at(-1)?.forEach((made, at, { length }) => {
      const into = Math.floor((at * stage.lots) / length);
      made.buyer = partyOf(stage, into);
      const shares = into + 1 < stage.lots && partyOf(stage, into + 1) === made.buyer;
      const rest = shares ? Math.floor(made.grams / 2) : 0;
      drawn[into]!.push({ lot: made.lot, grams: made.grams - rest });
      if (rest > 0) drawn[into + 1]!.push({ lot: made.lot, grams: rest });
    });
    goods.push(drawn.map((parts, at) => madeOf(stage, level, at, parts)));
  });
  return goods;
}

function madeOf(stage: Stage, level: number, at: number, drawn: Made['drawn']): Made {
  const inGrams = level === 0 ? 1_000_000 : drawn.reduce((sum, { grams }) => sum + grams, 0);
  const grams = Math.floor((inGrams * stage.outOf100) / 100);
  return { stage, level, lot: lotOf(stage, at), party: partyOf(stage, at), grams, drawn, buyer: '' };
}

function eventOf({ stage, level, lot, party, grams, drawn }: Made, entry: number): ChainEvent {
  const mass = (one: string, amount: number): ChainEvent['drawn'][number] => ({
    lot: one,
    dimension: 'mass',
    amount,
  });
  return {
    ...{ entry, index: 0, party, atMs: timeOf(level), recordedAtMs: timeOf(level), site: `site:${party}` },
    ...{ process: stage.process, step: null, country: 'IN', run: `${entry}:0`, unit: null, packed: [] },
    drawn: drawn.map((one) => mass(one.lot, one.grams)),
    produced: [mass(lot, grams)],
    withheld: false,
    hidesMaking: false,
  };
}

/** What goes from one to another by one certificate: neighbouring lots, as many as make the number of certificates come out. */
function transactionsOf(goods: readonly Made[][]): SaidRecord[] {
  // From the field GOTS asks for none: the farm's certificate is another scheme's.
  const sold = goods.slice(1, -1).flat();
  for (let most = 1; ; most += 1) {
    const parcels = parcelsOf(sold, most);
    if (parcels.length > transactionsInAll) continue;
    while (parcels.length < transactionsInAll) {
      const large = parcels.reduce((one, other) => (other.length > one.length ? other : one));
      parcels.push(large.splice(large.length >> 1));
    }
    return parcels.flatMap(transaction);
  }
}

function parcelsOf(sold: readonly Made[], most: number): Made[][] {
  const parcels: Made[][] = [];
  for (const made of sold) {
    const last = parcels.at(-1);
    const first = last?.[0];
    if (first?.party === made.party && first.buyer === made.buyer && last!.length < most) last!.push(made);
    else parcels.push([made]);
  }
  return parcels;
}

function transaction(parcel: readonly Made[], at: number): SaidRecord[] {
  const { stage, party, buyer, level } = parcel[0]!;
  const shippedAtMs = timeOf(level) + dayMs;
  const shipped = { issuer: party, atMs: shippedAtMs, recordedAtMs: shippedAtMs };
  const lots = parcel.map(({ lot, grams }) => ({ lot, grams, certifiedGrams: grams }));
  const trade = `urn:shipment:${at}`;
  const documents: never[] = [];
  return [
    certificate(stage, `transaction-${at}`, party, {
      ...{ type: 'transaction', scheme: 'gots', sites: [`site:${party}`], buyer, shippedAtMs, lots },
      recordedAtMs: shippedAtMs,
    }),
    said({
      ...{ kind: 'trade', ...shipped, trade, stage: 'shipment', seller: party, buyer, under: null },
      ...{ dueMs: null, fromSite: null, toSite: null, subcontracting: false, tolerancePpm: 5_000, documents },
      lines: parcel.map(({ lot, grams }, line) => ({
        ...{ line, product: null, lot, amount: grams, dimension: 'mass' },
      })),
    }),
    said({
      kind: 'answer',
      ...shipped,
      issuer: buyer,
      about: trade,
      word: 'receives',
      reason: null,
      lines: [],
    }),
  ];
}

function claim(): SaidRecord {
  const last = stages.at(-1)!;
  const recordedAtMs = timeOf(stages.length - 1) + dayMs;
  return said({
    ...{ kind: 'claim', issuer: partyOf(last, 0), recordedAtMs, claim: 'urn:claim', text: null },
    ...{ scheme: 'gots', code: 'organic', model: 'segregated', sharePpm: 1_000_000 },
    ...{ lots: [lotOf(last, 0)], product: null, countries: [], restsOn: [], validUntilMs: null },
  });
}
