// Short names of a case and the ids they stand for: made-up companies with GS1 keys of the range for examples.
import { chance } from '../chance.ts';
import { facilityId, itemId, lotId, productId, unitId } from '../identifier.ts';
import type { WorldForm } from './form.ts';
import { CaseMistake, type Place } from './mistake.ts';

const uri = /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/;
/** Company prefixes count up from here, in the order in which the world names its parties. */
const firstPrefix = 9_521_000;

/** Name of the node's operator in every case. */
export const operatorName = 'operator';

interface NamedSite {
  readonly site: string;
  readonly party: string;
}

/** Finds ids by names; what is no name of the world throws CaseMistake, but for texts that are URIs already. */
export class Names {
  readonly #parties = new Map<string, string>();
  readonly #sites = new Map<string, NamedSite>();
  readonly #products = new Map<string, string>();
  readonly #units = new Map<string, string>();

  constructor(world: WorldForm, operator: string) {
    this.#parties.set(operatorName, operator);
    Object.entries(world.parties).forEach(([name, { sites }], index) => {
      const prefix = String(firstPrefix + index);
      this.#parties.set(name, `urn:uuid:${chance(Number(prefix)).uuid()}`);
      const all = Object.keys(sites);
      (all.length === 0 ? [name] : all).forEach((site, at) => {
        this.#sites.set(site, { site: facilityId(prefix, at + 1), party: name });
      });
    });
    Object.entries(world.products).forEach(([name, { of }], index) => {
      const prefix = firstPrefix + Object.keys(world.parties).indexOf(of);
      this.#products.set(name, productId(String(prefix), index + 1));
    });
  }

  party(name: string, place: Place): string {
    return this.#parties.get(name) ?? given(name, place, 'party', this.#parties);
  }

  site(name: string, place: Place): string {
    return this.#sites.get(name)?.site ?? given(name, place, 'site', this.#sites);
  }

  /** The first site of a party; undefined for a party without. */
  siteOf(party: string): string | undefined {
    return [...this.#sites.values()].find((one) => one.party === party)?.site;
  }

  partyOrSite(name: string, place: Place): string {
    return this.#parties.get(name) ?? this.site(name, place);
  }

  product(name: string, place: Place): string {
    return this.#products.get(name) ?? given(name, place, 'product', this.#products);
  }

  /** `bale/1`, `shirt#7`, `unit:pallet-1`, or a URI. */
  lot(name: string, place: Place): string {
    if (name.startsWith('unit:')) return this.#unit(name);
    if (uri.test(name)) return name;
    const [, product, mark, number] = /^([^/#]+)([/#])(.+)$/.exec(name) ?? [];
    if (product === undefined || number === undefined)
      throw new CaseMistake(place, `${name} is no lot: write product/lot, product#item or unit:name`);
    const model = this.product(product, place);
    return mark === '/' ? lotId(model, number) : itemId(model, number);
  }

  /** Of a statement that others refer to. */
  id(name: string): string {
    return uri.test(name) ? name : `urn:selvedge:${encodeURIComponent(name)}`;
  }

  /** What a word or a case is about: a lot, else a statement. */
  subject(name: string, place: Place): string {
    return /[/#]|^unit:/.test(name) ? this.lot(name, place) : this.id(name);
  }

  #unit(name: string): string {
    const known = this.#units.get(name);
    if (known !== undefined) return known;
    const made = unitId(String(firstPrefix), this.#units.size + 1);
    this.#units.set(name, made);
    return made;
  }
}

function given(name: string, place: Place, what: string, all: ReadonlyMap<string, unknown>): string {
  if (uri.test(name)) return name;
  throw new CaseMistake(place, `there is no ${what} named ${name}; there are ${[...all.keys()].join(', ')}`);
}
