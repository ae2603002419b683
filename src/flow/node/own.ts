// Statements that the node signs itself, as its operator or with the key that it keeps for a party.
import type { Speaker } from '../../domain/statement/draft.ts';
import { answeredRefusal } from '../answered.ts';
import type { Refusal } from '../answers.ts';
import type { Committed } from '../commit.ts';
import type { Recorded } from '../custodian.ts';
import type { Answer } from '../node.ts';
import type { Parts } from './parts.ts';

/** The genesis: the operator's own key, enrolled by itself; then its name, so that readers see who admitted whom. */
export async function begin(parts: Parts): Promise<void> {
  const { custodian, operator, origin } = parts;
  const { kid, enrols } = custodian.newKey(operator);
  const [signer, party] = [{ party: operator, kid }, { party: operator }];
  await mustCommit(parts, custodian.record(signer, 'key', { ...party, enrols }, {}));
  await mustCommit(parts, custodian.record(signer, 'party', party, { name: `Operator of ${origin}` }));
}

async function mustCommit({ committer }: Parts, statement: Recorded): Promise<void> {
  const committed = statement.ok
    ? await committer.submit([statement.readied])
    : { outcome: 'refused', refusals: statement.refusals };
  if (committed.outcome !== 'accepted')
    throw new Error(`the node's own statement was refused: ${JSON.stringify(committed)}`);
}

/** Commits the node's own statements together, or says what is wrong with them. `find`: what they have made. */
export async function recorded<T>(
  { committer }: Parts,
  records: readonly Recorded[],
  find: () => T | undefined,
): Promise<Answer<T>> {
  const refusals = records.flatMap((one) => (one.ok ? [] : one.refusals));
  if (refusals.length > 0) return { ok: false, refusals };
  const readied = records.flatMap((one) => (one.ok ? [one.readied] : []));
  return answered(await committer.submit(readied), find);
}

export function answered<T>(committed: Committed, find: () => T | undefined): Answer<T> {
  if (committed.outcome === 'refused')
    return { ok: false, refusals: committed.refusals.map(answeredRefusal) };
  const value = find();
  if (value === undefined) throw new Error('what was just recorded is not in the register');
  return { ok: true, value };
}

export function operatorKey({ custodian, operator }: Parts): Speaker {
  const signer = custodian.signerOf(operator);
  if (signer === undefined) throw new Error('the node does not hold a valid key of its operator');
  return signer;
}

export function noCustodialKey(party: string, kind: string): Refusal {
  return {
    code: 'NO_CUSTODIAL_KEY',
    field: 'party',
    detail: `The node holds no key for ${party}: let the party sign the ${kind} statement itself.`,
  };
}
