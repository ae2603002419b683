/// <reference path="./ambient.d.ts" />

const encoder = new TextEncoder();
// A byte order mark is kept: dropping it would give two byte strings one meaning.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function utf8Bytes(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text that `bytes` encode, or undefined where they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
