// What parties hand in: documents that the node signs for them, and statements that they have signed themselves.
import { answeredRefusal } from '../answered.ts';
import type { CaptureOutcome, Refusal } from '../answers.ts';
import { capture } from '../capture.ts';
import type { Committed, Readied } from '../commit.ts';
import type { SelvedgeNode } from '../node.ts';
import { notToBeTaken } from '../not-taken.ts';
import { previewDocument } from '../preview.ts';
import { previewStatements } from '../preview/statements.ts';
import type { Parts } from './parts.ts';

export { notYours } from '../not-taken.ts';

export function takeFace(
  parts: Parts,
): Pick<SelvedgeNode, 'capture' | 'record' | 'preview' | 'previewStatements'> {
  const { world, committer, custodian, snapshots } = parts;
  return {
    capture: async (request) => {
      const outcome = await capture(world, committer, custodian, request);
      snapshots.nowAndThen();
      return outcome;
    },
    record: (sdjwt, party) => record(parts, sdjwt, party),
    preview: (request) => previewDocument(parts, request),
    previewStatements: (sdjwts, party) => previewStatements(parts, sdjwts, party),
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
