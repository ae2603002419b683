// What a document is, its first bytes say: neither its name nor who sends it.

type Begins = (bytes: Uint8Array) => boolean;

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));
const starting =
  (...signature: number[]): Begins =>
  (bytes) =>
    signature.every((byte, at) => bytes[at] === byte);
/** Blanks and the mark of UTF-8 do not count. */
const written =
  (form: RegExp): Begins =>
  (bytes) =>
    form.test(latin(bytes, 0, 64).replace(/^(?:\u00ef\u00bb\u00bf)?\s*/, ''));

/** NUL stands in no text, but for UTF-16, which says so first. */
const isText: Begins = (bytes) =>
  !bytes.subarray(0, 4096).includes(0) ||
  (bytes[0] === 0xff && bytes[1] === 0xfe) ||
  (bytes[0] === 0xfe && bytes[1] === 0xff);

const begins: Readonly<Record<string, Begins>> = {
  'application/pdf': written(/^%PDF-/),
  'image/jpeg': starting(0xff, 0xd8, 0xff),
  'image/png': starting(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/webp': (bytes) => latin(bytes, 0, 4) === 'RIFF' && latin(bytes, 8, 12) === 'WEBP',
  'text/csv': isText,
  'text/plain': isText,
  'application/json': written(/^[[{"\d\-tfn]/),
  // Base64url of `{"`.
  'application/vc+jwt': written(/^eyJ/),
  'application/vc+sd-jwt': written(/^eyJ/),
  // A ZIP archive, as all of Office Open XML is.
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': starting(0x50, 0x4b, 0x03, 0x04),
};

/** Whether bytes begin as a document of this type does; of a type that is not taken, nothing does. */
export function beginsAs(mediaType: string, bytes: Uint8Array): boolean {
  return begins[mediaType]?.(bytes) ?? false;
}
