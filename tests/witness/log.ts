// A log small enough to fork: leaves in memory, a real key.
import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import {
  consistencyRanges,
  emptyRoot,
  formatAddCheckpoint,
  formatVerifierKey,
  leafHash,
  type LogKey,
  nodeHash,
  parseNote,
  signCheckpoint,
  splitPoint,
  verifierKey,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';

export class SmallLog {
  readonly key: LogKey;
  readonly #private: KeyObject;
  readonly #leaves: Uint8Array[];
  readonly #ranges = new Map<string, Uint8Array>();

  constructor(origin: string, of?: { privateKey: KeyObject; leaves: Uint8Array[] }) {
    this.#private = of?.privateKey ?? generateKeyPairSync('ed25519').privateKey;
    const { x = '' } = createPrivateKey(this.#private.export({ format: 'pem', type: 'pkcs8' })).export({
      format: 'jwk',
    });
    this.key = verifierKey(origin, Uint8Array.from(Buffer.from(x, 'base64url')), nodePrimitives);
    this.#leaves = of?.leaves ?? [];
  }

  get vkey(): string {
    return formatVerifierKey(this.key);
  }

  get size(): number {
    return this.#leaves.length;
  }

  grow(count: number, word = 'leaf'): this {
    for (let at = 0; at < count; at += 1)
      this.#leaves.push(leafHash(Buffer.from(`${word} ${this.#leaves.length}`), nodePrimitives));
    return this;
  }

  /** Another log with the same key and the same first `size` leaves. */
  forkAt(size: number): SmallLog {
    return new SmallLog(this.key.name, { privateKey: this.#private, leaves: this.#leaves.slice(0, size) });
  }

  root(size: number = this.size): Uint8Array {
    return size === 0 ? emptyRoot(nodePrimitives) : this.#range(0, size);
  }

  note(size: number = this.size, root: Uint8Array = this.root(size)): string {
    const head = { origin: this.key.name, size, root };
    return signCheckpoint(head, this.key, (message) => sign(null, message, this.#private), nodePrimitives);
  }

  proof(older: number, newer: number = this.size): Uint8Array[] {
    if (older === 0 || older > newer) return [];
    return consistencyRanges(older, newer).map(([lo, hi]) => this.#range(lo, hi));
  }

  /** The body of an add-checkpoint request from `oldSize` to `size`. */
  request(
    oldSize: number,
    size: number = this.size,
    {
      proof = this.proof(oldSize, size),
      note = this.note(size),
    }: { proof?: Uint8Array[]; note?: string } = {},
  ): string {
    const parsed = parseNote(note);
    if (!parsed.ok) throw new Error(parsed.refusal.detail);
    return formatAddCheckpoint({ oldSize, proof, note: parsed.note });
  }

  #range(lo: number, hi: number): Uint8Array {
    if (hi - lo === 1) return this.#leaves[lo]!;
    const name = `${lo} ${hi}`;
    const known = this.#ranges.get(name);
    if (known !== undefined) return known;
    const middle = lo + splitPoint(hi - lo);
    const hash = nodeHash(this.#range(lo, middle), this.#range(middle, hi), nodePrimitives);
    this.#ranges.set(name, hash);
    return hash;
  }
}
