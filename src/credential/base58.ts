// Base58 with Bitcoin's alphabet, as multibase `z` has it (draft-msporny-base58). For keys: short, so quadratic is enough.

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const longest = 128;

export function base58Text(bytes: Uint8Array): string {
  let value = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  let text = '';
  for (; value > 0n; value /= 58n) text = alphabet[Number(value % 58n)] + text;
  return '1'.repeat(leading(bytes, 0)) + text;
}

/** Undefined for characters outside the alphabet, and for texts longer than any key. */
export function base58Bytes(text: string): Uint8Array | undefined {
  if (text.length > longest) return undefined;
  let value = 0n;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit === -1) return undefined;
    value = value * 58n + BigInt(digit);
  }
  const bytes: number[] = [];
  for (; value > 0n; value /= 256n) bytes.unshift(Number(value % 256n));
  return Uint8Array.from([...Array.from({ length: leading(text, '1') }, () => 0), ...bytes]);
}

/** How many zeros stand in front: they have no weight, so they are counted. */
function leading<T>(all: ArrayLike<T>, zero: T): number {
  let count = 0;
  while (count < all.length && all[count] === zero) count += 1;
  return count;
}
