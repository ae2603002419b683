// What a form holds while somebody fills it in, and what it says when it is read: goods in base units, or what is still wrong. Pure.
import { readThousandths, readWhole } from '../../language/digits.ts';
import type { Weighed } from './balance.ts';
import { type Dimension, type Goods, isSingle } from './event.ts';
import { isLotNumber, lotIdOf } from './lot-number.ts';
import type { Stored } from './stock.ts';

export type Kind = 'harvest' | 'run' | 'split' | 'merge' | 'pack' | 'unpack';

export interface InputRow {
  id: string;
  /** As typed. */
  amount: string;
}

export type Unit = 'kg' | 'm' | 'pieces';

export interface OutputRow {
  /** Tells rows apart. */
  key: string;
  product: string;
  number: string;
  amount: string;
  unit: Unit;
}

export interface Photo {
  digest: string;
  name: string;
  mediaType: string;
  bytes: Blob;
}

export interface RecordForm {
  place: string;
  process: string;
  /** Wall clock; '' = the moment of saving. */
  when: string;
  inputs: InputRow[];
  outputs: OutputRow[];
  /** The number on a unit's label. */
  unit: string;
  photos: Photo[];
}

export const emptyForm: RecordForm = {
  ...{ place: '', process: '', when: '', unit: '' },
  ...{ inputs: [], outputs: [], photos: [] },
};

export const unitDimension: Readonly<Record<Unit, Dimension>> = { kg: 'mass', m: 'length', pieces: 'count' };

export interface ProductFacts {
  readonly product: string;
  readonly name: string | null;
  readonly category: string | null;
}

export interface Known {
  readonly language: string;
  readonly stored: readonly Stored[];
  readonly products: readonly ProductFacts[];
  readonly wasteCategories: ReadonlySet<string>;
}

/** `capture.wrong.<code>`; `row`: id of the input or key of the output that it is about. */
export interface Wrong {
  readonly code:
    | 'noPlace'
    | 'noProcess'
    | 'noWhen'
    | 'noInput'
    | 'noOutput'
    | 'noProduct'
    | 'noNumber'
    | 'badNumber'
    | 'sameNumber'
    | 'badAmount'
    | 'noAmount'
    | 'noUnit'
    | 'oneInput'
    | 'severalInputs'
    | 'severalOutputs';
  readonly step: 'where' | 'in' | 'out' | 'unit';
  readonly row?: string;
}

/** More is taken than is left: a fact may be so, but somebody has counted wrongly, and the node will say so. */
export interface Overdraw {
  readonly id: string;
  readonly asked: number;
  readonly left: number;
  readonly dimension: Dimension;
}

export interface Reading {
  readonly inputs: readonly Goods[];
  readonly outputs: readonly (Weighed & { readonly product: string; readonly name: string })[];
  readonly wrong: readonly Wrong[];
  readonly overdrawn: readonly Overdraw[];
}

export function readForm(kind: Kind, form: RecordForm, known: Known): Reading {
  const wrong: Wrong[] = [];
  if (form.place === '') wrong.push({ code: 'noPlace', step: 'where' });
  if ((kind === 'run' || kind === 'harvest') && form.process === '')
    wrong.push({ code: 'noProcess', step: 'where' });
  const inputs = form.inputs.map((row) => inputOf(row, known, wrong));
  const outputs = hasOutputs(kind) ? form.outputs.map((row) => outputOf(row, form, known, wrong)) : [];
  wrong.push(...countsWrong(kind, form));
  return { inputs, outputs, wrong, overdrawn: overdrawnBy(inputs, known) };
}

export function hasOutputs(kind: Kind): boolean {
  return kind !== 'pack' && kind !== 'unpack';
}

export function hasInputs(kind: Kind): boolean {
  return kind !== 'harvest' && kind !== 'unpack';
}

function countsWrong(kind: Kind, { inputs, outputs, unit }: RecordForm): Wrong[] {
  const wrong: Wrong[] = [];
  if (hasInputs(kind) && inputs.length === 0) wrong.push({ code: 'noInput', step: 'in' });
  if (kind === 'split' && inputs.length > 1) wrong.push({ code: 'oneInput', step: 'in' });
  if (kind === 'merge' && inputs.length === 1) wrong.push({ code: 'severalInputs', step: 'in' });
  if (hasOutputs(kind) && outputs.length === 0) wrong.push({ code: 'noOutput', step: 'out' });
  if (kind === 'split' && outputs.length === 1) wrong.push({ code: 'severalOutputs', step: 'out' });
  if (!hasOutputs(kind) && unit.trim() === '') wrong.push({ code: 'noUnit', step: 'unit' });
  return wrong;
}

/** An amount that is left empty is one that nobody knows: allowed of what goes in, where the stores do not tell it either. */
function inputOf(row: InputRow, { language, stored }: Known, wrong: Wrong[]): Goods {
  const lot = stored.find(({ id }) => id === row.id);
  if (isSingle(row.id)) return { id: row.id, base: 1, dimension: 'count' };
  const dimension = lot?.dimension ?? 'mass';
  if (row.amount.trim() === '') return { id: row.id, base: null, dimension: null };
  const base = baseOf(row.amount, dimension, language);
  if (base === null) wrong.push({ code: 'badAmount', step: 'in', row: row.id });
  return { id: row.id, base, dimension };
}

function outputOf(
  row: OutputRow,
  form: RecordForm,
  known: Known,
  wrong: Wrong[],
): Weighed & { product: string; name: string } {
  const add = (code: Wrong['code']): void => void wrong.push({ code, step: 'out', row: row.key });
  const number = row.number.trim();
  if (row.product === '') add('noProduct');
  if (number === '') add('noNumber');
  else if (!isLotNumber(number)) add('badNumber');
  else if (isSaidTwice(row, form)) add('sameNumber');
  const dimension = unitDimension[row.unit];
  const base = row.amount.trim() === '' ? null : baseOf(row.amount, dimension, known.language);
  if (base === null) add(row.amount.trim() === '' ? 'noAmount' : 'badAmount');
  const facts = known.products.find(({ product }) => product === row.product);
  const category = facts?.category ?? null;
  return {
    ...{ id: lotIdOf(row.product, number), base, dimension, category, product: row.product },
    name: facts?.name ?? row.product,
    isWaste: category !== null && known.wasteCategories.has(category),
  };
}

function isSaidTwice({ key, product, number }: OutputRow, { outputs }: RecordForm): boolean {
  return outputs.some(
    (other) => other.key !== key && other.product === product && other.number.trim() === number.trim(),
  );
}

/** A positive amount in base units; null where it is none. */
export function baseOf(text: string, dimension: Dimension, language: string): number | null {
  const read = dimension === 'count' ? readWhole(text, language) : readThousandths(text, language);
  if (read === null || read <= 0) return null;
  return dimension === 'area' ? read * 1000 : read;
}

function overdrawnBy(inputs: readonly Goods[], { stored }: Known): Overdraw[] {
  return inputs.flatMap(({ id, base, dimension }) => {
    const lot = stored.find((one) => one.id === id);
    if (lot === undefined || lot.remaining === null || base === null) return [];
    if (dimension === null || dimension !== lot.dimension) return [];
    return base > lot.remaining ? [{ id, asked: base, left: lot.remaining, dimension }] : [];
  });
}
