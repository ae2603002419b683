// Statements that are right in themselves and that the node still does not take from whoever hands them in.
import type { Refusal } from './answers.ts';
import { uncheckedImport } from './checked-import.ts';
import type { Readied } from './commit.ts';

/** `party`: who hands it in, where that is known. */
export function notToBeTaken(
  { facts }: Pick<Readied, 'facts'>,
  party: string | undefined,
): Refusal | undefined {
  if (party !== undefined && facts.iss !== party) return notYours(facts.iss, party);
  if (facts.kind === 'erasure') return erasureByTheNode;
  return uncheckedImport(facts);
}

export function notYours(issuer: string, party: string): Refusal {
  return {
    code: 'STATEMENT_OF_ANOTHER_PARTY',
    field: 'iss',
    detail: `The statement speaks for ${issuer}, and you are ${party}: every party hands in its own.`,
  };
}

/** Only the node can destroy what it stores, and its statement says that it has. */
const erasureByTheNode: Refusal = {
  code: 'ERASURE_BY_THE_NODE',
  field: 'kind',
  detail:
    'A statement of erasure destroys nothing by itself: ask the operator of this node to erase the field.',
};
