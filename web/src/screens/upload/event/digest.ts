// Names that come out the same whenever the same list is sent: a row that was sent before is recognised by the node.
import { purePrimitives, utf8Bytes } from '#verifier';

/** SHA-256 of the file as hexadecimal digits. */
export function digestOf(bytes: Uint8Array): string {
  return Array.from(purePrimitives.sha256(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** RFC 9562 section 5.8, UUIDv8: digits of a hash. `about` names one thing for ever. */
export function uuidOf(about: string): string {
  const known = given.get(about) ?? hashedUuid(about);
  given.set(about, known);
  return known;
}

/** Asked again with every key that somebody presses. */
const given = new Map<string, string>();

function hashedUuid(about: string): string {
  const hex = [...digestOf(utf8Bytes(about)).slice(0, 32)];
  hex[12] = '8';
  hex[16] = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  const digits = hex.join('');
  const parts = [
    digits.slice(0, 8),
    digits.slice(8, 12),
    digits.slice(12, 16),
    digits.slice(16, 20),
    digits.slice(20),
  ];
  return `urn:uuid:${parts.join('-')}`;
}
