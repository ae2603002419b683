// Words for units, as they stand in lists, as UN/ECE Recommendation 20 has them.
import { folded } from '../columns/fold.ts';

const words: Readonly<Record<string, string>> = {
  KGM: 'kg|kgs|kilo|kilos|kilogram|kilograms|kilogramm|kilogramme|kilogrammes|chilogrammi|chili|kilogramos|quilo|quilos|quilogramas|kilogramo|كجم|كغ|كيلوغرام|किलो|किग्रा|কেজি|কিলোগ্রাম|公斤|千克',
  GRM: 'g|gr|gram|grams|gramm|gramme|grammes|grammi|gramos|gramas|غرام|غ|ग्राम|গ্রাম|克',
  TNE: 't|to|ton|tons|tonne|tonnes|tonnen|tonnellate|toneladas|tonelada|mt|طن|टन|টন|吨',
  LBR: 'lb|lbs|pound|pounds',
  MTR: 'm|meter|meters|metre|metres|metri|metros|metro|mtr|متر|मीटर|মিটার|米',
  CMT: 'cm|centimetre|centimetres|centimeter|zentimeter|centimetri|centimetros|سم|厘米',
  MMT: 'mm|millimetre|millimetres|millimeter|毫米',
  MTK: 'm2|sqm|square metre|square metres|quadratmeter|qm|metre carre|mq|metros cuadrados|平方米',
  LTR: 'l|litre|litres|liter|litri|litros|لتر|लीटर|লিটার|升',
  H87: 'pc|pcs|piece|pieces|ea|each|unit|units|stk|stuck|stueck|st|piece s|pezzi|pz|piezas|pecas|pza|adet|قطعة|قطع|नग|पीस|পিস|টি|件|个',
};

const packages: Readonly<Record<string, string>> = {
  bale: 'bale|bales|ballen|balle|balles|balla|balle di|bala|balas|fardo|fardos|pacas|paca|balya|بالة|गांठ|বেল|包',
};

const codes = new Map(
  Object.entries(words).flatMap(([code, list]) => [
    [code.toLowerCase(), code] as const,
    ...list.split('|').map((word) => [folded(word), code] as const),
  ]),
);
const bales = new Set(Object.values(packages).flatMap((list) => list.split('|').map(folded)));

/** What each unit measures. */
const dimensions: Readonly<Record<string, string>> = {
  ...{ KGM: 'mass', GRM: 'mass', TNE: 'mass', LBR: 'mass' },
  ...{ MTR: 'length', CMT: 'length', MMT: 'length', MTK: 'area', LTR: 'volume', H87: 'count' },
};

export const offeredUnits: readonly string[] = ['kg', 'g', 't', 'lb', 'm', 'm2', 'l', 'pcs'];

/** `package`: a bale is no weight, and lists of what one weighs disagree (domain-rules 7). */
export function readUnit(text: string): { readonly code: string } | 'package' | null {
  const asked = folded(text.replace('²', '2'));
  const code = codes.get(asked);
  if (code !== undefined) return { code };
  return bales.has(asked) ? 'package' : null;
}

export function dimensionOf(code: string): string | undefined {
  return dimensions[code];
}
