// The preview of statements that their parties have signed: each is judged as if those before it that can stand had been taken.
import { setImmediate } from 'node:timers/promises';
import { decide } from '../../domain/ledger/decide.ts';
import type { EpcisFacts, Facts } from '../../domain/ledger/facts.ts';
import type { Refusal as LedgerRefusal } from '../../domain/ledger/refusal.ts';
import { answeredRefusal } from '../answered.ts';
import type { Refusal } from '../answers.ts';
import type { Readied } from '../commit.ts';
import type { Parts } from '../node/parts.ts';
import { notToBeTaken } from '../not-taken.ts';
import { hashInStatement, sameEventCheck } from '../same-event.ts';
import type { CapturePreview, EventPreview } from './answer.ts';
import { balancesAfter, trialOf } from './balances.ts';
import { warningsOf } from './warnings.ts';

/** A device asks for what it has queued; more at once would be judged over and over. */
export const previewStatementsMax = 64;

/** `index` of an event counts on over all statements. `party`, if given, must have signed them all. */
export async function previewStatements(
  parts: Parts,
  statements: readonly string[],
  party: string | undefined,
): Promise<CapturePreview> {
  const preview: CapturePreview = {
    outcome: 'recorded',
    events: [],
    refusals: [],
    warnings: [],
    balances: [],
  };
  if (statements.length > previewStatementsMax)
    return { ...preview, outcome: 'refused', refusals: [tooMany] };
  const taken: Readied[] = [];
  const places: number[] = [];
  for (const [line, sdjwt] of statements.entries()) {
    await setImmediate();
    const reading = await parts.readers.read(sdjwt);
    const judged = reading.ok
      ? judgedWith(parts, taken, reading.readied, party)
      : { entry: null, refusals: reading.refusals };
    const first = preview.events.length;
    if (reading.ok) preview.events.push(...eventsOf(reading.readied.facts, judged, first));
    if (judged.entry === null && judged.refusals.length === 0 && reading.ok) {
      taken.push(reading.readied);
      places.push(...eventsIn(reading.readied.facts).map((_, at) => first + at));
    }
    const general = judged.refusals.filter(({ eventIndex }) => eventIndex === undefined || !reading.ok);
    preview.refusals.push(
      ...general.map((refusal) => ({ ...refusal, pointer: `/${line}${refusal.pointer ?? ''}` })),
    );
    if (reading.ok) preview.warnings.push(...reading.warnings);
  }
  return { ...preview, ...afterwards(parts, preview, taken, places) };
}

interface JudgedStatement {
  /** Of the statement itself, where the log has it already. */
  entry: number | null;
  refusals: Refusal[];
}

function judgedWith(
  { world, ledger }: Parts,
  taken: readonly Readied[],
  readied: Readied,
  party: string | undefined,
): JudgedStatement {
  const { facts } = readied;
  const unfit = notToBeTaken(readied, party);
  if (unfit !== undefined) return { entry: null, refusals: [unfit] };
  const nowMs = world.clock.nowMs();
  // Alone first: only a single statement is looked up among those that the log has.
  const alone = decide(ledger(), [facts], nowMs, sameEventCheck(world, ledger(), [readied], []));
  if (alone.outcome === 'already-recorded') return { entry: alone.seq, refusals: [] };
  const repeated = repeatedAmong(world, taken, readied);
  if (repeated.length > 0) return { entry: null, refusals: repeated };
  const all = [...taken, readied];
  const isSame = sameEventCheck(world, ledger(), all, []);
  const decision = decide(
    ledger(),
    all.map((one) => one.facts),
    nowMs,
    isSame,
  );
  const refusals = decision.outcome === 'refused' ? decision.refusals : [];
  return { entry: null, refusals: refusals.map((refusal) => ofStatement(refusal, taken.length)) };
}

/** What an earlier statement cannot stand together with is told of this one, which comes later. */
function ofStatement(refusal: LedgerRefusal, statement: number): Refusal {
  const { eventIndex: _, ...rest } = refusal;
  return answeredRefusal(refusal.statement === statement ? refusal : rest);
}

/** Sent one after the other, the second of two equal events would find the first in the log. */
function repeatedAmong(
  world: Parts['world'],
  taken: readonly Readied[],
  { facts, sdjwt }: Readied,
): Refusal[] {
  return eventsIn(facts).flatMap(({ keyHigh, keyLow }, eventIndex) => {
    const isTwin = taken.some((other) =>
      eventsIn(other.facts).some(
        (event, at) =>
          event.keyHigh === keyHigh &&
          event.keyLow === keyLow &&
          hashInStatement(world, other.sdjwt, at) === hashInStatement(world, sdjwt, eventIndex),
      ),
    );
    const detail = 'The event stands in an earlier statement of these, too: leave one out.';
    return isTwin ? [{ code: 'EVENT_TWICE', eventIndex, detail }] : [];
  });
}

function eventsIn(facts: Facts): EpcisFacts['events'] {
  return facts.kind === 'epcis' ? facts.events : [];
}

/** A statement is taken whole or not at all: what is wrong with one of its events is told of that one. */
function eventsOf(facts: Facts, { entry, refusals }: JudgedStatement, first: number): EventPreview[] {
  const status = entry !== null ? 'already-recorded' : refusals.length > 0 ? 'refused' : 'new';
  return eventsIn(facts).map(({ eventId }, at) => ({
    index: first + at,
    eventId,
    status,
    entry,
    refusals: refusals
      .filter(({ eventIndex }) => eventIndex === at)
      .map((refusal) => ({ ...refusal, eventIndex: first + at })),
    warnings: [],
  }));
}

function afterwards(
  { ledger }: Parts,
  { events, refusals }: CapturePreview,
  taken: readonly Readied[],
  places: readonly number[],
): Pick<CapturePreview, 'outcome' | 'events' | 'balances'> {
  const facts = taken.map((one) => one.facts);
  const trial = trialOf(ledger(), facts);
  const warned = warningsOf(ledger(), trial, facts.flatMap(eventsIn), places);
  const isRefused = refusals.length > 0 || events.some(({ status }) => status === 'refused');
  return {
    outcome: isRefused ? 'refused' : 'recorded',
    events: events.map((event) => ({ ...event, warnings: warned.get(event.index) ?? [] })),
    balances: balancesAfter(trial),
  };
}

const tooMany: Refusal = {
  code: 'TOO_MANY_STATEMENTS',
  detail: `At most ${previewStatementsMax} statements are previewed at once: send them in parts.`,
};
