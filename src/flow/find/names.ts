// Parties, facilities, products and records by a part of their names and ids.
import { idOf, type SaidRecord } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { Trigrams } from '../../domain/lot/trigrams.ts';
import { plain } from './plain.ts';

/** What has a name or an id of its own. `entry`: of a record, its statement. */
export interface Named {
  kind: 'party' | 'facility' | 'product' | SaidRecord['kind'];
  id: string;
  entry: number | null;
}

interface Text extends Named {
  text: string;
}

/** Shorter parts are looked for in so many texts, newest first: in some languages two characters are a word. */
const mostLookedAt = 20_000;
/** So many that match are ranked, for one that is wanted: newest first, the best may come late. */
const rankedForOne = 10;

export class Names {
  #index = new Trigrams();
  /** undefined: told anew since, or erased. */
  #texts: (Text | undefined)[] = [];
  #numbers = new Map<string, number>();
  #records = 0;
  #ledger: Ledger | undefined;
  #size = -1;

  /** Those that begin with the part first, and who or what it is before what was said of it. `isShown` is asked for what matches: the caller says what may be known of. */
  like(
    ledger: Ledger,
    part: string,
    most: number,
    isShown: (named: Named, asked: string) => boolean,
  ): Named[] {
    this.#carryOn(ledger);
    const asked = plain(part);
    const found: { named: Named; rank: number }[] = [];
    let looked = 0;
    for (const number of this.#candidates(asked)) {
      const one = this.#texts[number];
      looked += 1;
      if (looked > mostLookedAt || found.length >= most * rankedForOne) break;
      if (one === undefined || !one.text.includes(asked)) continue;
      const { text, ...named } = one;
      if (isShown(named, asked))
        found.push({ named, rank: rankOf(text, asked) + (named.entry === null ? 0 : 0.5) });
    }
    return found
      .sort((one, other) => one.rank - other.rank)
      .slice(0, most)
      .map(({ named }) => named);
  }

  *#candidates(asked: string): Iterable<number> {
    if (asked.length >= 3) yield* this.#index.candidates(asked);
    else for (let number = this.#texts.length - 1; number >= 0; number -= 1) yield number;
  }

  #carryOn(ledger: Ledger): void {
    if (this.#ledger !== ledger) {
      this.#forget();
      this.#ledger = ledger;
    }
    if (this.#size === ledger.size) return;
    this.#size = ledger.size;
    const { parties, facilities, products } = ledger.register;
    for (const { party, name, identifiers } of parties.values())
      this.#tell({ kind: 'party', id: party, entry: null }, [party, name, ...identifiers]);
    for (const { facility, name } of facilities.values())
      this.#tell({ kind: 'facility', id: facility, entry: null }, [facility, name]);
    for (const { product, name } of products.values())
      this.#tell({ kind: 'product', id: product, entry: null }, [product, name]);
    const { all } = ledger.records;
    for (; this.#records < all.length; this.#records += 1) this.#tellRecord(all[this.#records]!);
  }

  #forget(): void {
    this.#index = new Trigrams();
    this.#texts = [];
    this.#numbers = new Map();
    this.#records = 0;
    this.#size = -1;
  }

  #tellRecord(record: SaidRecord): void {
    const id = idOf(record);
    // Later steps of a case are found by the case; packs and invitations by nobody.
    if (id === undefined || this.#numbers.has(keyOf(record.kind, id)) || !isFindable(record.kind)) return;
    const number = record.kind === 'certificate' ? record.number : null;
    this.#tell({ kind: record.kind, id, entry: record.entry }, [id, number]);
  }

  #tell(named: Named, parts: readonly (string | null)[]): void {
    const text = plain(parts.filter((part) => part !== null).join('\n'));
    const known = this.#numbers.get(keyOf(named.kind, named.id));
    if (known !== undefined && this.#texts[known]?.text === text) return;
    if (known !== undefined) this.#texts[known] = undefined;
    this.#numbers.set(keyOf(named.kind, named.id), this.#texts.length);
    this.#texts.push({ ...named, text });
    this.#index.add(text);
  }
}

const findable: ReadonlySet<string> = new Set([
  'accreditation',
  'certificate',
  'claim',
  'trade',
  'case',
  'membership',
]);

function isFindable(kind: SaidRecord['kind']): boolean {
  return findable.has(kind);
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}

/** A text is several parts, one a line. */
function rankOf(text: string, asked: string): number {
  const lines = text.split('\n');
  if (lines.includes(asked)) return 0;
  if (lines.some((line) => line.startsWith(asked))) return 1;
  return lines.some((line) => line.includes(` ${asked}`)) ? 2 : 3;
}
