// What a file is, by its content: names and media types say what somebody called it.

export type FileKind =
  | 'xlsx'
  | 'old-excel'
  | 'open-document'
  | 'zip'
  | 'pdf'
  | 'picture'
  | 'page'
  | 'text'
  | 'binary'
  | 'empty';

const [localHeader, compoundFile] = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
];
const pictures = [
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
];

export function kindOfFile(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  if (begins(bytes, localHeader)) return archive(bytes);
  if (begins(bytes, compoundFile)) return 'old-excel';
  if (pictures.some((picture) => begins(bytes, picture))) return 'picture';
  const head = asciiOf(bytes.subarray(0, 1024));
  if (head.startsWith('%PDF')) return 'pdf';
  if (/^\s*(<!doctype html|<html|<\?xml|<table)/i.test(head.replace(/^\W+(?=<)/, ''))) return 'page';
  return isText(bytes) ? 'text' : 'binary';
}

function begins(bytes: Uint8Array, signature: readonly number[] | undefined): boolean {
  return signature?.every((byte, at) => bytes[at] === byte) === true;
}

/** By the names in its list of files, which stand as plain text at its end; what a lie in there leads to, reading it refuses. */
function archive(bytes: Uint8Array): FileKind {
  const head = asciiOf(bytes.subarray(0, 256));
  if (head.includes('mimetypeapplication/vnd.oasis.opendocument')) return 'open-document';
  const names = asciiOf(bytes.subarray(Math.max(0, bytes.length - 64 * 1024)));
  return names.includes('xl/workbook.xml') || names.includes('xl/') ? 'xlsx' : 'zip';
}

/** No NUL in it, or every second byte one, as in UTF-16; and hardly any other control characters. */
function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 64 * 1024);
  if (isUtf16(sample)) return true;
  let odd = 0;
  for (const byte of sample) {
    if (byte === 0) return false;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 26) odd += 1;
  }
  return odd * 100 <= sample.length;
}

export function isUtf16(sample: Uint8Array): boolean {
  if ((sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)) return true;
  return utf16Side(sample) !== null;
}

/** UTF-16 without its mark: nearly all high bytes of plain letters are 0, on one side only. */
export function utf16Side(sample: Uint8Array): 'le' | 'be' | null {
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2]! += 1;
  const half = sample.length / 2;
  if (zeros[1]! > half * 0.6 && zeros[0] === 0) return 'le';
  return zeros[0]! > half * 0.6 && zeros[1] === 0 ? 'be' : null;
}

function asciiOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes);
}
