// Proof that whoever enrols a key holds it: a compact JWS by the new key over party and thumbprint (statement.md).
// Without it a party could enrol somebody else's public key as its own.
import { encodeBase64url, keyThumbprint, parseJsonStrict, publicKeyOfJwk, utf8Bytes } from '#verifier';
import type { Primitives } from '#verifier';

const header = '{"alg":"EdDSA","typ":"selvedge-possession+jwt"}';

/** What the new key signs; append `.` and the base64url of the signature. */
export function possessionInput(party: string, kid: string): string {
  return [header, JSON.stringify({ party, jkt: kid })]
    .map((part) => encodeBase64url(utf8Bytes(part)))
    .join('.');
}

/** Why the enrolment in a `key` statement's claims is not by the holder of the key; undefined if it is, or none is made. */
export function possessionRefusal(
  claims: Record<string, unknown>,
  primitives: Primitives,
): { code: string; field: string; detail: string } | undefined {
  const enrols = claims['enrols'] as { jwk: unknown; possession: unknown } | undefined;
  if (enrols === undefined) return undefined;
  const publicKey = publicKeyOfJwk(enrols.jwk, primitives);
  const proven =
    publicKey !== undefined &&
    isProven(String(claims['party']), publicKey, String(enrols.possession), primitives);
  if (proven) return undefined;
  return {
    code: 'KEY_NOT_POSSESSED',
    field: 'enrols',
    detail:
      'The enrolment carries no proof by the new key itself: sign the possession with the key that is enrolled.',
  };
}

function isProven(party: string, publicKey: Uint8Array, possession: string, primitives: Primitives): boolean {
  const [first, second, third, ...more] = possession.split('.');
  if (first === undefined || second === undefined || third === undefined || more.length > 0) return false;
  const signature = primitives.decodeBase64url(third);
  const head = parse(first, primitives);
  const claims = parse(second, primitives);
  const names = head?.['alg'] === 'EdDSA' && head['typ'] === 'selvedge-possession+jwt';
  const says = claims?.['party'] === party && claims['jkt'] === keyThumbprint(publicKey, primitives);
  return (
    names &&
    says &&
    signature?.length === 64 &&
    primitives.verifyEd25519(publicKey, utf8Bytes(`${first}.${second}`), signature)
  );
}

function parse(part: string, primitives: Primitives): Record<string, unknown> | undefined {
  const text = primitives.decodeBase64urlText(part);
  const read = text === undefined ? undefined : parseJsonStrict(text, { maxDepth: 4 });
  return read?.ok && typeof read.value === 'object' && read.value !== null
    ? (read.value as Record<string, unknown>)
    : undefined;
}
