// Cells that say all by themselves: amounts, units, numbers of products and sites, places on the earth.
import { canonicalId, gtin14 } from '#verifier';
import { readAmount } from '../../../sheet/value/number.ts';
import type { ColumnKey } from '../kind/kinds.ts';
import type { CheckHelp, Outcome } from './check.ts';
import type { Checked, Row } from './row.ts';
import { readUnit } from './units.ts';

export function aboveZero(text: string): Outcome {
  const amount = readAmount(text, '.');
  if (amount === null || amount.unit !== '') return { wrong: 'NOT_A_NUMBER' };
  return Number(amount.decimal) > 0 ? { value: amount.decimal } : { wrong: 'NOT_ABOVE_ZERO' };
}

export function readUnitCell(text: string): Outcome {
  const unit = readUnit(text);
  if (unit === 'package') return { wrong: 'UNIT_IS_A_PACKAGE' };
  return unit === null ? { wrong: 'UNIT_UNKNOWN' } : { value: unit.code };
}

/** A GTIN or GLN as digits, leading zeros lost or not, or any address. */
export function readId(
  text: string,
  _column: ColumnKey,
  _row: Row,
  _values: Checked['values'],
  { kind }: CheckHelp,
): Outcome {
  const digits = text.replace(/[\s-]/g, '');
  if (kind.key === 'sites' && /^\d{13}$/.test(digits)) {
    const gln = canonicalId(`https://id.gs1.org/414/${digits}`);
    return gln === undefined ? { wrong: 'ID_WRONG' } : { value: gln.id };
  }
  if (/^\d{8,14}$/.test(digits)) {
    const gtin = gtin14(digits.padStart(14, '0'));
    const id = gtin === undefined ? undefined : canonicalId(`https://id.gs1.org/01/${gtin}`);
    return id === undefined ? { wrong: 'ID_WRONG' } : { value: id.id };
  }
  const whole = canonicalId(text);
  return whole === undefined ? { wrong: 'ID_WRONG' } : { value: whole.id };
}

export function readDegrees(text: string, column: ColumnKey): Outcome {
  const degrees = readAmount(text, '.');
  const most = column === 'latitude' ? 90 : 180;
  if (degrees === null || degrees.unit !== '') return { wrong: 'DEGREES_WRONG' };
  return Math.abs(Number(degrees.decimal)) <= most ? { value: degrees.decimal } : { wrong: 'DEGREES_WRONG' };
}
