// Up to which entry of the log somebody has read the news of a party, on this device.
const keptAs = (party: string): string => `selvedge-looked ${party}`;

/** null where nobody has looked yet. */
export function lookedUntil(party: string): number | null {
  const kept = Number(localStorage.getItem(keptAs(party)) ?? Number.NaN);
  return Number.isSafeInteger(kept) ? kept : null;
}

export function keepLooked(party: string, entry: number): void {
  localStorage.setItem(keptAs(party), String(entry));
}
