// From a form that is whole to the queue: events, signed here where this device has a key, and on disk before anybody is told so.
import type { JsonObject } from '#verifier';
import { database } from '../../offline/database.ts';
import { type DeviceKey, deviceKeyOf } from '../../offline/device-key.ts';
import type { DraftMark } from '../../offline/kept-draft.ts';
import { keepForGood } from '../../offline/persist.ts';
import type { Effect, QueueItem, Told } from '../../offline/queue/item.ts';
import { enqueue, type Wish } from '../../offline/queue/queue.ts';
import { sendSoon } from '../../offline/queue/use-queue.ts';
import { signDocument } from '../../offline/sign.ts';
import { msOfWall, offsetAt } from './clock.ts';
import {
  bareEvent,
  documentWith,
  errorEvent,
  harvestEvent,
  type Occasion,
  packEvent,
  regroupEvent,
  runEvent,
  unpackEvent,
} from './event.ts';
import type { Kind, Reading, RecordForm } from './form.ts';
import { shortName } from './label.ts';
import { unitIdOf } from './lot-number.ts';
import type { Original } from './original.ts';
import { remember } from './remembered.ts';
import type { Place, Workshop } from './workshop.ts';

/** A clock that is wrong by more than this is put right where we know by how much. */
const clockToleranceMs = 60_000;

/** Now, as the node's clock has it if it has told. */
export async function nowHere(): Promise<number> {
  const ahead = ((await (await database()).get('memory', 'clock-ahead-ms')) as number | undefined) ?? 0;
  return Date.now() - (Math.abs(ahead) > clockToleranceMs ? ahead : 0);
}

export interface Saving {
  readonly kind: Kind;
  readonly form: RecordForm;
  readonly reading: Reading;
  readonly workshop: Workshop;
  /** What the form is for, as in `useDraft`. */
  readonly draftKey: string;
  readonly draft: DraftMark;
  readonly instead: string | undefined;
  /** What this says rightly. */
  readonly corrects: Original | undefined;
}

/** The items that it has become. Throws where this device cannot keep anything. */
export async function saveRecord(saving: Saving): Promise<QueueItem[]> {
  const { kind, form, reading, workshop, corrects } = saving;
  const nowMs = await nowHere();
  const atMs = msOfWall(form.when) ?? nowMs;
  const occasion: Occasion = {
    eventId: newEventId(),
    atMs,
    offsetMinutes: offsetAt(atMs),
    place: form.place,
    documents: form.photos.map(({ digest }) => digest),
  };
  const event = eventOf(kind, form, reading, workshop.party, occasion);
  // What was wrong is taken back first: the right one may need what it had taken.
  const declared =
    corrects && errorEvent(corrects.event, 'incorrect_data', nowMs, offsetAt(nowMs), [occasion.eventId]);
  const wishes = await wishesFor(workshop, declared ? [declared, event] : [event], nowMs, {
    told: toldOf(kind, form, reading, workshop),
    effect: effectOf(kind, form, reading, workshop),
    form: {
      to: `/capture/${kind}`,
      search: corrects && { corrects: corrects.eventId },
      value: { draft: saving.draftKey, form },
    },
  });
  const attachments = form.photos.map((photo) => ({ ...photo, upload: null, isSent: false }));
  void keepForGood();
  const { draft, instead } = saving;
  const last = wishes.length - 1;
  const items = await enqueue(
    wishes.map((wish, at) => (at === last ? { ...wish, attachments, draft, instead } : toldOnce(wish))),
  );
  await remember(workshop.party, kind, form);
  sendSoon();
  return items;
}

/** Of several requests that say one thing, the last one has the form and the effect. */
function toldOnce({ party, path, type, body, told }: Wish): Wish {
  return { party, path, type, body, told: { ...told, what: 'correction' } };
}

export function newEventId(): string {
  return `urn:uuid:${crypto.randomUUID()}`;
}

export type About = Pick<Wish, 'told' | 'effect' | 'form'>;

/** One statement of all events, signed with the key of this device; without one the node signs each event in its turn. */
export async function wishesFor(
  { party, places }: { party: string; places: readonly Place[] },
  events: readonly JsonObject[],
  nowMs: number,
  about: About,
): Promise<Wish[]> {
  const key = await deviceKeyOf(party);
  if (key?.isEnrolled) {
    const body = await signedBy(key, events, nowMs, places);
    return [{ party, path: '/events', type: 'application/sd-jwt', body, ...about }];
  }
  return events.map((event) => ({
    ...{ party, path: `/events?party=${encodeURIComponent(party)}`, type: 'application/json' },
    body: JSON.stringify(bareEvent(event)),
    ...about,
  }));
}

async function signedBy(
  key: DeviceKey,
  events: readonly JsonObject[],
  nowMs: number,
  places: readonly Place[],
): Promise<string> {
  const sight = {
    facility: (id: string) => places.find(({ facility }) => facility === id),
    // A lot is new where it is made here; a unit that was packed before takes a number that stays void.
    isBorn: () => false,
  };
  const signed = await signDocument(key, documentWith(events, nowMs, offsetAt(nowMs)), sight, nowMs);
  if (signed.ok) return signed.statement;
  throw new Error(signed.refusals.map(({ code, detail }) => `${code}: ${detail}`).join('; '));
}

export function eventOf(
  kind: Kind,
  form: RecordForm,
  { inputs, outputs }: Reading,
  party: string,
  occasion: Occasion,
): JsonObject {
  const unit = unitOf(party, form.unit);
  switch (kind) {
    case 'harvest':
      return harvestEvent(occasion, form.process, outputs);
    case 'run':
      return runEvent(occasion, form.process, inputs, outputs);
    case 'split':
    case 'merge':
      return regroupEvent(occasion, inputs, outputs);
    case 'pack':
      return packEvent(occasion, unit, inputs);
    case 'unpack':
      return unpackEvent(occasion, unit);
  }
}

/** What is an id already stays one. */
export function unitOf(party: string, typed: string): string {
  const text = typed.trim();
  return /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text) ? text : unitIdOf(party, text);
}

function toldOf(kind: Kind, form: RecordForm, { inputs, outputs }: Reading, { places }: Workshop): Told {
  return {
    what: kind === 'run' ? form.process : kind,
    place: places.find(({ facility }) => facility === form.place)?.name ?? form.place,
    inputs: inputs.map(({ id, base, dimension }) => ({ name: shortName(id), base, dimension })),
    outputs:
      form.unit === ''
        ? outputs.map(({ id, name, base, dimension }) => ({
            name: `${name} ${shortName(id)}`,
            base,
            dimension,
          }))
        : [{ name: shortName(form.unit), base: null, dimension: null }],
  };
}

function effectOf(kind: Kind, form: RecordForm, { inputs, outputs }: Reading, { party }: Workshop): Effect {
  const made = outputs.map(({ id, product, name, base, dimension }) => ({
    ...{ id, kind: 'lot', product, productName: name, dimension, remaining: base, place: form.place },
  }));
  if (kind === 'unpack') return { drawn: [{ id: unitOf(party, form.unit), base: 1 }], made: [] };
  if (kind !== 'pack') return { drawn: inputs, made };
  const unit = {
    id: unitOf(party, form.unit),
    kind: 'unit',
    product: null,
    productName: null,
    place: form.place,
  };
  return { drawn: inputs, made: [{ ...unit, dimension: 'count', remaining: 1 }] };
}
