// What a form begins with, so that nobody says twice what this device has seen: place, process, outputs and their next numbers.
import { offsetAt } from './clock.ts';
import { emptyForm, hasOutputs, type Kind, type OutputRow, type RecordForm, type Unit } from './form.ts';
import { shortName } from './label.ts';
import { firstNumber, freeNumber, lotIdOf, nextNumber } from './lot-number.ts';
import { outputsKey, type Remembered } from './remembered.ts';
import type { Place, Workshop } from './workshop.ts';

export function withDefaults(
  kind: Kind,
  form: RecordForm,
  workshop: Workshop,
  remembered: Remembered,
): RecordForm {
  const { places } = workshop;
  const known =
    places.find(({ facility }) => facility === form.place) ??
    places.find(({ facility }) => facility === remembered.place);
  const place = known ?? (places.length === 1 ? places[0] : undefined);
  return {
    ...emptyForm,
    ...form,
    place: place?.facility ?? '',
    process: form.process || processAt(kind, place, remembered),
  };
}

function processAt(kind: Kind, place: Place | undefined, remembered: Remembered): string {
  if (kind === 'harvest') return place?.processes.find((process) => grown.has(process)) ?? 'farm-production';
  if (kind !== 'run') return '';
  const own = place?.processes.filter((process) => !grown.has(process)) ?? [];
  return own.includes(remembered.process) || own.length === 0 ? remembered.process : (own[0] ?? '');
}

const grown: ReadonlySet<string> = new Set(['farm-production', 'shearing', 'fibre-collection']);

/** Rows for outputs where there are none yet: those of the last time, else one. */
export function firstOutputs(
  kind: Kind,
  form: RecordForm,
  workshop: Workshop,
  remembered: Remembered,
): OutputRow[] {
  if (!hasOutputs(kind) || form.outputs.length > 0) return form.outputs;
  const last = remembered.outputs[outputsKey(kind, form.process)] ?? [];
  const own = workshop.products.length === 1 ? workshop.products[0]!.product : '';
  const regrouped = kind === 'split' || kind === 'merge' ? productOf(form, workshop) : undefined;
  const wished: { product: string; unit: Unit }[] =
    regrouped !== undefined
      ? Array.from({ length: kind === 'split' ? 2 : 1 }, () => regrouped)
      : last.length > 0
        ? [...last]
        : [{ product: own, unit: 'kg' }];
  const rows: OutputRow[] = [];
  for (const wish of wished) rows.push(newOutput(wish, rows, workshop, remembered));
  return rows;
}

const unitOfDimension: Readonly<Record<string, Unit>> = { mass: 'kg', length: 'm', count: 'pieces' };

/** What is split or merged stays what it is. */
function productOf(
  { inputs }: RecordForm,
  { stored }: Workshop,
): { product: string; unit: Unit } | undefined {
  const lot = stored.find(({ id }) => id === inputs[0]?.id);
  return lot?.product
    ? { product: lot.product, unit: unitOfDimension[lot.dimension ?? ''] ?? 'kg' }
    : undefined;
}

/** A row with the next number that is free. */
export function newOutput(
  { product, unit }: { product: string; unit: Unit },
  rows: readonly OutputRow[],
  workshop: Workshop,
  remembered: Remembered,
): OutputRow {
  return {
    key: crypto.randomUUID(),
    product,
    unit,
    amount: '',
    number: proposed(product, rows, workshop, remembered),
  };
}

export function proposed(
  product: string,
  rows: readonly OutputRow[],
  { stored }: Workshop,
  { numbers }: Remembered,
): string {
  if (product === '') return '';
  const nowMs = Date.now();
  const last = numbers[product] ?? newestNumber(product, stored);
  const wish = last === undefined ? firstNumber(nowMs, offsetAt(nowMs)) : nextNumber(last);
  const isTaken = (number: string): boolean =>
    rows.some((row) => row.product === product && row.number === number) ||
    stored.some(({ id }) => id === lotIdOf(product, number));
  return freeNumber(wish, isTaken);
}

function newestNumber(product: string, stored: Workshop['stored']): string | undefined {
  const lot = stored.find((one) => one.product === product && one.id === lotIdOf(product, shortName(one.id)));
  return lot && shortName(lot.id);
}
