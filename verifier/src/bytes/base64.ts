// RFC 4648, both alphabets, strict: one byte string has exactly one text. Whoever accepts the unused bits of
// the last character as anything but zero gives one signature several spellings, and so one statement several leaves.

interface Alphabet {
  readonly characters: string;
  readonly values: Int8Array;
}

function alphabet(lastTwo: string): Alphabet {
  const characters = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789${lastTwo}`;
  const values = new Int8Array(128).fill(-1);
  for (let i = 0; i < 64; i += 1) values[characters.charCodeAt(i)] = i;
  return { characters, values };
}

const standard = alphabet('+/');
const urlSafe = alphabet('-_');

/** Base64url without padding (RFC 4648 section 5). */
export function encodeBase64url(bytes: Uint8Array): string {
  return encode(bytes, urlSafe);
}

/** Undefined for any character outside the alphabet, padding, an impossible length, or unused bits that are not zero. */
export function decodeBase64url(text: string): Uint8Array | undefined {
  return decode(text, urlSafe);
}

/** Base64 with padding (RFC 4648 section 4), as in signed notes. */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encode(bytes, standard);
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** As `decodeBase64url`, and the padding must be exactly what the length asks for. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return decode(text.slice(0, text.length - padding), standard);
}

function encode(bytes: Uint8Array, { characters }: Alphabet): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      text += characters[(held >> bits) & 63];
    }
  }
  return bits === 0 ? text : text + characters[(held << (6 - bits)) & 63];
}

function decode(text: string, { values }: Alphabet): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const value = values[text.charCodeAt(i)] ?? -1;
    if (value === -1) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = held >> bits;
      length += 1;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined;
}
