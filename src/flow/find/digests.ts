// Entries of the log by the digest in them: of a statement, or of a root of the holdings. Read from the log's own bundles when somebody first asks,
// and carried on from there.
import { setImmediate } from 'node:timers/promises';
import { decodeEntry, entryLength, equalBytes } from '#verifier';
import { HashIndex } from '../../domain/lot/hash-index.ts';

const bundleWidth = 256;
/** An entry of a bundle stands behind its length in two bytes (C2SP tlog-tiles). */
const rowLength = 2 + entryLength;
const sliceBundles = 64;

export interface Bundles {
  size(): number;
  entryBundle(index: number, width: number): Uint8Array | undefined;
}

export class EntriesByDigest {
  readonly #bundles: Bundles;
  readonly #index: HashIndex = new HashIndex();
  #seen = 0;
  #carrying: Promise<void> | undefined;

  constructor(bundles: Bundles) {
    this.#bundles = bundles;
  }

  /** The number of the newest entry with these 32 bytes; undefined where none has them. */
  async find(digest: Uint8Array): Promise<number | undefined> {
    while (this.#seen < this.#bundles.size()) {
      this.#carrying ??= this.#carryOn().finally(() => {
        this.#carrying = undefined;
      });
      await this.#carrying;
    }
    const [high, low] = wordsOf(digest);
    const entry = this.#index.find(high, low, (one) => equalBytes(this.#digestAt(one), digest));
    return entry === -1 ? undefined : entry;
  }

  async #carryOn(): Promise<void> {
    for (let bundles = 1; this.#seen < this.#bundles.size(); bundles += 1) {
      const end = Math.min(this.#bundles.size(), this.#seen - (this.#seen % bundleWidth) + bundleWidth);
      for (const bytes = this.#bundleOf(this.#seen, end); this.#seen < end; this.#seen += 1) {
        const [high, low] = wordsOf(digestIn(bytes, this.#seen % bundleWidth));
        this.#index.add(high, low, this.#seen);
      }
      if (bundles % sliceBundles === 0) await setImmediate();
    }
  }

  #digestAt(entry: number): Uint8Array {
    const first = entry - (entry % bundleWidth);
    const end = Math.min(this.#bundles.size(), first + bundleWidth);
    return digestIn(this.#bundleOf(entry, end), entry % bundleWidth);
  }

  #bundleOf(entry: number, end: number): Uint8Array {
    const index = Math.floor(entry / bundleWidth);
    const bytes = this.#bundles.entryBundle(index, end - index * bundleWidth);
    if (bytes === undefined) throw new Error(`the log has no bundle ${index} up to entry ${end}`);
    return bytes;
  }
}

function digestIn(bundle: Uint8Array, position: number): Uint8Array {
  const start = position * rowLength + 2;
  const entry = decodeEntry(bundle.subarray(start, start + entryLength));
  if (entry === undefined) throw new Error('an entry of the log cannot be read');
  return entry.digest;
}

// SHA-256: eight bytes of it are a key that nobody can choose.
function wordsOf(digest: Uint8Array): [high: number, low: number] {
  const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength);
  return [view.getUint32(0), view.getUint32(4)];
}
