// Records (docs/protocol/record.md) that the node signs for a party whose key it holds.
import { splitClaims } from '#verifier';
import type { JsonObject, RecordKind } from '#verifier';
import type { RecordView } from '../answers.ts';
import { uncheckedImport } from '../checked-import.ts';
import type { Committed } from '../commit.ts';
import { handOver } from '../handover.ts';
import { handOverSigned } from '../signed-handover.ts';
import type { Answer, SelvedgeNode } from '../node.ts';
import { recordAt, recordView } from '../records.ts';
import { answered, noCustodialKey } from './own.ts';
import type { Parts } from './parts.ts';

export function sayFace(parts: Parts): Pick<SelvedgeNode, 'say' | 'handOver' | 'handOverSigned'> {
  return {
    say: (party, kind, claims, { isChecked = false } = {}) => say(parts, party, kind, claims, isChecked),
    handOver: (handover) => handOver(parts, handover),
    handOverSigned: (statements, party) => handOverSigned(parts, statements, party),
  };
}

async function say(
  { world, committer, custodian, snapshots, ledger }: Parts,
  party: string,
  kind: RecordKind,
  claims: Record<string, unknown>,
  isChecked: boolean,
): Promise<Answer<RecordView>> {
  const signer = custodian.signerOf(party);
  if (signer === undefined) return { ok: false, refusals: [noCustodialKey(party, kind)] };
  const { clear, hidden } = splitClaims(kind, claims as JsonObject);
  const said = custodian.record(signer, kind, clear, hidden);
  if (!said.ok) return said;
  const unchecked = isChecked ? undefined : uncheckedImport(said.readied.facts);
  if (unchecked !== undefined) return { ok: false, refusals: [unchecked] };
  const committed = await committer.submit([said.readied]);
  snapshots.nowAndThen();
  return answered(committed, () => {
    const record = recordAt(ledger(), entryOf(committed));
    return record === undefined ? undefined : recordView(world, ledger(), record);
  });
}

/** The same words a second time in the same second are the same statement: it is there already. */
function entryOf(committed: Committed): number {
  if (committed.outcome === 'already-recorded') return committed.seq;
  return committed.outcome === 'accepted' ? committed.seqs[0]! : -1;
}
