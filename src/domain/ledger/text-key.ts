// 64-bit keys of texts for the hash indexes. Not for lots: those have their register.
import type { Primitives } from '#verifier';

/** Two uint32 of the SHA-256 of the text's UTF-8: nobody can choose a text that collides with another's. */
export function textKey(text: string, primitives: Primitives): [high: number, low: number] {
  const known = recent.get(text);
  if (known !== undefined) return known;
  const digest = primitives.sha256Base64url(text);
  const key: [number, number] = [wordAt(digest, 0), wordAt(digest, charactersPerWord)];
  if (recent.size === mostRecent) recent.clear();
  recent.set(text, key);
  return key;
}

/** A key is asked for when a statement is decided and again when it is applied: hashing once is enough (measured). */
const recent = new Map<string, [high: number, low: number]>();
const mostRecent = 4_096;

const charactersPerWord = 6;

/** The last 32 of the 36 bits that six characters stand for. Reading them off spares a buffer a key (measured). */
function wordAt(digest: string, start: number): number {
  let word = 0;
  for (let at = start; at < start + charactersPerWord; at += 1)
    word = (word << 6) | sextetOf[digest.charCodeAt(at)]!;
  return word >>> 0;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const sextetOf: Uint8Array = new Uint8Array(128);
for (let value = 0; value < alphabet.length; value += 1) sextetOf[alphabet.charCodeAt(value)] = value;
