// Permanent bale identification: 12 digits, the gin's code and the bale's number, without a check digit. A number may come
// back after five years (cotton.org); sooner, or from another gin, two bales go by one name.
import { type Bale, type ReportFacts, type ReportFinding, reportFinding } from './facts.ts';

/** Five years of 365.25 days. */
const uniqueForMs = 5 * 365.25 * 86_400_000;

/** `BALE_NUMBER_REUSED`, once for each number. */
export function reusedBales({ facts }: { readonly facts: ReportFacts }): ReportFinding[] {
  const byNumber = new Map<string, Bale[]>();
  for (const bale of facts.bales()) {
    const number = baleNumberOf(bale.lot);
    if (number === undefined) continue;
    const bales = byNumber.get(number);
    if (bales === undefined) byNumber.set(number, [bale]);
    else bales.push(bale);
  }
  return [...byNumber].flatMap(([number, bales]) => reusedNumber(number, bales));
}

/** The PBI in a lot number or serial number; undefined where it does not look like one. */
export function baleNumberOf(lot: string): string | undefined {
  return /^https:\/\/id\.gs1\.org\/01\/\d{14}\/(?:10|21)\/(\d{12})$/.exec(lot)?.[1];
}

function reusedNumber(number: string, bales: Bale[]): ReportFinding[] {
  const sorted = bales.sort((a, b) => a.madeAtMs - b.madeAtMs || a.entry - b.entry);
  const clashing = sorted.filter((bale) => sorted.some((other) => clash(bale, other)));
  if (clashing.length === 0) return [];
  const gins = [...new Set(clashing.map(({ gin }) => gin))].sort();
  const names = [...new Set(clashing.map(({ lot }) => lot))].sort().join(', ');
  const who = gins.length > 1 ? `by ${gins.join(' and ')}` : `twice within five years by ${gins[0]}`;
  const detail = `Bale number ${number} was used ${who}: ${names}.`;
  return [
    reportFinding(
      'BALE_NUMBER_REUSED',
      number,
      detail,
      gins,
      clashing.map(({ entry }) => entry),
    ),
  ];
}

/** One bale may be pressed in several goes, under its one id; that is no second bale. */
function clash(one: Bale, other: Bale): boolean {
  if (one.lot === other.lot && one.gin === other.gin) return false;
  return one.gin !== other.gin || Math.abs(one.madeAtMs - other.madeAtMs) < uniqueForMs;
}
