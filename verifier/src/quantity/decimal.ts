// Exact decimals: what was written, not the binary fraction nearest to it.

/** digits / 10^scale, scale never negative. */
export interface Decimal {
  digits: bigint;
  scale: number;
}

/** The decimal that a number's shortest text (or a decimal text) writes. The caller guarantees a finite one. */
export function decimalOf(value: number | string): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const digits = BigInt(whole + fraction);
  return scale >= 0 ? { digits, scale } : { digits: digits * 10n ** BigInt(-scale), scale: 0 };
}
