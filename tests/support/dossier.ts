// A small chain for tests of the judge: events in kilograms, products by name, packs with the figures a test asks for.
import type { Amount, ChainEvent, DossierProduct } from '../../verifier/src/dossier/dossier.ts';
import { arranged, ruled } from '../../verifier/src/judge/arrange.ts';
import type { JudgeContext } from '../../verifier/src/judge/context.ts';
import type { Figure, MaterialPack, SchemePack } from '../../verifier/src/pack/pack.ts';
import type { Claim } from '../../verifier/src/record/record.ts';
import { onDay, type Spoken } from './records.ts';

const gtins: Readonly<Record<string, string>> = {
  seedcotton: '09506000134352',
  lint: '09506000134369',
  yarn: '09506000134376',
  shirt: '09506000134383',
  noil: '09506000134390',
  dye: '09506000134406',
};

/** `lint/1`: lot 1 of the product lint; `lint`: the product. */
export function idOf(name: string): string {
  const [product = '', lot] = name.split('/');
  const base = `https://id.gs1.org/01/${gtins[product]}`;
  return lot === undefined ? base : `${base}/10/${lot}`;
}

type Amounts = Readonly<Record<string, number | null>>;

/** Kilograms; of shirts pieces. Entries from 1000 on, so that they never meet those of records. */
export class Events {
  readonly all: ChainEvent[] = [];

  make(
    party: string,
    process: string,
    drawn: Amounts,
    produced: Amounts,
    members: Partial<ChainEvent> = {},
  ): this {
    const at = this.all.length;
    this.all.push({
      entry: 1000 + at,
      index: 0,
      party,
      atMs: onDay(at),
      recordedAtMs: onDay(at),
      site: `${party}#site`,
      process,
      step: null,
      country: 'EG',
      run: `run ${at}`,
      drawn: amounts(drawn),
      produced: amounts(produced),
      unit: null,
      packed: [],
      withheld: false,
      hidesMaking: false,
      ...members,
    });
    return this;
  }
}

function amounts(kilograms: Amounts): Amount[] {
  return Object.entries(kilograms).map(([name, amount]) => {
    const isCount = name.startsWith('shirt');
    return {
      lot: idOf(name),
      dimension: isCount ? 'count' : 'mass',
      amount: amount === null || isCount ? amount : amount * 1000,
    };
  });
}

const products: readonly DossierProduct[] = Object.keys(gtins).map((name) => ({
  entry: 0,
  recordedAtMs: 0,
  product: idOf(name),
  party: 'did:web:mill',
  composition: [{ material: name === 'dye' ? 'dyestuff' : 'cotton', percent: 100 }],
  category: name,
  netWeightGrams: name === 'shirt' ? 170 : null,
  withheld: false,
}));

/** The context of a claim on a lot, at the end of the season. */
export function contextOf(spoken: Spoken, events: Events, claim: Claim, asked: string): JudgeContext {
  const parties = [...new Set(events.all.map(({ party }) => party))];
  const dossier = {
    operator: 'did:web:operator',
    events: events.all,
    records: spoken.book.all,
    products,
    facilities: parties.map((party) => ({
      entry: 0,
      recordedAtMs: 0,
      facility: `${party}#site`,
      party,
      country: 'EG',
    })),
  };
  return ruled(arranged(dossier), claim, idOf(asked), onDay(400)).context;
}

export function figure(value: number, certain = true): Figure {
  return { value, source: 'book', certain };
}

export function cottonPack(members: Partial<MaterialPack> = {}): MaterialPack {
  return {
    format: 'selvedge-pack/1',
    kind: 'material',
    pack: 'cotton',
    version: '1',
    title: 'Cotton',
    sources: [{ id: 'book', title: 'A book', tag: 'G' }],
    materials: [
      { code: 'cotton', title: 'Cotton', names: ['cotton'], counts: true },
      { code: 'dyestuff', title: 'Dyestuff', names: ['dyestuff'], counts: false },
    ],
    processes: [],
    categories: [
      { code: 'lint', title: 'Lint', aliases: [], waste: false },
      { code: 'noil', title: 'Noil', aliases: [], waste: true },
    ],
    yields: [],
    ...members,
  };
}

export function schemePack(pack: string, excludes: readonly string[] = []): SchemePack {
  const asked = [{ scheme: pack, types: ['scope' as const], codes: [] }];
  return {
    format: 'selvedge-pack/1',
    kind: 'scheme',
    pack,
    version: '1',
    title: pack,
    sources: [],
    excludes,
    claims: [
      {
        code: 'organic',
        title: 'Organic',
        models: ['segregated'],
        basis: 'custody',
        materials: ['cotton'],
        minSharePpm: null,
        maxSharePpm: null,
        remainder: null,
        entry: [{ processes: ['*'], fromInputs: false, anyOf: asked }],
        sites: [],
        subject: [],
        transfers: null,
        origin: null,
        accepts: [],
        minAssurance: 'self-declared',
        conversions: [],
        creditMonths: null,
        windowMonths: null,
        validMonths: null,
        wasteExcluded: [],
        wording: {},
      },
    ],
  };
}
