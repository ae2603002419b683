// Where the disclosures of a statement stand in it as it was signed. What is withheld or erased moves nothing: the third
// event stays the third (the paths of what is shown count only what is shown).
import type { Statement } from '#verifier';

type Disclosure = Statement['disclosures'][number];

/** JSON pointers (RFC 6901) into the claims, by the digests of the disclosures that are there. */
export function signedPointers({ payload, disclosures }: Statement): Map<string, string> {
  const search = new Search(disclosures);
  search.visit(payload, '');
  return search.pointers;
}

class Search {
  readonly pointers: Map<string, string> = new Map();
  readonly #byDigest: Map<unknown, Disclosure>;

  constructor(disclosures: readonly Disclosure[]) {
    this.#byDigest = new Map(disclosures.map((one) => [one.digest, one]));
  }

  visit(value: unknown, pointer: string): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === '_sd') for (const digest of inner as unknown[]) this.#disclose(digest, pointer);
      else if (name === '...') this.#disclose(inner, pointer);
      else this.visit(inner, `${pointer}/${segment(name)}`);
    }
  }

  /** `holder`: the object that a property belongs to, or the place of an element. */
  #disclose(digest: unknown, holder: string): void {
    const disclosure = this.#byDigest.get(digest);
    if (disclosure === undefined) return;
    const pointer = disclosure.name === undefined ? holder : `${holder}/${segment(disclosure.name)}`;
    this.pointers.set(disclosure.digest, pointer);
    this.visit(disclosure.value, pointer);
  }
}

function segment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
