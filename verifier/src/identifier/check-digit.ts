// GS1 General Specifications 7.9: modulo-10 check digit, weights 3 and 1 from the right.

/** The check digit for a string of digits that still lacks it. The caller guarantees digits only. */
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let i = digits.length - 1, weight = 3; i >= 0; i -= 1, weight = 4 - weight) {
    sum += (digits.charCodeAt(i) - 48) * weight;
  }
  return (10 - (sum % 10)) % 10;
}

/** True when text[from, to) is all digits and its last one is the check digit of those before. */
export function endsWithCheckDigit(text: string, from: number, to: number): boolean {
  let sum = 0;
  for (let i = to - 1, weight = 1; i >= from; i -= 1, weight = 4 - weight) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return false;
    sum += digit * weight;
  }
  return sum % 10 === 0;
}

/** A GTIN-8, -12, -13 or -14 as GTIN-14; undefined if it is none or its check digit is wrong. */
export function gtin14(text: string): string | undefined {
  if (!/^(\d{8}|\d{12,14})$/.test(text)) return undefined;
  return endsWithCheckDigit(text, 0, text.length) ? text.padStart(14, '0') : undefined;
}
