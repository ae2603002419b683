// From received bytes of a signed statement to something that can be committed: form, signature, EPCIS rules, facts.
import { checkSignature, readStatement } from '#verifier';
import type { Statement } from '#verifier';
import { validateDocument } from '../domain/epcis/document.ts';
import { digestsIn } from '../domain/statement/digests.ts';
import { readFacts } from '../domain/ledger/read-facts.ts';
import { answeredReading, answeredRefusal } from './answered.ts';
import type { Refusal } from './answers.ts';
import type { Readied } from './commit.ts';
import type { World } from './world.ts';

export type Reading =
  | { ok: true; readied: Readied; warnings: Refusal[] }
  | { ok: false; refusals: Refusal[] };

/** Public key of an enrolled key, valid or not: whether it may speak is decided later, in log order. */
export type FindKey = (kid: string) => Uint8Array | undefined;

type Tools = Pick<World, 'primitives' | 'encodeBody'>;

export function readSigned(sdjwt: string, findKey: FindKey, nowMs: number, tools: Tools): Reading {
  const read = readStatement(sdjwt, tools.primitives);
  if (!read.ok) return { ok: false, refusals: [answeredReading(read.refusal)] };
  const { statement } = read;
  const publicKey = findKey(statement.header.kid) ?? enrolledByItself(statement, tools);
  if (publicKey === undefined) return { ok: false, refusals: [unknownKey] };
  if (!checkSignature(statement, publicKey, tools.primitives)) return { ok: false, refusals: [badSignature] };
  if (!isWhole(statement)) return { ok: false, refusals: [notWhole] };
  const validated =
    statement.kind === 'epcis' ? validateDocument(statement.claims['document'], nowMs) : undefined;
  if (validated?.ok === false) return { ok: false, refusals: validated.refusals };
  const facts = readFacts(
    statement,
    tools.primitives,
    false,
    validated?.events.map(({ movement }) => movement),
  );
  if (!facts.ok) return { ok: false, refusals: facts.refusals.map(answeredRefusal) };
  return {
    ok: true,
    readied: { sdjwt, facts: facts.facts, body: tools.encodeBody(sdjwt) },
    warnings: validated?.warnings ?? [],
  };
}

const unknownKey: Refusal = {
  code: 'KEY_UNKNOWN',
  field: 'kid',
  detail:
    'This key is not enrolled: enrol it first, with a statement by a key of the party or by the operator.',
};
const badSignature: Refusal = {
  code: 'SIGNATURE_INVALID',
  field: 'signature',
  detail:
    'The signature is not by the key that the statement names: the statement was changed, or signed with another key.',
};

/** The genesis statement enrols the key that signs it. */
function enrolledByItself(statement: Statement, tools: Tools): Uint8Array | undefined {
  if (statement.kind !== 'key') return undefined;
  const facts = readFacts(statement, tools.primitives);
  const enrols = facts.ok && facts.facts.kind === 'key' ? facts.facts.enrols : null;
  return enrols?.kid === statement.header.kid ? enrols.publicKey : undefined;
}

const notWhole: Refusal = {
  code: 'STATEMENT_NOT_WHOLE',
  detail:
    'Something of the statement is withheld: hand it in with all its disclosures (and without decoy digests).',
};

/** A statement enters the log with everything shown; what is withheld cannot be checked, so it cannot be taken.
 * Every disclosure is referenced once, so there are as many digests as disclosures, or one is missing. */
function isWhole({ payload, disclosures }: Statement): boolean {
  const digests = digestsIn(payload);
  for (const { value } of disclosures) digestsIn(value, digests);
  return digests.length === disclosures.length;
}
