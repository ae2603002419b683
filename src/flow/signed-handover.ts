// A handover that its party has signed itself: two statements, the word of trade and the event, taken together or not at all.
import { textKey } from '../domain/ledger/text-key.ts';
import { answeredRefusal } from './answered.ts';
import type { HandoverOutcome, Refusal } from './answers.ts';
import type { Readied } from './commit.ts';
import type { Answer } from './node.ts';
import { notYours } from './node/take.ts';
import type { Parts } from './node/parts.ts';
import { recordAt, recordView } from './records.ts';

/** In any order. What of the two the log has already is not written twice. `party`, if given, must have signed both. */
export async function handOverSigned(
  parts: Parts,
  statements: readonly string[],
  party: string | undefined,
): Promise<Answer<HandoverOutcome>> {
  const { committer, snapshots } = parts;
  const readings = await Promise.all(statements.map((sdjwt) => parts.readers.read(sdjwt)));
  const unread = readings.flatMap((reading) => (reading.ok ? [] : reading.refusals));
  if (unread.length > 0) return { ok: false, refusals: unread };
  const readied = readings.flatMap((reading) => (reading.ok ? [reading.readied] : []));
  const pair = pairOf(readied);
  if (pair === undefined) return { ok: false, refusals: [notAPair] };
  const strange = readied.find(({ facts }) => facts.iss !== (party ?? pair.word.facts.iss));
  if (strange !== undefined)
    return { ok: false, refusals: [notYours(strange.facts.iss, party ?? pair.word.facts.iss)] };
  const offered = [pair.event, pair.word].filter((one) => entryOf(parts, one) === undefined);
  const committed = offered.length === 0 ? undefined : await committer.submit(offered);
  snapshots.nowAndThen();
  if (committed?.outcome === 'refused')
    return { ok: false, refusals: committed.refusals.map(answeredRefusal) };
  return { ok: true, value: outcomeOf(parts, pair, offered.includes(pair.event)) };
}

interface Pair {
  word: Readied;
  event: Readied;
}

const notAPair: Refusal = {
  code: 'HANDOVER_NOT_A_PAIR',
  detail: 'A handover is two statements: a trade or an answer, and one event.',
};

function pairOf(readied: readonly Readied[]): Pair | undefined {
  const word = readied.find(({ facts }) => facts.kind === 'trade' || facts.kind === 'answer');
  const event = readied.find(({ facts }) => facts.kind === 'epcis' && facts.events.length === 1);
  return word === undefined || event === undefined || readied.length !== 2 ? undefined : { word, event };
}

function entryOf({ ledger }: Parts, { facts }: Readied): number | undefined {
  const { byPayload, primitives } = ledger();
  const entry = byPayload.find(...textKey(facts.payloadKey, primitives));
  return entry === -1 ? undefined : entry;
}

function outcomeOf(parts: Parts, { word, event }: Pair, isNew: boolean): HandoverOutcome {
  const record = recordAt(parts.ledger(), entryOf(parts, word) ?? -1);
  if (record === undefined) throw new Error('what was just recorded is not in the book');
  const { facts } = event;
  const eventId = facts.kind === 'epcis' ? (facts.events[0]?.eventId ?? null) : null;
  return {
    record: recordView(parts.world, parts.ledger(), record),
    event: {
      ...{ index: 0, eventId, entry: entryOf(parts, event) ?? null, refusals: [] },
      status: isNew ? 'recorded' : 'already-recorded',
    },
  };
}
