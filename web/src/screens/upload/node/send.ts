// Sends parcels, each exactly once: what the node has already is taken for sent, and what was on its way when the line broke is sent again.
import type { JsonObject } from '#verifier';
import { call, get, post, Problem } from '../../../api/call.ts';
import { type DeviceKey, deviceKeyOf } from '../../../offline/device-key.ts';
import { signDocument } from '../../../offline/sign.ts';
import { documentOf, type Json, type Parcel } from '../event/event.ts';
import type { Kind } from '../kind/kinds.ts';
import type { NodeRefusal } from '../row/list.ts';

/** One statement (docs/protocol/statement.md). */
export const eventsTogether = 64;

export interface Sent {
  readonly parcel: Parcel;
  readonly entry: number | null;
}

export interface Sending {
  readonly party: string;
  readonly kind: Kind;
  readonly signal: AbortSignal;
  /** Called after each answer; what it notes is noted before the next is sent. */
  readonly onAnswer: (
    sent: readonly Sent[],
    refused: ReadonlyMap<string, readonly NodeRefusal[]>,
  ) => Promise<void>;
}

/** Throws a Problem where the node cannot be reached or refuses all: what was answered by then has been told. */
export async function sendParcels(parcels: readonly Parcel[], sending: Sending): Promise<void> {
  if (sending.kind.becomes === 'register') return registerEach(parcels, sending);
  const key = await deviceKeyOf(sending.party);
  for (let from = 0; from < parcels.length; from += eventsTogether) {
    sending.signal.throwIfAborted();
    const part = parcels.slice(from, from + eventsTogether);
    const outcomes = await (key?.isEnrolled === true ? signed(part, key, sending) : captured(part, sending));
    await tell(part, outcomes, sending);
  }
}

interface Outcome {
  readonly status: 'recorded' | 'already-recorded' | 'refused';
  readonly entry: number | null;
  readonly refusals: readonly NodeRefusal[];
}

async function tell(part: readonly Parcel[], outcomes: readonly Outcome[], sending: Sending): Promise<void> {
  const sent: Sent[] = [];
  const refused = new Map<string, readonly NodeRefusal[]>();
  for (const [at, parcel] of part.entries()) {
    const outcome = outcomes[at];
    if (outcome === undefined) continue;
    if (outcome.status === 'refused') refused.set(parcel.id, outcome.refusals);
    else sent.push({ parcel, entry: outcome.entry });
  }
  await sending.onAnswer(sent, refused);
}

interface Job {
  running: boolean;
  events: Outcome[];
  errors: { errors?: NodeRefusal[]; code?: string; detail?: string }[];
}

/** The node signs: the document is taken down, then recorded; its job says what became of each event. */
async function captured(part: readonly Parcel[], { party, signal }: Sending): Promise<Outcome[]> {
  const document = documentOf(
    part.map(({ body }) => body),
    Date.now(),
  );
  const taken = await call('POST', `/capture?party=${encodeURIComponent(party)}`, {
    body: document,
    headers: { 'gs1-capture-error-behaviour': 'proceed' },
    signal,
  });
  const path = taken.headers.get('location') ?? '';
  for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 2, 1_000)) {
    // calls GET /capture/{}
    const job = await get<Job>(path, { signal });
    if (!job.running) {
      if (job.events.length === 0) throw wholeProblem(job);
      return job.events;
    }
    await pause(pauseMs, signal);
  }
}

function wholeProblem({ errors }: Job): Problem {
  const told = errors.flatMap(
    (one) => one.errors ?? [{ code: one.code ?? 'UNKNOWN', detail: one.detail ?? '' }],
  );
  return new Problem(
    422,
    told.map(({ code, detail }) => ({ code, detail })),
  );
}

/** This device signs: a statement is taken whole or not at all, so what is wrong or old in it is left out and the rest sent again. */
async function signed(part: readonly Parcel[], key: DeviceKey, sending: Sending): Promise<Outcome[]> {
  const outcomes = new Map<string, Outcome>();
  let rest = part;
  while (rest.length > 0) {
    const events = rest.map(({ body }) => body);
    const statement = await signDocument(
      key,
      documentOf(events, Date.now()) as JsonObject,
      nobodyLooks,
      Date.now(),
    );
    if (!statement.ok) throw new Problem(422, statement.refusals);
    const refused = await handIn(statement.statement, rest, outcomes, sending.signal);
    if (refused.length === 0) break;
    for (const { eventIndex, code, entry, refusal } of refused) {
      const parcel = rest[eventIndex]!;
      const isOld = code === 'EVENT_ALREADY_RECORDED';
      outcomes.set(parcel.id, {
        status: isOld ? 'already-recorded' : 'refused',
        entry,
        refusals: isOld ? [] : [refusal],
      });
    }
    rest = rest.filter(({ id }) => !outcomes.has(id));
  }
  return part.map(({ id }) => outcomes.get(id) ?? { status: 'refused', entry: null, refusals: [] });
}

/** The places are told by the node's register, and whether a lot is born by its log. */
const nobodyLooks = { facility: () => undefined, isBorn: () => false };

interface RefusedEvent {
  eventIndex: number;
  code: string;
  entry: number | null;
  refusal: NodeRefusal;
}

async function handIn(
  statement: string,
  parcels: readonly Parcel[],
  outcomes: Map<string, Outcome>,
  signal: AbortSignal,
): Promise<RefusedEvent[]> {
  try {
    const { events } = await post<{ events: Outcome[] }>('/events', statement, {
      type: 'application/sd-jwt',
      signal,
    });
    for (const [at, { id }] of parcels.entries()) {
      const outcome = events[at];
      if (outcome !== undefined) outcomes.set(id, outcome);
    }
    return [];
  } catch (fault) {
    if (!(fault instanceof Problem) || fault.status === 0) throw fault;
    const errors = fault.errors as readonly (NodeRefusal & { eventIndex?: number })[];
    const found = errors.flatMap(({ eventIndex, ...refusal }) =>
      eventIndex === undefined || eventIndex >= parcels.length
        ? []
        : [{ eventIndex, code: refusal.code, entry: refusal.decidedBy ?? null, refusal }],
    );
    if (found.length === 0) throw fault;
    return found;
  }
}

/** Products and sites: one by one, the last word counts, so that telling it again changes nothing. */
async function registerEach(parcels: readonly Parcel[], sending: Sending): Promise<void> {
  const path = sending.kind.key === 'products' ? '/products' : '/facilities';
  for (const parcel of parcels) {
    sending.signal.throwIfAborted();
    const outcome = await registered(path, parcel.body, sending.signal);
    await tell([parcel], [outcome], sending);
  }
}

async function registered(path: string, body: Json, signal: AbortSignal): Promise<Outcome> {
  try {
    // calls POST /facilities, POST /products
    await post(path, body, { signal });
    return { status: 'recorded', entry: null, refusals: [] };
  } catch (fault) {
    if (
      !(fault instanceof Problem) ||
      fault.status === 0 ||
      fault.status >= 500 ||
      fault.status === 401 ||
      fault.status === 403
    )
      throw fault;
    return { status: 'refused', entry: null, refusals: fault.errors };
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
