// A small chain for tests, in plain data: farm, gin, spinner, knitter, maker, their certificates and one claim.
import type { Amount, ChainEvent, Dossier, DossierFacility, DossierProduct } from '../dossier/dossier.ts';
import type { ClaimRule, MaterialPack, SchemePack } from '../pack/pack.ts';
import type {
  Accreditation,
  Account,
  AccountMove,
  CaseStep,
  Certificate,
  Claim,
  PackAdoption,
  Said,
  SaidRecord,
  Status,
  Trade,
  TradeAnswer,
  Trust,
} from '../record/record.ts';

export const startMs: number = Date.UTC(2026, 0, 1);
const dayMs = 86_400_000;
export const laterMs: number = startMs + 300 * dayMs;

/** `bale/1` -> a lot of the product `bale`; `bale` -> the product. */
export function id(name: string): string {
  const [product = '', lot] = name.split('/');
  const gtin = String(
    [...product].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) % 1e12,
  ).padStart(13, '0');
  return `https://id.gs1.org/01/0${gtin}${lot === undefined ? '' : `/10/${lot}`}`;
}

type Given<T> = Partial<Omit<T, 'kind' | keyof Said>> & Partial<Said>;

export class World {
  readonly events: ChainEvent[] = [];
  readonly records: SaidRecord[] = [];
  /** All words of each, ascending. */
  readonly products: Map<string, DossierProduct[]> = new Map();
  readonly facilities: Map<string, DossierFacility[]> = new Map();
  #entry = 0;

