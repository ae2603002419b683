// An event that was recorded, back into the form that it could have come from: to see it in words, and to say it rightly. Pure.
import { type JsonObject, type Movement, movementOf, modelOf, type Portion } from '#verifier';
import type { Effect } from '../../offline/queue/item.ts';
import type { Dimension } from './event.ts';
import { emptyForm, type Kind, type OutputRow, type RecordForm, type Unit } from './form.ts';
import { shortName } from './label.ts';
import { lotIdOf } from './lot-number.ts';

export interface Original {
  readonly event: JsonObject;
  readonly eventId: string;
  readonly movement: Movement;
  readonly process: string | null;
  readonly entry: number;
  readonly recordedAtMs: number;
  /** When and why it was declared to be wrong, and what takes its place. */
  readonly declared: {
    readonly atMs: number;
    readonly reason: string;
    readonly corrective: readonly string[];
  } | null;
}

export interface EventsAnswer {
  readonly epcisBody: {
    readonly queryResults: { readonly resultsBody: { readonly eventList: readonly JsonObject[] } };
  };
  readonly 'selvedge:records': readonly {
    readonly 'selvedge:entry': number;
    readonly 'selvedge:eventID': string;
  }[];
}

/** Newest first; declarations of errors stand with what they are about. */
export function originalsIn(answer: EventsAnswer): Original[] {
  const { eventList } = answer.epcisBody.queryResults.resultsBody;
  const originals = new Map<string, Original>();
  eventList.forEach((event, at) => {
    const record = answer['selvedge:records'][at];
    const reading = movementOf(event);
    if (record === undefined || !reading.ok) return;
    const eventId = record['selvedge:eventID'];
    const recordedAtMs = Date.parse(String(event['recordTime']));
    const known = originals.get(eventId);
    const declared = declarationOf(event, recordedAtMs);
    if (declared !== null) {
      if (known !== undefined) originals.set(eventId, { ...known, declared });
      return;
    }
    const process = typeof event['tex:processType'] === 'string' ? event['tex:processType'] : null;
    originals.set(eventId, {
      ...{ event, eventId, movement: reading.movement, process, recordedAtMs },
      ...{ entry: record['selvedge:entry'], declared: null },
    });
  });
  return [...originals.values()].reverse();
}

function declarationOf(event: JsonObject, recordedAtMs: number): Original['declared'] {
  const declaration = event['errorDeclaration'] as JsonObject | undefined;
  if (declaration === undefined) return null;
  const ids = declaration['correctiveEventIDs'];
  const atMs = Date.parse(String(declaration['declarationTime']));
  return {
    atMs: Number.isNaN(atMs) ? recordedAtMs : atMs,
    reason: String(declaration['reason'] ?? ''),
    corrective: Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [],
  };
}

/** undefined where no form here makes such an event. */
export function kindOf({ movement, process }: Pick<Original, 'movement' | 'process'>): Kind | undefined {
  const { type, action, produced, drawn, packed, unit } = movement;
  if (type === 'TransformationEvent' && movement.run === undefined && process === 'warehousing')
    return drawn.length === 1 ? 'split' : produced.length === 1 ? 'merge' : undefined;
  if (type === 'TransformationEvent' && movement.run === undefined && process !== null) return 'run';
  if (type === 'ObjectEvent' && action === 'ADD' && process !== null) return 'harvest';
  if (type === 'AggregationEvent' && action === 'ADD' && packed.length > 0) return 'pack';
  if (type === 'AggregationEvent' && movement.unpacksAll && unit !== undefined) return 'unpack';
  return undefined;
}

const unitOfDimension: Readonly<Record<string, Unit>> = { mass: 'kg', length: 'm', count: 'pieces' };

/** `amountText`: base units as a field takes them; `wallText`: a moment as one has it. */
export function formOf(
  original: Original,
  amountText: (base: number, dimension: Dimension) => string,
  wallText: (atMs: number) => string,
): RecordForm {
  const { movement, process } = original;
  const typed = ({ quantity }: Portion): string =>
    quantity === null ? '' : amountText(quantity.amount, quantity.dimension);
  const goesIn = movement.type === 'AggregationEvent' ? movement.packed : movement.drawn;
  return {
    ...emptyForm,
    place: movement.place ?? '',
    process: process ?? '',
    when: wallText(movement.eventTimeMs),
    inputs: goesIn.map((portion) => ({ id: portion.lot, amount: typed(portion) })),
    outputs: movement.produced.flatMap((portion) => rowOf(portion, typed(portion))),
    unit: movement.unit ?? '',
  };
}

function rowOf(portion: Portion, amount: string): OutputRow[] {
  const number = shortName(portion.lot);
  const product =
    modelOf(portion.lot) ??
    portion.lot.slice(0, portion.lot.lastIndexOf(/^urn:/.test(portion.lot) ? ':lot:' : '/lot/'));
  if (lotIdOf(product, number) !== portion.lot) return [];
  return [
    {
      key: portion.lot,
      product,
      number,
      amount,
      unit: unitOfDimension[portion.quantity?.dimension ?? ''] ?? 'kg',
    },
  ];
}

/** What the stores have again when the event is taken back. */
export function givenBack({ movement }: Original): Effect {
  const made = movement.drawn.map(({ lot, kind, quantity }) => ({
    ...{ id: lot, kind, product: modelOf(lot), productName: null, place: movement.place ?? null },
    ...{ dimension: quantity?.dimension ?? null, remaining: quantity?.amount ?? null },
  }));
  return {
    made,
    drawn: movement.produced.map(({ lot, quantity }) => ({ id: lot, base: quantity?.amount ?? null })),
  };
}
