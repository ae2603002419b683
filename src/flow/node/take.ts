// What parties hand in: documents that the node signs for them, and statements that they have signed themselves.
import { answeredRefusal } from '../answered.ts';
import type { CaptureOutcome, Refusal } from '../answers.ts';
import { capture } from '../capture.ts';
import { uncheckedImport } from '../checked-import.ts';
import type { Committed, Readied } from '../commit.ts';
import type { SelvedgeNode } from '../node.ts';
import type { Parts } from './parts.ts';

export function takeFace(parts: Parts): Pick<SelvedgeNode, 'capture' | 'record'> {
  const { world, committer, custodian, snapshots } = parts;
  return {
    capture: async (request) => {
      const outcome = await capture(world, committer, custodian, request);
      snapshots.nowAndThen();
      return outcome;
    },
    record: (sdjwt, party) => record(parts, sdjwt, party),
  };
}

async function record(parts: Parts, sdjwt: string, party: string | undefined): Promise<CaptureOutcome> {
  const { readers, committer, snapshots, ledger } = parts;
  const reading = await readers.read(sdjwt);
  if (!reading.ok) return refused(reading.refusals);
  const { readied, warnings } = reading;
  const refusal = notToBeTaken(readied, party);
  if (refusal !== undefined) return refused([refusal]);
  const committed = await committer.submit([readied]);
  snapshots.nowAndThen();
  const custody = ledger().register.keys.get(readied.facts.kid)?.custody ?? 'device';
  return { ...outcomeOf(readied, committed, warnings), custody };
}

function notToBeTaken({ facts }: Readied, party: string | undefined): Refusal | undefined {
  if (party !== undefined && facts.iss !== party) return notYours(facts.iss, party);
  if (facts.kind === 'erasure') return erasureByTheNode;
  return uncheckedImport(facts);
}

function notYours(issuer: string, party: string): Refusal {
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

function refused(refusals: Refusal[]): CaptureOutcome {
  return { outcome: 'refused', events: [], entries: [], refusals, warnings: [], custody: 'device' };
}

function outcomeOf({ facts }: Readied, committed: Committed, warnings: Refusal[]): CaptureOutcome {
  const list = facts.kind === 'epcis' ? facts.events : [];
  const entry =
    committed.outcome === 'accepted'
      ? (committed.seqs[0] ?? null)
      : committed.outcome === 'already-recorded'
        ? committed.seq
        : null;
  const refusals = committed.outcome === 'refused' ? committed.refusals.map(answeredRefusal) : [];
  const status = committed.outcome === 'accepted' ? 'recorded' : committed.outcome;
  return {
    outcome: committed.outcome === 'refused' ? 'refused' : 'recorded',
    events: list.map((event, index) => ({
      index,
      eventId: event.eventId,
      status,
      entry,
      refusals: refusals.filter((one) => one.eventIndex === index),
    })),
    entries: committed.outcome === 'accepted' ? committed.seqs : [],
    refusals,
    warnings,
    custody: 'device',
  };
}
