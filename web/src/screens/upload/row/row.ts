// A line of the list, as text in named cells: what was read from the file, then what somebody has put right.
import type { ColumnKey } from '../kind/kinds.ts';
import type { Sort } from '../known/known.ts';

export interface Row {
  /** Line in the file, as Excel counts. */
  readonly line: number;
  /** Days and amounts that could be read are plain (`2026-03-04`, `1234.5`); what could not stands as it was. */
  readonly cells: Readonly<Partial<Record<ColumnKey, string>>>;
  /** What a person said is meant by a cell: id by column. */
  readonly chosen: Readonly<Partial<Record<ColumnKey, string>>>;
  readonly isLeftOut?: boolean;
}

export const wrongCodes = [
  'MISSING',
  'NOT_A_DAY',
  'DAY_TO_COME',
  'NOT_A_NUMBER',
  'NOT_ABOVE_ZERO',
  'UNIT_MISSING',
  'UNIT_UNKNOWN',
  'UNIT_IS_A_PACKAGE',
  'SITE_UNKNOWN',
  'PRODUCT_UNKNOWN',
  'PARTNER_UNKNOWN',
  'LOT_UNKNOWN',
  'SEVERAL_MEANT',
  'LOT_NAME_WRONG',
  'LONG_NUMBER',
  'ID_WRONG',
  'COUNTRY_UNKNOWN',
  'DEGREES_WRONG',
  'COMPOSITION_WRONG',
  'RUN_DIFFERS',
  'RUN_WITHOUT_INPUT',
  'RUN_WITHOUT_OUTPUT',
  'LINE_EMPTY',
  'REFUSED',
] as const;
export type WrongCode = (typeof wrongCodes)[number];

export interface Refused {
  readonly code: string;
  readonly detail: string;
  /** Entry of the log that decided it. */
  readonly entry?: number;
  /** Base units of `dimension`. */
  readonly asked?: number;
  readonly available?: number;
  readonly dimension?: string;
}

export interface Wrong {
  readonly code: WrongCode;
  /** null: of the line, not of one cell. */
  readonly column: ColumnKey | null;
  /** What was likely meant: ids that can be chosen. */
  readonly candidates?: readonly { readonly id: string; readonly name: string }[];
  /** REFUSED: the node's own word. */
  readonly refusal?: Refused;
}

export interface CellMatch {
  readonly column: ColumnKey;
  readonly sort: Sort;
  readonly text: string;
  readonly id: string;
  readonly name: string;
  readonly how: 'name' | 'remembered' | 'chosen' | 'near';
}

/** A row as far as this device can tell. `values`: ids, units as codes, numbers as decimals. */
export interface Checked {
  readonly wrongs: readonly Wrong[];
  readonly matches: readonly CellMatch[];
  readonly values: Readonly<Partial<Record<ColumnKey, string>>>;
}

export type RowState = 'new' | 'matched' | 'duplicate' | 'wrong' | 'sent' | 'left-out';
export const rowStates: readonly RowState[] = ['new', 'matched', 'duplicate', 'wrong', 'sent', 'left-out'];
