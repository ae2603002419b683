// Lots by a part of the code on their label: batch number, serial, number of a unit. Made when somebody first asks, and carried on from there.
import { setImmediate } from 'node:timers/promises';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { Trigrams } from '../../domain/lot/trigrams.ts';
import { plain } from './plain.ts';

export interface Alike {
  /** Those that are the part, those that begin with it, then the others; newest first in each. */
  ids: string[];
  /** There may be more: the most wanted were found, or enough were looked at. */
  more: boolean;
}

/** So many texts are looked at for one question: at most 50 ms in a million lots (measured). */
const mostLookedAt = 20_000;
/** So many are taken in before others get their turn: 20 to 100 ms (measured). */
const sliceSize = 10_000;

export class LotsByCode {
  #index = new Trigrams();
  #register: Ledger['lots'] | undefined;
  #carrying: Promise<void> | undefined;

  /** `part` has three characters at least. `isShown` is asked for what matches: the caller says what may be known of. */
  async like(
    ledger: () => Ledger,
    part: string,
    most: number,
    isShown: (id: string) => boolean,
  ): Promise<Alike> {
    await this.#upToDate(ledger);
    const { lots } = ledger();
    const asked = plain(part);
    const found: { id: string; rank: number }[] = [];
    let looked = 0;
    for (const number of this.#index.candidates(asked)) {
      looked += 1;
      if (looked > mostLookedAt || found.length > most) break;
      const id = lots.textOf(number);
      const at = codeOf(id).indexOf(asked);
      if (at !== -1 && isShown(id)) found.push({ id, rank: rankOf(codeOf(id), asked, at) });
    }
    found.sort((one, other) => one.rank - other.rank);
    const isMore = looked > mostLookedAt || found.length > most;
    return { ids: found.slice(0, most).map(({ id }) => id), more: isMore };
  }

  async #upToDate(ledger: () => Ledger): Promise<void> {
    while (this.#register !== ledger().lots || this.#index.size < ledger().lots.size) {
      this.#carrying ??= this.#carryOn(ledger).finally(() => {
        this.#carrying = undefined;
      });
      await this.#carrying;
    }
  }

  /** In slices: a node that has a million lots goes on answering meanwhile. */
  async #carryOn(ledger: () => Ledger): Promise<void> {
    if (this.#register !== ledger().lots) {
      this.#register = ledger().lots;
      this.#index = new Trigrams();
    }
    const lots = this.#register;
    // An erasure puts another ledger in its place: then this one is carried no further.
    while (ledger().lots === lots && this.#index.size < lots.size) {
      const end = Math.min(lots.size, this.#index.size + sliceSize);
      while (this.#index.size < end) this.#index.add(codeOf(lots.textOf(this.#index.size)));
      await setImmediate();
    }
  }
}

function rankOf(code: string, asked: string, at: number): number {
  if (at > 0) return 2;
  return code.length === asked.length ? 0 : 1;
}

/** What stands behind the last `/` or `:`, as it is read. */
export function codeOf(id: string): string {
  const tail = id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);
  return plain(tail.includes('%') ? decoded(tail) : tail);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
