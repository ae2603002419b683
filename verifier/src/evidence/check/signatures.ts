// "Every JWT is signed by the key that its `kid` names, and that key is enrolled in a shown `key` statement."
import type { JsonObject } from '../../bytes/json.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import { checkSignature } from '../../sdjwt/statement.ts';
import { keyThumbprint, publicKeyOfJwk } from '../../sdjwt/thumbprint.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';
import type { Shown } from './disclosures.ts';

export function checkSignatures(shown: readonly Shown[], primitives: Primitives): Check {
  if (shown.length === 0) return notChecked('signatures', 'The file shows no statement.');
  const keys = shownKeys(shown, primitives);
  const findings = shown.flatMap((one) => wrongSignature(one, keys, primitives));
  if (findings.length > 0) return failed('signatures', findings);
  const signing = new Set(shown.map(({ statement }) => statement.header.kid));
  return passed(
    'signatures',
    `${counted(shown.length, 'signature')} by ${counted(signing.size, 'key')}, all right.`,
  );
}

/** By thumbprint, every key that some shown statement enrols. */
function shownKeys(shown: readonly Shown[], primitives: Primitives): Map<string, Uint8Array> {
  const keys = new Map<string, Uint8Array>();
  for (const { statement } of shown) {
    const enrols =
      statement.kind === 'key' ? (statement.claims['enrols'] as JsonObject | undefined) : undefined;
    const publicKey = enrols && publicKeyOfJwk(enrols['jwk'], primitives);
    if (publicKey !== undefined) keys.set(keyThumbprint(publicKey, primitives), publicKey);
  }
  return keys;
}

function wrongSignature(
  { index, statement }: Shown,
  keys: Map<string, Uint8Array>,
  primitives: Primitives,
): Finding[] {
  const publicKey = keys.get(statement.header.kid);
  if (publicKey === undefined) {
    const detail = `The key that signs entry ${index} is enrolled in none of the shown statements.`;
    return [{ code: 'KEY_NOT_SHOWN', detail, entries: [index] }];
  }
  if (checkSignature(statement, publicKey, primitives)) return [];
  return [
    {
      code: 'SIGNATURE_INVALID',
      detail: `The signature of entry ${index} is not by its key.`,
      entries: [index],
    },
  ];
}
