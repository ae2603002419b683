// The facts arranged once, and for each claim the rules that count for it.
import type { Dossier } from '../dossier/dossier.ts';
import type { ClaimRule, Figure, Material, MaterialPack } from '../pack/pack.ts';
import { RecordBook } from '../record/book.ts';
import type { Claim, PackAdoption } from '../record/record.ts';
import { isEntitled } from './authority/entitled.ts';
import { chainOf } from './chain/build.ts';
import type { JudgeCase, JudgeContext, MaterialRules } from './context.ts';
import { productIdOf, productsAt } from './product-word.ts';
import { Spoken } from './spoken.ts';
import { withheldIn } from './withheld.ts';

/** Facts found again quickly, without what its author had no right to say. The order of the dossier's lists does not matter. */
export function arranged(dossier: Dossier): JudgeCase {
  const { operator, events, records } = dossier;
  const facilities = new Spoken(dossier.facilities, ({ facility }) => facility);
  const book = new RecordBook();
  for (const record of [...records].sort((left, right) => left.entry - right.entry))
    if (isEntitled(record, { operator, facilities })) book.add(record);
  const products = new Spoken(dossier.products, ({ product }) => product);
  const chain = chainOf(events);
  const atPlaces = productsAt(chain, products, events);
  return {
    dossier,
    book,
    chain,
    products,
    productAt: (place) => atPlaces[place],
    facilities,
    withheld: withheldIn(dossier),
    recordedMs: momentsOf([...events, ...records, ...dossier.products, ...dossier.facilities]),
  };
}

function momentsOf(told: readonly { readonly recordedAtMs: number }[]): number[] {
  return [...new Set(told.map(({ recordedAtMs }) => recordedAtMs))].sort((one, other) => one - other);
}

export interface Ruled {
  readonly context: JudgeContext;
  /** Uncertain figures that were used by now: `pack version: path`, ascending. */
  uncertain(): string[];
}

/** A claim on a lot at a time, with the packs that were in force when the log took the claim. */
export function ruled(facts: JudgeCase, claim: Claim, asked: string, atMs: number): Ruled {
  const found = ruleInForce(facts.book, claim);
  const adoption = found?.adoption ?? null;
  const materials = materialRules(facts.book, claim.recordedAtMs);
  const used = new Set<string>();
  const byName = materialsByName(materials);
  const codeOf = codesOf(processesByName(materials));
  const productOf = productFinder(facts, claim);
  const context: JudgeContext = {
    ...facts,
    atMs,
    asked,
    claim,
    rule: found?.rule ?? { ...emptyRule, code: claim.code },
    adoption,
    materials,
    materialOf: (name) => byName.get(name.toLowerCase()),
    productOf,
    categoryOf: (lot) => productOf(lot)?.category ?? null,
    processOf: (name) => (name === null ? null : codeOf(name)),
    facility: (site, entry) => (site === null ? undefined : facts.facilities.before(site, entry)),
    use: (figure: Figure, path: string, from?: PackAdoption) => {
      const pack = from ?? adoption;
      if (!figure.certain && pack !== null) used.add(`${pack.pack} ${pack.version}: ${path}`);
      return figure.value;
    },
  };
  return { context, uncertain: () => [...used].sort() };
}

/** What is no lot of the chain is the product itself, or a lot that nobody tells the making of. */
function productFinder(
  { chain, products, productAt }: JudgeCase,
  { entry }: Claim,
): JudgeContext['productOf'] {
  return (lot) => {
    const place = chain.indexOf.get(lot);
    if (place !== undefined) return productAt(place);
    const product = productIdOf(lot);
    return product === lot ? products.before(lot, entry) : products.first(product);
  };
}

/** The rule of the claim's scheme and code that was in force when the log took it. */
export function ruleInForce(
  book: RecordBook,
  { scheme, code, recordedAtMs }: Pick<Claim, 'scheme' | 'code' | 'recordedAtMs'>,
): { readonly adoption: PackAdoption; readonly rule: ClaimRule } | undefined {
  const adoption = book.packAt(scheme, recordedAtMs);
  if (adoption === undefined || adoption.withheld || adoption.content.kind !== 'scheme') return undefined;
  const rule = adoption.content.claims.find((one) => one.code === code);
  return rule === undefined ? undefined : { adoption, rule };
}

function materialRules(book: RecordBook, atMs: number): MaterialRules[] {
  const names = [
    ...new Set(
      book.ofKind('pack').flatMap(({ pack, content }) => (content.kind === 'material' ? [pack] : [])),
    ),
  ];
  return names.sort().flatMap((name) => {
    const adoption = book.packAt(name, atMs);
    const pack = adoption?.content;
    return adoption === undefined || adoption.withheld || pack?.kind !== 'material'
      ? []
      : [{ adoption, pack }];
  });
}

/** Of two packs that use one name, the first by its own name. */
function materialsByName(rules: readonly MaterialRules[]): Map<string, Material> {
  const found = new Map<string, Material>();
  const add = (name: string, material: Material): void => {
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), material);
  };
  const all = rules.flatMap(({ pack }: { pack: MaterialPack }) => pack.materials);
  for (const material of all) add(material.code, material);
  for (const material of all) for (const name of material.names) add(name, material);
  return found;
}

function processesByName(rules: readonly MaterialRules[]): Map<string, string> {
  const found = new Map<string, string>();
  const all = rules.flatMap(({ pack }) => pack.processes);
  for (const { code } of all) found.set(code.toLowerCase(), code);
  for (const { code, aliases } of all) {
    for (const alias of aliases) if (!found.has(alias.toLowerCase())) found.set(alias.toLowerCase(), code);
  }
  return found;
}

/** Many makings, few processes: each name is looked up once. */
function codesOf(processes: ReadonlyMap<string, string>): (name: string) => string {
  const codes = new Map<string, string>();
  return (name) => {
    const code = codes.get(name) ?? processes.get(name.toLowerCase()) ?? name;
    codes.set(name, code);
    return code;
  };
}

/** Where no pack says what is asked, nothing is: the verdict is then that the claim cannot be told. */
const emptyRule: ClaimRule = {
  code: '',
  title: '',
  models: [],
  basis: 'custody',
  materials: [],
  minSharePpm: null,
  maxSharePpm: null,
  remainder: null,
  entry: [],
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
};
