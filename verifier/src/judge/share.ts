// Parts of whole numbers, rounded down exactly: a gram that is not there is never made by rounding.

/** floor(amount x part / whole); 0 where the whole is nothing. All are natural numbers. */
export function shareOf(amount: number, part: number, whole: number): number {
  if (whole <= 0) return 0;
  const product = amount * part;
  if (product <= Number.MAX_SAFE_INTEGER) return Math.floor(product / whole);
  return Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
}

export const wholePpm = 1_000_000;
