// The form of a case as it is written (scenarios/fraud/README.md), read once and believed afterwards.
import { claimResults, type Json, type JsonMembers, list, members, oneOf, text } from './value.ts';
import { CaseMistake, type Place, under } from './mistake.ts';

export const families = [
  'fake inputs',
  'collusion',
  'mass imbalance',
  'certificates',
  'identity',
  'dates',
  'documents',
  'tags',
  'honest',
] as const;
export type Family = (typeof families)[number];

export interface PartyForm {
  readonly name: string;
  readonly country: string;
  readonly region: string | null;
  readonly sites: Readonly<Record<string, SiteForm>>;
}

export interface SiteForm {
  readonly country: string | null;
  readonly processes: readonly string[];
}

export interface ProductForm {
  readonly of: string;
  readonly members: JsonMembers;
}

export interface WorldForm {
  readonly packs: readonly string[];
  readonly trust: Readonly<Record<string, readonly string[]>>;
  readonly parties: Readonly<Record<string, PartyForm>>;
  readonly products: Readonly<Record<string, ProductForm>>;
}

/** One thing said or done. `act` is its kind, `told` what stands there. */
export interface StepForm {
  readonly name: string | null;
  readonly by: string;
  readonly at: string | null;
  readonly act: string;
  readonly told: JsonMembers;
  readonly refused: string | null;
  readonly again: boolean;
  readonly place: Place;
}

export interface ClaimExpected {
  /** The claim that is judged: by default the one by whose name the expectation goes. */
  readonly claim: string;
  readonly lot: string;
  readonly result: (typeof claimResults)[number];
  readonly codes: readonly string[];
  readonly kg: { readonly claimed: number | null; readonly substantiated: number | null } | null;
  readonly at: string | null;
}

export interface ExpectForm {
  readonly claims: Readonly<Record<string, ClaimExpected>>;
  readonly report: readonly string[];
  /** undefined = not asked; null = nothing may be caught. */
  readonly caught: string | null | undefined;
  readonly unseen: string | null;
}

/** What is told of a product. */
export const productMembers: readonly string[] = [
  'name',
  'category',
  'composition',
  'netWeightGrams',
  'description',
  'care',
];

/** Members of a step that are not what it says. */
export const stepMembers: readonly string[] = ['by', 'name', 'at', 'refused', 'again', 'before', 'after'];

export function worldOf(value: Json | undefined, place: Place): WorldForm {
  const told = members(value ?? {}, place, ['packs', 'trust', 'parties', 'products']);
  const each = <T>(member: string, read: (one: Json, at: Place) => T): Record<string, T> => {
    const at = under(place, member);
    const all = members(told[member] ?? {}, at);
    return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, read(one, under(at, name))]));
  };
  return {
    packs: list(told['packs'] ?? [], under(place, 'packs'), text),
    trust: each('trust', (one, at) => list(one, at, text)),
    parties: each('parties', partyOf),
    products: each('products', productOf),
  };
}

function partyOf(value: Json, place: Place): PartyForm {
  const told = members(value, place, ['name', 'country', 'region', 'sites']);
  const sites = members(told['sites'] ?? {}, under(place, 'sites'));
  return {
    name: text(told['name'], under(place, 'name')),
    country: text(told['country'], under(place, 'country')),
    region: told['region'] === undefined ? null : text(told['region'], under(place, 'region')),
    sites: Object.fromEntries(
      Object.entries(sites).map(([name, one]) => [name, siteOf(one, under(under(place, 'sites'), name))]),
    ),
  };
}

function siteOf(value: Json, place: Place): SiteForm {
  const told = members(value, place, ['country', 'processes']);
  return {
    country: told['country'] === undefined ? null : text(told['country'], under(place, 'country')),
    processes: list(told['processes'] ?? [], under(place, 'processes'), text),
  };
}

function productOf(value: Json, place: Place): ProductForm {
  const { of, ...told } = members(value, place, ['of', ...productMembers]);
  return { of: text(of, under(place, 'of')), members: told };
}

/** A step has `by` and exactly one further member: what is said or done. */
export function stepOf(value: Json, place: Place): StepForm {
  const told = members(value, place);
  const acts = Object.keys(told).filter((member) => !stepMembers.includes(member));
  const [act] = acts;
  if (act === undefined || acts.length > 1)
    throw new CaseMistake(place, `a step says one thing, this one ${acts.length}: ${acts.join(', ')}`);
  const maybe = (member: string): string | null =>
    told[member] === undefined ? null : text(told[member], under(place, member));
  return {
    name: maybe('name'),
    by: text(told['by'], under(place, 'by')),
    at: maybe('at'),
    act,
    told: members(told[act], under(place, act)),
    refused: maybe('refused'),
    again: told['again'] === true,
    place,
  };
}

export function expectOf(value: Json | undefined, place: Place): ExpectForm {
  const told = members(value, place, ['claims', 'report', 'caught', 'unseen']);
  const claims = members(told['claims'] ?? {}, under(place, 'claims'));
  const caught = told['caught'];
  return {
    claims: Object.fromEntries(
      Object.entries(claims).map(([name, one]) => [
        name,
        claimExpectedOf(one, under(under(place, 'claims'), name), name),
      ]),
    ),
    report: list(told['report'] ?? [], under(place, 'report'), text),
    caught: caught === undefined || caught === null ? caught : text(caught, under(place, 'caught')),
    unseen: told['unseen'] === undefined ? null : text(told['unseen'], under(place, 'unseen')),
  };
}

function claimExpectedOf(value: Json, place: Place, name: string): ClaimExpected {
  const told = members(value, place, ['claim', 'lot', 'result', 'codes', 'kg', 'at']);
  const kg = told['kg'] === undefined ? null : members(told['kg'], under(place, 'kg'));
  return {
    claim: text(told['claim'] ?? name, under(place, 'claim')),
    lot: text(told['lot'], under(place, 'lot')),
    result: oneOf(claimResults, told['result'], under(place, 'result')),
    codes: list(told['codes'] ?? [], under(place, 'codes'), text),
    kg:
      kg === null
        ? null
        : { claimed: numberOrNull(kg['claimed']), substantiated: numberOrNull(kg['substantiated']) },
    at: told['at'] === undefined ? null : text(told['at'], under(place, 'at')),
  };
}

function numberOrNull(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