  constructor(rule: Partial<ClaimRule> = {}) {
    this.#said<Trust>('operator', {
      kind: 'trust',
      anchors: [{ party: 'anchor', schemes: ['*'] }],
      fromMs: 0,
    });
    this.adopt(schemePack(rule));
    this.adopt(cottonPack);
    this.#said<Accreditation>('anchor', {
      kind: 'accreditation',
      accreditation: 'urn:accreditation',
      party: 'certifier',
      role: 'certification-body',
      schemes: ['*'],
      countries: ['*'],
      processes: ['*'],
      validFromMs: 0,
      validUntilMs: laterMs * 2,
    });
  }

  dossier(): Dossier {
    const { events, records } = this;
    return {
      operator: 'operator',
      events,
      records,
      products: [...this.products.values()].flat(),
      facilities: [...this.facilities.values()].flat(),
    };
  }

  adopt(content: SchemePack | MaterialPack): void {
    const { pack, version } = content;
    this.#said<PackAdoption>('operator', {
      kind: 'pack',
      pack,
      version,
      fromMs: 0,
      content,
      digest: `digest of ${pack}`,
    });
  }

  /** Told before all else. */
  product(name: string, category: string | null, composition: Record<string, number>): void {
    const parts = Object.entries(composition).map(([material, percent]) => ({ material, percent }));
    const told = { entry: 0, recordedAtMs: startMs, party: 'owner', netWeightGrams: null, withheld: false };
    this.products.set(id(name), [{ ...told, product: id(name), composition: parts, category }]);
  }

  /** Told before all else. */
  facility(party: string, country: string | null): void {
    const told = { entry: 0, recordedAtMs: startMs };
    this.facilities.set(`site:${party}`, [{ ...told, facility: `site:${party}`, party, country }]);
  }

  /** Told anew now; what is not given is as it was told last. */
  retell(name: string, changed: Partial<DossierProduct>): void {
    const words = this.products.get(id(name))!;
    words.push({ ...words.at(-1)!, ...this.#now(), ...changed });
  }

  /** The site of the party, told anew now. */
  retellSite(party: string, changed: Partial<DossierFacility>): void {
    const words = this.facilities.get(`site:${party}`)!;
    words.push({ ...words.at(-1)!, ...this.#now(), ...changed });
  }

  #now(): Pick<DossierProduct, 'entry' | 'recordedAtMs'> {
    this.#entry += 1;
    return { entry: this.#entry, recordedAtMs: startMs + this.#entry * dayMs };
  }

  /** Amounts in kilograms, or `{ pieces }`. */
  make(
    party: string,
    process: string,
    into: Amounts,
    out: Amounts,
    given: Partial<ChainEvent> = {},
  ): ChainEvent {
    this.#entry += 1;
    const event: ChainEvent = {
      entry: this.#entry,
      index: 0,
      party,
      atMs: startMs + this.#entry * dayMs,
      recordedAtMs: startMs + this.#entry * dayMs,
      site: `site:${party}`,
      process,
      step: null,
      country: this.facilities.get(`site:${party}`)?.at(-1)?.country ?? null,
      run: `${this.#entry}:0`,
      drawn: amountsOf(into),
      produced: amountsOf(out),
      unit: null,
      packed: [],
      withheld: false,
      hidesMaking: false,
      ...given,
    };
    this.events.push(event);
    return event;
  }

  certificate(name: string, holder: string, given: Given<Certificate> = {}): Certificate {
    return this.#said<Certificate>('certifier', {
      kind: 'certificate',
      certificate: name,
      type: 'scope',
      scheme: 'organic',
      number: null,
      holder,
      validFromMs: startMs,
      validUntilMs: laterMs,
      sites: ['*'],
      subcontractors: [],
      processes: ['*'],
      categories: ['*'],
      materials: ['*'],
      codes: ['pure'],
      volumeGrams: null,
      buyer: null,
      shippedAtMs: null,
      lots: [],
      inputs: [],
      test: null,
      products: [],
      imported: null,
      documents: [],
      ...given,
    });
  }

  /** A transaction certificate for one lot, in kilograms, shipped when it is said. */
  transaction(name: string, seller: string, buyer: string, lot: string, kg: number): Certificate {
    const grams = kg * 1000;
    return this.certificate(name, seller, {
      type: 'transaction',
      buyer,
      shippedAtMs: this.nowMs(),
      lots: [{ lot: id(lot), grams, certifiedGrams: grams }],
    });
  }

  claim(name: string, lot: string, given: Given<Claim> = {}): Claim {
    return this.#said<Claim>('maker', {
      kind: 'claim',
      claim: name,
      text: null,
      scheme: 'organic',
      code: 'pure',
      model: 'segregated',
      sharePpm: 1_000_000,
      lots: [id(lot)],
      product: null,
      countries: [],
      restsOn: [],
      validUntilMs: null,
      ...given,
    });
  }

  status(about: string, state: Status['state'], by: string, given: Given<Status> = {}): void {
    this.#said<Status>(by, { kind: 'status', about, state, fromMs: this.nowMs(), reason: null, ...given });
  }

  account(party: string, moves: readonly AccountMove[], given: Given<Account> = {}): void {
    this.#said<Account>(party, {
      kind: 'account',
      site: `site:${party}`,
      scheme: 'organic',
      code: 'pure',
      material: 'cotton',
      model: 'mass-balance',
      method: 'credit',
      moves,
      ...given,
    });
  }

  /** A shipment of one lot, in kilograms, to the gram. */
  shipment(
    trade: string,
    seller: string,
    buyer: string,
    lot: string,
    kg: number,
    issuer: string = seller,
  ): Trade {
    const line = { line: 1, product: null, lot: id(lot), amount: kg * 1000, dimension: 'mass' };
    return this.#said<Trade>(issuer, {
      kind: 'trade',
      trade,
      stage: 'shipment',
      seller,
      buyer,
      under: null,
      atMs: this.nowMs(),
      dueMs: null,
      fromSite: null,
      toSite: null,
      subcontracting: false,
      tolerancePpm: 0,
      lines: [line],
      documents: [],
    });
  }

  answer(about: string, word: TradeAnswer['word'], by: string, withheld = false): void {
    const [atMs, reason, lines] = [this.nowMs(), null, []];
    this.#said<TradeAnswer>(by, { kind: 'answer', about, word, atMs, reason, lines, withheld });
  }

  /** Opens a challenge. */
  challenge(about: string, by: string): void {
    const [dueMs, reason, documents] = [null, null, []];
    this.#said<CaseStep>(by, {
      kind: 'case',
      case: `case of ${by}`,
      word: 'challenges',
      about,
      dueMs,
      reason,
      documents,
    });
  }

  /** The log's time after what was said last. */
  nowMs(): number {
    return startMs + this.#entry * dayMs;
  }

  #said<T extends SaidRecord>(issuer: string, record: Omit<T, keyof Said> & Partial<Said>): T {
    this.#entry += 1;
    const recordedAtMs = startMs + this.#entry * dayMs;
    const said = {
      entry: this.#entry,
      recordedAtMs,
      issuer,
      issuedAtMs: recordedAtMs,
      withheld: false,
      ...record,
    } as unknown as T;
    this.records.push(said);
    return said;
  }
}

