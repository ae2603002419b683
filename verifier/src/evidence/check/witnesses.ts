// "Each MUST verify, no other signature may stand there, and no key twice"; and the reader's own policy (witness.md).
import { type Cosignature, openCosignature } from '../../checkpoint/cosignature.ts';
import { type Note, parseNote } from '../../checkpoint/note.ts';
import { type PolicyStanding, standingUnder } from '../../checkpoint/policy.ts';
import { type CosignerKey, parseCosignerKey } from '../../checkpoint/verifierkey.ts';
import { encodeHex } from '../../bytes/hex.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import type { AskedPolicy } from '../asked-policy.ts';
import type { Evidence } from '../form/evidence.ts';
import { isInstant } from '../../bytes/member.ts';
import { minuteWords, type QuorumTrust, type WitnessTrust } from '../trust.ts';
import { type Check, counted, failed, notChecked, passed } from '../verdict.ts';

export interface WitnessesReading {
  readonly check: Check;
  readonly witnesses: readonly WitnessTrust[];
  readonly quorum: QuorumTrust | null;
}

export function checkWitnesses(
  evidence: Evidence,
  { policy, wrong }: AskedPolicy,
  primitives: Primitives,
): WitnessesReading {
  const opened = openAll(evidence, primitives);
  if (typeof opened === 'string') return nobody(fail('COSIGNATURE_INVALID', opened));
  if (wrong !== undefined)
    return nobody(fail('POLICY_MALFORMED', `What you ask of witnesses cannot be read: ${wrong}.`));
  const standing = standingUnder(
    policy,
    opened.map(({ key }) => key),
  );
  const witnesses = opened.map(({ key, timeSeconds }) => {
    const named = standing.which.some((one) => one.key.name === key.name && one.key.keyId === key.keyId);
    return { name: key.name, atMs: timeSeconds * 1000, named };
  });
  const { needed, met } = standing;
  return {
    check: checkOf(witnesses, standing),
    witnesses,
    quorum: policy.quorum === null ? null : { needed, met },
  };
}

function checkOf(witnesses: readonly WitnessTrust[], { met, needed, missing, which }: PolicyStanding): Check {
  if (!met)
    return fail(
      'WITNESSES_TOO_FEW',
      `${counted(which.length, 'witness', 'witnesses')} that you named ${which.length === 1 ? 'has' : 'have'} cosigned this head, and ${missing} more ${missing === 1 ? 'is' : 'are'} needed.`,
    );
  if (witnesses.length === 0)
    return notChecked('witnesses', 'No witness has cosigned this head, and you asked for none.');
  const first = Math.min(...witnesses.map(({ atMs }) => atMs));
  const seen = `${counted(witnesses.length, 'witness', 'witnesses')} had seen the log grow to this head, the first by ${minuteWords(first)}`;
  if (which.length === 0)
    return passed(
      'witnesses',
      `${seen}; by keys from the file, which show that somebody signed and not who.`,
    );
  const asked = needed === 0 ? '' : `, and ${needed} ${needed === 1 ? 'was' : 'were'} needed`;
  return passed('witnesses', `${seen}; you named ${which.length} of them${asked}.`);
}

/** The cosignatures in the order of the file, or a sentence about the first that does not hold. */
function openAll({ checkpoint, witnesses }: Evidence, primitives: Primitives): Cosignature[] | string {
  const parsed = parseNote(checkpoint);
  if (!parsed.ok) return witnesses.length === 0 ? [] : 'The checkpoint could not be read.';
  const keys: CosignerKey[] = [];
  for (const text of witnesses) {
    const key = parseCosignerKey(text, primitives);
    if (key === undefined) return `The key of witness ${keys.length + 1} is no verifier key of a witness.`;
    keys.push(key);
  }
  if (new Set(keys.map(({ publicKey }) => encodeHex(publicKey))).size < keys.length)
    return 'The file names one key of a witness twice.';
  return openEach(parsed.note, keys, primitives);
}

function openEach(
  { text, signatures }: Note,
  keys: readonly CosignerKey[],
  primitives: Primitives,
): Cosignature[] | string {
  const cosignatures: Cosignature[] = [];
  for (const [at, key] of keys.entries()) {
    // The first signature is the log's.
    const signature = signatures[at + 1];
    if (signature === undefined) return `${key.name} is named as a witness and has signed nothing.`;
    const opened = openCosignature(text, signature, key, primitives);
    if (!opened.ok) return `What should be the cosignature of ${key.name} is none: ${opened.refusal.detail}.`;
    if (!isInstant(opened.timeSeconds * 1000)) return `${key.name} gives a time that no calendar has.`;
    cosignatures.push({ key, timeSeconds: opened.timeSeconds });
  }
  return cosignatures;
}

function fail(code: string, detail: string): Check {
  return failed('witnesses', [{ code, detail, entries: [] }]);
}

function nobody(check: Check): WitnessesReading {
  return { check, witnesses: [], quorum: null };
}
