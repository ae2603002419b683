// "Every JWT is signed by the key that its `kid` names, and that key is enrolled in a shown `key` statement."
import type { JsonObject } from '../../bytes/json.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import { beginSignature } from '../../sdjwt/statement.ts';
import { keyThumbprint, publicKeyOfJwk } from '../../sdjwt/thumbprint.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';
import type { Shown } from './disclosures.ts';

export function checkSignatures(shown: readonly Shown[], signatures: Signatures): Check {
  if (shown.length === 0) return notChecked('signatures', 'The file shows no statement.');
  const findings = shown.flatMap((one) => wrongSignature(one, signatures.isRight(one)));
  if (findings.length > 0) return failed('signatures', findings);
  const signing = new Set(shown.map(({ statement }) => statement.header.kid));
  return passed(
    'signatures',
    `${counted(shown.length, 'signature')} by ${counted(signing.size, 'key')}, all right.`,
  );
}

/**
 * The signatures of all statements that are read. Each is begun as soon as its key is known, which is at once where the key
 * was enrolled before it: there is time for it while the other statements are read.
 */
export class Signatures {
  /** By thumbprint, every key that some statement enrols. */
  readonly #keys = new Map<string, Uint8Array>();
  readonly #begun = new Map<Shown, () => boolean>();
  readonly #primitives: Primitives;

  constructor(primitives: Primitives) {
    this.#primitives = primitives;
  }

  add(one: Shown): void {
    this.#addKey(one);
    const begun = this.#begin(one);
    if (begun !== undefined) this.#begun.set(one, begun);
  }

  /** Undefined where no statement that was added enrols its key. */
  isRight(one: Shown): boolean | undefined {
    const begun = this.#begun.get(one) ?? this.#begin(one);
    return begun?.();
  }

  #addKey({ statement }: Shown): void {
    const enrols =
      statement.kind === 'key' ? (statement.claims['enrols'] as JsonObject | undefined) : undefined;
    const publicKey = enrols && publicKeyOfJwk(enrols['jwk'], this.#primitives);
    if (publicKey !== undefined) this.#keys.set(keyThumbprint(publicKey, this.#primitives), publicKey);
  }

  #begin({ statement }: Shown): (() => boolean) | undefined {
    const publicKey = this.#keys.get(statement.header.kid);
    return publicKey && beginSignature(statement, publicKey, this.#primitives);
  }
}

function wrongSignature({ index }: Shown, isRight: boolean | undefined): Finding[] {
  if (isRight === true) return [];
  if (isRight === undefined) {
    const detail = `The key that signs entry ${index} is enrolled in none of the shown statements.`;
    return [{ code: 'KEY_NOT_SHOWN', detail, entries: [index] }];
  }
  const detail = `The signature of entry ${index} is not by its key.`;
  return [{ code: 'SIGNATURE_INVALID', detail, entries: [index] }];
}