type Amounts = Readonly<Record<string, number | { readonly pieces: number } | null>>;

function amountsOf(amounts: Amounts): Amount[] {
  return Object.entries(amounts).map(([lot, amount]) => {
    if (amount === null) return { lot: id(lot), dimension: null, amount: null };
    if (typeof amount === 'number')
      return { lot: id(lot), dimension: 'mass', amount: Math.round(amount * 1000) };
    return { lot: id(lot), dimension: 'count', amount: amount.pieces };
  });
}

/** Farm, gin, spinner, knitter, maker: 1,000 kg of seed cotton become 200 kg of shirts, all certified, with a claim `claim`. */
export function organicChain(
  rule: Partial<ClaimRule> = {},
  change: (world: World) => void = () => {},
): World {
  const world = new World(rule);
  for (const party of ['farm', 'gin', 'spinner', 'knitter', 'maker']) {
    world.facility(party, party === 'farm' ? 'EG' : 'PT');
    world.certificate(`scope-${party}`, party);
  }
  for (const [name, category] of Object.entries({
    seed: 'seed-cotton',
    bale: 'lint',
    yarn: 'yarn',
    knit: 'fabric',
    shirt: 'garment',
  }))
    world.product(name, category, { cotton: 100 });
  world.product('poly', 'staple', { polyester: 100 });
  change(world);
  world.make('farm', 'farm-production', {}, { 'seed/1': 1000 });
  world.transaction('tc-farm', 'farm', 'gin', 'seed/1', 1000);
  world.make('gin', 'ginning', { 'seed/1': 1000 }, { 'bale/1': 380 });
  world.transaction('tc-gin', 'gin', 'spinner', 'bale/1', 380);
  world.make('spinner', 'spinning', { 'bale/1': 380 }, { 'yarn/1': 330 });
  world.transaction('tc-spinner', 'spinner', 'knitter', 'yarn/1', 330);
  world.make('knitter', 'knitting', { 'yarn/1': 330 }, { 'knit/1': 320 });
  world.transaction('tc-knitter', 'knitter', 'maker', 'knit/1', 320);
  world.make('maker', 'cutting-and-sewing', { 'knit/1': 250 }, { 'shirt/1': { pieces: 1000 } });
  world.claim('claim', 'shirt/1');
  return world;
}

const certain = (value: number): { value: number; source: string; certain: boolean } => ({
  value,
  source: 's',
  certain: true,
});
const scope = [{ scheme: 'organic', types: ['scope' as const], codes: [] }];

export function schemePack(rule: Partial<ClaimRule> = {}): SchemePack {
  return {
    format: 'selvedge-pack/1',
    kind: 'scheme',
    pack: 'organic',
    version: '1',
    title: 'Organic',
    sources: [],
    excludes: [],
    claims: [
      {
        code: 'pure',
        title: 'Pure',
        basis: 'custody',
        materials: ['cotton'],
        models: [
          'identity-preserved',
          'segregated-single-country',
          'segregated',
          'controlled-blending',
          'mass-balance',
          'book-and-claim',
        ],
        minSharePpm: certain(50_000),
        maxSharePpm: null,
        remainder: null,
        entry: [{ processes: ['farm-production'], fromInputs: false, anyOf: scope }],
        sites: [{ processes: ['*'], except: ['farm-production'], anyOf: scope, componentMinPpm: null }],
        subject: [],
        transfers: { processes: ['*'], except: [], scheme: 'organic' },
        origin: null,
        accepts: [],
        minAssurance: 'self-declared',
        conversions: [],
        creditMonths: { ...certain(12), certain: false },
        windowMonths: certain(3),
        validMonths: null,
        wasteExcluded: [],
        wording: {
          segregated: 'Contains {share} organic {material}.',
          'mass-balance': 'Bought for {share}.',
        },
        ...rule,
      },
    ],
  };
}

export const cottonPack: MaterialPack = {
  format: 'selvedge-pack/1',
  kind: 'material',
  pack: 'cotton',
  version: '1',
  title: 'Cotton',
  sources: [],
  materials: [
    { code: 'cotton', title: 'cotton', names: ['baumwolle'], counts: true },
    { code: 'polyester', title: 'polyester', names: [], counts: true },
    { code: 'metal', title: 'metal', names: [], counts: false },
  ],
  processes: [],
  categories: [],
  yields: [],
};
