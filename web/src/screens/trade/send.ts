// Into the queue of this device, which sends it when there is a line, once. Signed here where this device has a key for the party.
import type { JsonObject } from '#verifier';
import type { DraftMark } from '../../offline/kept-draft.ts';
import type { Attachment, Effect, QueueItem, Told } from '../../offline/queue/item.ts';
import { enqueue, type Wish } from '../../offline/queue/queue.ts';
import { sendSoon } from '../../offline/queue/use-queue.ts';
import { offsetAt } from '../capture/clock.ts';
import { shortName } from '../capture/label.ts';
import { newEventId, nowHere } from '../capture/save.ts';
import type { Handover, Line, Moment } from './handover.ts';
import { isDimension } from './measure.ts';
import { ownKey, signedHandover, signedRecord } from './sign.ts';

/** What is said, for people and for the stores of this device. */
interface About {
  readonly party: string;
  readonly what: 'ship' | 'receive' | 'answer' | 'share';
  readonly lines: readonly Line[];
  readonly attachments?: Attachment[];
  readonly draft?: DraftMark;
}

type Body =
  | { readonly handover: Handover }
  | { readonly answer: JsonObject }
  /** A document that one more party may read. */
  | { readonly digest: string; readonly reader: string };

export type Saying = About & Body;

/** Now by the node's clock, and not before `earliestMs`: goods cannot be received before they left. */
export async function momentNow(earliestMs = 0): Promise<Moment> {
  const atMs = Math.max(await nowHere(), earliestMs);
  return { atMs, offsetMinutes: offsetAt(atMs), eventId: newEventId() };
}

/** In this order; the items that they have become. */
export async function send(sayings: readonly Saying[]): Promise<QueueItem[]> {
  const wishes: Wish[] = [];
  for (const saying of sayings) wishes.push(await wishOf(saying));
  const items = await enqueue(wishes);
  sendSoon();
  return items;
}

async function wishOf(saying: Saying): Promise<Wish> {
  const { party, what, lines, attachments = [], draft } = saying;
  return {
    ...{ party, attachments, told: toldOf(what, lines), effect: effectOf(what, lines) },
    ...(await requestOf(saying)),
    ...(draft === undefined ? {} : { draft }),
  };
}

async function requestOf(saying: Saying): Promise<Pick<Wish, 'path' | 'type' | 'body'>> {
  const asJson = { type: 'application/json' };
  if ('digest' in saying)
    return {
      ...asJson,
      path: `/documents/${saying.digest}/readers`,
      body: JSON.stringify({ party: saying.reader }),
    };
  const key = await ownKey(saying.party);
  const query = `?party=${encodeURIComponent(saying.party)}`;
  if (key === undefined)
    return 'handover' in saying
      ? { ...asJson, path: `/handovers${query}`, body: JSON.stringify(saying.handover) }
      : { ...asJson, path: `/answers${query}`, body: JSON.stringify(saying.answer) };
  const nowMs = await nowHere();
  const type = 'application/sd-jwt';
  return 'handover' in saying
    ? { type, path: '/handovers', body: await signedHandover(key, saying.handover, nowMs) }
    : { type, path: '/events', body: await signedRecord(key, 'answer', saying.answer, nowMs) };
}

/** As the queue's screen has words for them. */
const words: Readonly<Record<Saying['what'], string>> = {
  ...{ ship: 'shipping', receive: 'receiving', answer: 'other', share: 'other' },
};

function toldOf(what: Saying['what'], lines: readonly Line[]): Told {
  const goods = lines.map(({ lot, base, dimension }) => ({ name: shortName(lot), base, dimension }));
  return {
    what: words[what],
    place: null,
    inputs: what === 'ship' ? goods : [],
    outputs: what === 'ship' ? [] : goods,
  };
}

function effectOf(what: Saying['what'], lines: readonly Line[]): Effect {
  const drawn = lines.map(({ lot, base }) => ({ id: lot, base }));
  if (what === 'ship') return { drawn, made: [] };
  if (what !== 'receive') return { drawn: [], made: [] };
  const made = lines.map(({ lot, base, dimension }) => ({
    ...{ id: lot, kind: 'lot', product: null, productName: null, remaining: base, place: null },
    dimension: isDimension(dimension) ? dimension : null,
  }));
  return { drawn: [], made };
}
