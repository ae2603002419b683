/** Room that `text` takes at most: a UTF-16 unit never needs more than three bytes. */
export function mostBytesOf(text: string): number {
  return text.length * 3;
}

/**
 * Writes text[from…to) as UTF-8 and returns the position after it. A lone surrogate becomes the three bytes of its
 * number, as any other unit would: so every string has bytes, and no two strings have the same.
 */
export function writeText(text: string, from: number, to: number, target: Uint8Array, at: number): number {
  let end = at;
  for (let index = from; index < to; index++) {
    const code = text.codePointAt(index)!;
    if (code < 0x80) target[end++] = code;
    else end = writeLong(code, target, end);
    if (code > 0xffff) index++;
  }
  return end;
}

function writeLong(code: number, target: Uint8Array, at: number): number {
  let end = at;
  if (code < 0x800) target[end++] = 0xc0 | (code >> 6);
  else {
    if (code < 0x10000) target[end++] = 0xe0 | (code >> 12);
    else {
      target[end++] = 0xf0 | (code >> 18);
      target[end++] = 0x80 | ((code >> 12) & 0x3f);
    }
    target[end++] = 0x80 | ((code >> 6) & 0x3f);
  }
  target[end++] = 0x80 | (code & 0x3f);
  return end;
}

/** Reads back what writeText wrote into bytes[from…to). Not for bytes of strangers: nothing is checked. */
export function readText(bytes: Uint8Array, from: number, to: number): string {
  const codes: number[] = [];
  for (let at = from; at < to; ) {
    const lead = bytes[at]!;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = length === 1 ? lead : lead & (0xff >> (length + 1));
    for (let tail = 1; tail < length; tail++) code = (code << 6) | (bytes[at + tail]! & 0x3f);
    codes.push(code);
    at += length;
  }
  return textOfCodes(codes);
}

// An argument list has an end somewhere past 60,000 elements; ids are shorter, but nothing says so here.
const mostArguments = 8192;

function textOfCodes(codes: readonly number[]): string {
  if (codes.length <= mostArguments) return String.fromCodePoint(...codes);
  let text = '';
  for (let at = 0; at < codes.length; at += mostArguments) {
    text += String.fromCodePoint(...codes.slice(at, at + mostArguments));
  }
  return text;
}
