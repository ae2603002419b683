// The head that others may see: signed only when it is on disk, and remembered outside the database before anybody
// gets it. A store that was rolled back behind a head that somebody may hold is not served.
import {
  consistencyRanges,
  inclusionRanges,
  encodeEntry,
  formatTlogProof,
  openCheckpoint,
  signCheckpoint,
  verifierKey,
} from '#verifier';
import type { LogKey } from '#verifier';
import { TreeReader } from '../domain/log/tree.ts';
import type { LogHead } from './answers.ts';
import type { State } from './recover.ts';
import type { World } from './world.ts';

export class RolledBack extends Error {}

const bundleWidth = 256;

export class Published {
  readonly #world: World;
  readonly #state: () => State;
  readonly #key: LogKey;
  readonly #kid: string;
  #checkpoint: { size: number; note: string } | undefined;

  /** `origin`: the log's name. Throws RolledBack when the store does not hold the last head that was given out. */
  constructor(world: World, state: () => State, origin: string) {
    this.#world = world;
    this.#state = state;
    const held = world.vault.keyOf(`log ${origin}`) ?? world.vault.create(`log ${origin}`);
    this.#kid = held.kid;
    this.#key = verifierKey(origin, held.publicKey, world.primitives);
    this.#checkAgainstGuard();
  }

  reader(): TreeReader {
    const { entries, primitives } = this.#world;
    return new TreeReader(this.#state().edge, (level, index) => entries.tile(level, index), primitives);
  }

  head(): LogHead {
    const reader = this.reader();
    return { origin: this.#key.name, size: reader.size, root: reader.root(), key: this.#key };
  }

  checkpoint(): string {
    const { size } = this.#state().edge;
    if (this.#checkpoint?.size === size) return this.#checkpoint.note;
    const { origin, root } = this.head();
    const sign = (message: Uint8Array): Uint8Array => this.#world.vault.sign(this.#kid, message);
    const note = signCheckpoint({ origin, size, root }, this.#key, sign, this.#world.primitives);
    this.#world.published.write(note);
    this.#checkpoint = { size, note };
    return note;
  }

  /** The checkpoint of now, with the cosignatures of witnesses where they have signed this very head. */
  cosignedCheckpoint(): string {
    const note = this.checkpoint();
    const cosigned = this.#world.cosigned.newest(this.#state().edge.size);
    // Signatures stand behind the log's own, so that only the same head begins with the same characters.
    return cosigned?.note.startsWith(note) ? cosigned.note : note;
  }

  tile(level: number, index: number, width: number): Uint8Array | undefined {
    return this.reader().tile(level, index, width)?.slice();
  }

  /** C2SP entry bundle: each entry behind its length in 16 bits, big-endian. */
  entryBundle(index: number, width: number): Uint8Array | undefined {
    const first = index * bundleWidth;
    if (width < 1 || width > bundleWidth || first + width > this.#state().edge.size) return undefined;
    const parts: Uint8Array[] = [];
    for (const row of this.#world.entries.scan(first, first + width)) {
      const entry = encodeEntry(row);
      parts.push(Uint8Array.of(entry.length >> 8, entry.length & 0xff), entry);
    }
    return Buffer.concat(parts);
  }

  rootAt(size: number): Uint8Array | undefined {
    const reader = this.reader();
    return size < 0 || size > reader.size ? undefined : reader.root(size).slice();
  }

  consistencyProof(from: number, to: number): Uint8Array[] | undefined {
    const reader = this.reader();
    if (from < 1 || from > to || to > reader.size) return undefined;
    return consistencyRanges(from, to).map(([lo, hi]) => reader.range(lo, hi).slice());
  }

  inclusionProof(index: number): string | undefined {
    const reader = this.reader();
    if (index < 0 || index >= reader.size) return undefined;
    const proof = inclusionRanges(index, reader.size).map(([lo, hi]) => reader.range(lo, hi));
    return formatTlogProof({ index, proof, checkpoint: this.checkpoint() });
  }

  get verifierKey(): LogKey {
    return this.#key;
  }

  #checkAgainstGuard(): void {
    const note = this.#world.published.read();
    if (note === undefined) return;
    const opened = openCheckpoint(note, this.#key, this.#world.primitives);
    if (!opened.ok)
      throw new RolledBack(
        `the published checkpoint is not by this log's key (${opened.refusal.code}): the files of two nodes are mixed`,
      );
    const { size, root } = opened.checkpoint;
    const reader = this.reader();
    const held = size <= reader.size && Buffer.compare(reader.root(size), root) === 0;
    if (!held)
      throw new RolledBack(
        `a head of ${size} entries was published, and the store does not hold it: it was rolled back or changed. Restore the newest backup; serving this one would fork the log.`,
      );
  }
}
