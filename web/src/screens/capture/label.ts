// What a scanner, a camera or a hand has put into a field: a GS1 Digital Link, a GS1 element string, an id, or the number on a label.
import { canonicalId } from '#verifier';

/** `code`: no id by itself; the lots that are there are searched for it. */
export type Label =
  | { readonly kind: 'id'; readonly id: string; readonly grams: number | null }
  | { readonly kind: 'code'; readonly code: string };

const groupSeparator = '\u001d';
/** AIM symbology identifiers of GS1 symbols: GS1-128, DataMatrix, QR, DataBar. */
const symbology = /^\](C1|d2|Q3|e0)/;

/** Of AIs whose values have a fixed length the standard keeps a list (GS1 General Specifications, figure 7.8.5-2). */
const fixedLengths: Readonly<Record<string, number>> = {
  ...{
    '00': 18,
    '01': 14,
    '02': 14,
    '03': 14,
    '04': 16,
    '11': 6,
    '12': 6,
    '13': 6,
    '14': 6,
    '15': 6,
    '16': 6,
  },
  ...{ '17': 6, '18': 6, '19': 6, '20': 2, '31': 8, '32': 8, '33': 8, '34': 8, '35': 8, '36': 8, '41': 14 },
};

/** undefined where nothing was typed. */
export function readLabel(typed: string): Label | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const elements = elementsOf(text);
  const made = elements && idOf(elements);
  if (made !== undefined) return { kind: 'id', id: made, grams: gramsIn(elements!) };
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)) {
    const known = canonicalId(text);
    return { kind: 'id', id: known?.id ?? text, grams: null };
  }
  return { kind: 'code', code: text.replace(symbology, '') };
}

type Elements = ReadonlyMap<string, string>;

function elementsOf(text: string): Elements | undefined {
  if (text.startsWith('(')) return bracketed(text);
  const raw = text.replace(symbology, '');
  const isMarked = raw !== text || raw.includes(groupSeparator);
  return isMarked || /^(00\d{18}|01\d{14})/.test(raw) ? unbracketed(raw.replace(/^\u001d/, '')) : undefined;
}

function bracketed(text: string): Elements | undefined {
  const found = [...text.matchAll(/\((\d{2,4})\)([^(]*)/g)];
  const whole = found.map(([all]) => all).join('');
  return whole === text ? new Map(found.map(([, ai = '', value = '']) => [ai, value.trim()])) : undefined;
}

function unbracketed(text: string): Elements | undefined {
  const found = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const length = fixedLengths[rest.slice(0, 2)];
    const ai = /^(3[1-6]|41)/.test(rest) ? rest.slice(0, rest.startsWith('41') ? 3 : 4) : rest.slice(0, 2);
    if (length === undefined) {
      const end = rest.indexOf(groupSeparator);
      const value = end === -1 ? rest.slice(2) : rest.slice(2, end);
      if (value === '' || !/^\d\d/.test(rest)) return undefined;
      found.set(ai, value);
      rest = end === -1 ? '' : rest.slice(end + 1);
    } else {
      // Of 31 to 36 and 41 the length counts the digits after the first two, which are the rest of the AI too.
      const end = 2 + length;
      if (rest.length < end) return undefined;
      found.set(ai, rest.slice(ai.length, end));
      rest = rest.slice(end).replace(/^\u001d/, '');
    }
  }
  return found;
}

/** The most exact id in it; undefined where a check digit is wrong, or there is no key at all. */
function idOf(elements: Elements): string | undefined {
  const of = (ai: string): string | undefined => elements.get(ai);
  const unit = of('00');
  if (unit !== undefined) return canonicalId(`https://id.gs1.org/00/${unit}`)?.id;
  const gtin = of('01');
  if (gtin === undefined) return undefined;
  const [serial, lot] = [of('21'), of('10')];
  const path =
    serial !== undefined
      ? `/21/${encodeURIComponent(serial)}`
      : lot !== undefined
        ? `/10/${encodeURIComponent(lot)}`
        : '';
  return path === '' ? undefined : canonicalId(`https://id.gs1.org/01/${gtin}${path}`)?.id;
}

/** Net weight in kilograms (310n: n decimals) as grams. */
function gramsIn(elements: Elements): number | null {
  for (const [ai, value] of elements) {
    const decimals = /^310([0-5])$/.exec(ai)?.[1];
    if (decimals !== undefined && /^\d{6}$/.test(value))
      return Math.round((Number(value) * 1000) / 10 ** Number(decimals));
  }
  return null;
}

/** The part of an id that stands on a label: the lot or serial number, the unit's number. */
export function shortName(id: string): string {
  const part =
    /\/(?:10|21|00)\/([^/]+)$/.exec(id)?.[1] ??
    id.slice(Math.max(id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Those that are called so: exactly, else with only letter case and leading noughts different. */
export function calledSo<T extends { readonly id: string }>(lots: readonly T[], code: string): T[] {
  const exact = lots.filter(({ id }) => shortName(id) === code);
  if (exact.length > 0) return exact;
  const plain = (text: string): string => text.toLowerCase().replace(/^0+(?=.)/, '');
  return lots.filter(({ id }) => plain(shortName(id)) === plain(code));
}
