// What this party can mean by a name: its sites, products and lots, its partners, the processes of the trade.
import { folded, foldedId } from '../columns/fold.ts';

export interface KnownThing {
  readonly id: string;
  readonly name: string;
  /** Further texts by which it is called: a GTIN, the end of an id. */
  readonly also: readonly string[];
  readonly dimension?: string | null;
}

export type Sort = 'site' | 'product' | 'partner' | 'lot' | 'process';

/** How a text was understood. `near` waits for a person to say that it is right. */
export type How = 'exact' | 'name' | 'remembered' | 'chosen' | 'near';

export interface Match {
  readonly id: string;
  readonly name: string;
  readonly how: How;
}

export type Finding =
  | { readonly match: Match }
  | { readonly match: null; readonly candidates: readonly KnownThing[] };

/** Things of one sort, found by any of their texts. */
export class Directory {
  readonly things: readonly KnownThing[];
  readonly #byText = new Map<string, KnownThing[]>();
  readonly #byId = new Map<string, KnownThing>();
  readonly #near = new Map<string, KnownThing[]>();

  constructor(things: readonly KnownThing[]) {
    this.things = things;
    for (const thing of things) {
      this.#byId.set(thing.id, thing);
      const texts = new Set(
        [thing.id, thing.name, ...thing.also].map(foldedId).filter((text) => text !== ''),
      );
      for (const text of texts) this.#byText.set(text, [...(this.#byText.get(text) ?? []), thing]);
    }
  }

  get(id: string): KnownThing | undefined {
    return this.#byId.get(id);
  }

  /** `remembered`: id of what was meant by this text before. */
  find(text: string, remembered?: string): Finding {
    const exact = this.#byId.get(text);
    if (exact !== undefined) return { match: { id: exact.id, name: exact.name, how: 'exact' } };
    const meant = remembered === undefined ? undefined : this.#byId.get(remembered);
    if (meant !== undefined) return { match: { id: meant.id, name: meant.name, how: 'remembered' } };
    const named = this.#byText.get(foldedId(text)) ?? [];
    if (named.length === 1) return { match: { id: named[0]!.id, name: named[0]!.name, how: 'name' } };
    if (named.length > 1) return { match: null, candidates: named };
    const near = this.near(text);
    const [only] = near;
    if (near.length === 1 && only !== undefined)
      return { match: { id: only.id, name: only.name, how: 'near' } };
    return { match: null, candidates: near };
  }

  /** At most five that may be meant, the closest first. Asked for the same text by many rows. */
  near(text: string): readonly KnownThing[] {
    const asked = folded(text);
    const known = this.#near.get(asked);
    if (known !== undefined) return known;
    const scored = this.things
      .map((thing) => ({
        thing,
        score: Math.max(...[thing.name, ...thing.also].map((name) => likeness(asked, folded(name)))),
      }))
      .filter(({ score }) => score >= 0.6)
      .sort((one, other) => other.score - one.score);
    const best = scored[0]?.score ?? 0;
    const found = scored.filter(({ score }) => score >= best - 0.15).slice(0, 5);
    this.#near.set(
      asked,
      found.map(({ thing }) => thing),
    );
    return this.#near.get(asked)!;
  }
}

/** 0 to 1, by pairs of letters that both have (Dice). Numbers in a name must be the same: lot 17 is not lot 71. */
export function likeness(one: string, other: string): number {
  if (one === '' || other === '' || numbersIn(one) !== numbersIn(other)) return 0;
  const [left, right] = [pairsOf(one), pairsOf(other)];
  let both = 0;
  for (const [pair, count] of left) both += Math.min(count, right.get(pair) ?? 0);
  return (2 * both) / Math.max(1, one.length - 1 + (other.length - 1));
}

function numbersIn(text: string): string {
  return (text.match(/\d+/g) ?? []).join();
}

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

export interface Known {
  readonly party: string;
  readonly site: Directory;
  readonly product: Directory;
  readonly partner: Directory;
  readonly lot: Directory;
  readonly process: Directory;
}

/** Text, folded → id: what was meant before, by sort. */
export type Remembered = Readonly<Partial<Record<Sort, Readonly<Record<string, string>>>>>;
