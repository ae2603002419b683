// Numbers as people type them: in the digits of their language, with its marks for thousands and fractions.
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6];

/** Arabic, Persian, Devanagari and Bengali digits, and full-width ones, as 0-9. */
export function plainDigits(text: string): string {
  return [...text.normalize('NFKC')]
    .map((letter) => {
      const code = letter.codePointAt(0)!;
      const zero = zeros.find((first) => code >= first && code < first + 10);
      return zero === undefined ? letter : String(code - zero);
    })
    .join('');
}

/**
 * A decimal number as an integer of its thousandths: kilograms to grams, metres to millimetres. null where it is no such number, has more
 * than three decimals, or could be read in two ways (`1.234` with a mark that may be either, where the language does not decide it).
 */
export function readThousandths(text: string, language: string): number | null {
  const plain = plainDigits(text).replace(/[\s\u00a0\u202f'’٬]/g, '');
  if (!/^\d[\d.,٫]*$/.test(plain)) return null;
  const { decimal, group } = marksOf(language);
  const parts = plain.split(decimalMark(plain, decimal, group));
  if (parts.length > 2) return null;
  const [whole = '', fraction = ''] = parts;
  const digits = withoutGroups(whole);
  if (digits === null || !/^\d{0,3}$/.test(fraction)) return null;
  const thousandths = Number(digits) * 1000 + Number(fraction.padEnd(3, '0'));
  return Number.isSafeInteger(thousandths) ? thousandths : null;
}

/** A whole number; null where it is none. */
export function readWhole(text: string, language: string): number | null {
  const thousandths = readThousandths(text, language);
  return thousandths === null || thousandths % 1000 !== 0 ? null : thousandths / 1000;
}

function marksOf(language: string): { decimal: string; group: string } {
  const parts = new Intl.NumberFormat(language === 'en-XA' ? 'en' : language, {
    numberingSystem: 'latn',
  }).formatToParts(12345.6);
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: of('decimal') || '.', group: of('group') };
}

/**
 * The Arabic mark is that of fractions and of nothing else. Both others there: the last one is. One only, once, not before three digits or
 * behind a nought: fractions. Else as the language has it.
 */
function decimalMark(plain: string, decimal: string, group: string): string {
  if (plain.includes('٫')) return '٫';
  const [dot, comma] = [plain.lastIndexOf('.'), plain.lastIndexOf(',')];
  if (dot >= 0 && comma >= 0) return dot > comma ? '.' : ',';
  const mark = dot >= 0 ? '.' : ',';
  const isOnce = plain.indexOf(mark) === plain.lastIndexOf(mark);
  if (isOnce && !new RegExp(`^[1-9]\\d{0,2}\\${mark}\\d{3}$`).test(plain)) return mark;
  return mark === group || !isOnce ? (mark === '.' ? ',' : '.') : decimal;
}

/** null where marks do not stand before each three digits (or two, as in India). */
function withoutGroups(whole: string): string | null {
  if (/^\d+$/.test(whole)) return whole;
  return /^\d{1,3}([.,]\d{2,3})*[.,]\d{3}$/.test(whole) ? whole.replace(/[.,]/g, '') : null;
}
