// Care of textiles: the signs of ISO 3758 by code, read from what the owner of a product has told, as codes or in plain English.

/** What each code is also told as. */
const signs: readonly (readonly [code: string, told: RegExp])[] = [
  ['wash-30', /^(machine )?wash(ing)? (at )?30( ?°c)?$/],
  ['wash-40', /^(machine )?wash(ing)? (at )?40( ?°c)?$/],
  ['wash-60', /^(machine )?wash(ing)? (at )?60( ?°c)?$/],
  ['wash-95', /^(machine )?wash(ing)? (at )?95( ?°c)?$/],
  ['wash-gentle', /^(wash gently|gentle (wash|cycle))$/],
  ['wash-hand', /^(hand wash|wash by hand)( only)?$/],
  ['wash-not', /^do not wash$/],
  ['bleach', /^bleach(ing)?( allowed)?$/],
  ['bleach-oxygen', /^(only )?(oxygen|non-chlorine) bleach( only)?$/],
  ['bleach-not', /^(do not bleach|no bleach)$/],
  ['dry', /^tumble dry( normal| medium)?$/],
  ['dry-low', /^tumble dry( on)? low$/],
  ['dry-not', /^(do not tumble dry|no tumble drying)$/],
  ['dry-line', /^(line dry|dry on a line|hang to dry)$/],
  ['dry-flat', /^(dry flat|flat dry)$/],
  ['iron-low', /^(iron (on )?low|cool iron)$/],
  ['iron-medium', /^(iron (on )?medium|warm iron)$/],
  ['iron-high', /^(iron (on )?high|hot iron)$/],
  ['iron-not', /^(do not iron|no ironing)$/],
  ['clean', /^dry clean( only)?$/],
  ['clean-wet', /^(professional )?wet clean(ing)?$/],
  ['clean-not', /^(do not dry clean|no dry cleaning)$/],
  ['other-inside-out', /^(turn )?inside out$/],
];

export const careCodes: readonly string[] = signs.map(([code]) => code);

export interface CareAdvice {
  /** Null where it is none of the signs. */
  code: string | null;
  /** As it was told. */
  told: string;
}

/** `Wash at 40 °C, do not bleach` or `wash-40 bleach-not`, piece by piece in its order. */
export function careAdvice(told: string): CareAdvice[] {
  const words = told.trim().split(/\s+/);
  const pieces = words.every((word) => careCodes.includes(word)) ? words : told.split(/[,;\n]+/);
  return pieces.flatMap(adviceOf);
}

function adviceOf(piece: string): CareAdvice[] {
  const told = piece.trim();
  const plain = told.toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '');
  const inside = /^(.+) inside out$/.exec(plain)?.[1];
  if (inside !== undefined && codeOf(inside) !== null && inside !== 'turn')
    return [
      { code: codeOf(inside), told: inside },
      { code: 'other-inside-out', told: 'inside out' },
    ];
  return told === '' ? [] : [{ code: codeOf(plain), told }];
}

function codeOf(plain: string): string | null {
  return signs.find(([code, known]) => code === plain || known.test(plain))?.[0] ?? null;
}
