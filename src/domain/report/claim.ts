// The same kilograms claimed twice: under schemes that exclude each other, or by a unit that was issued or retired before.
import { type AccountAct, type Claim, claimStands, claimsExclude, modelOf, type RecordBook } from '#verifier';
import { type ReportFinding, reportFinding } from './facts.ts';

interface Input {
  readonly book: RecordBook;
  readonly atMs: number;
}

const wholePpm = 1_000_000;

/** `CLAIM_EXCLUDED`, once for each lot (or product) and pair of claims that together claim more than all of it. */
export function excludedClaims({ book, atMs }: Input): ReportFinding[] {
  const claims = book
    .ofKind('claim')
    .filter((claim) => claim.recordedAtMs <= atMs && claimStands(book, claim, atMs));
  const standing = new Set(claims);
  const subjects = new Set(
    claims.flatMap(({ lots, product }) => (product === null ? lots : [...lots, product])),
  );
  return [...subjects].sort().flatMap((subject) => {
    const product = modelOf(subject);
    const wider = product === null || product === subject ? [] : book.claimsOn(product);
    const own = book.claimsOn(subject).filter((claim) => standing.has(claim));
    const all = [...new Set([...own, ...wider.filter((claim) => standing.has(claim))])];
    return pairsOf(all)
      .filter(([one, other]) => own.includes(one) || own.includes(other))
      .filter(([one, other]) => one.sharePpm + other.sharePpm > wholePpm && claimsExclude(book, one, other))
      .map(([one, other]) => excluded(subject, one, other));
  });
}

function pairsOf(claims: readonly Claim[]): [Claim, Claim][] {
  return claims.flatMap((one, at) => claims.slice(at + 1).map((other): [Claim, Claim] => [one, other]));
}

function excluded(subject: string, one: Claim, other: Claim): ReportFinding {
  const detail = `${subject} is claimed under ${one.scheme} in ${one.claim} and under ${other.scheme} in ${other.claim}, which exclude each other.`;
  return reportFinding(
    'CLAIM_EXCLUDED',
    subject,
    detail,
    [one.issuer, other.issuer],
    [one.entry, other.entry],
  );
}

/** `UNIT_SPENT`: a unit of a scheme issued twice, or retired twice. */
export function spentUnits({ book, atMs }: Input): ReportFinding[] {
  const spent = new Map<
    string,
    { unit: string; act: AccountAct; times: number; parties: string[]; entries: number[] }
  >();
  for (const { scheme, moves, issuer, entry, recordedAtMs } of book.ofKind('account')) {
    if (recordedAtMs > atMs) continue;
    for (const { act, unit } of moves) {
      if (unit === null || (act !== 'issue' && act !== 'retire')) continue;
      const key = JSON.stringify([scheme, act, unit]);
      const known = spent.get(key) ?? { unit, act, times: 0, parties: [], entries: [] };
      spent.set(key, known);
      known.times += 1;
      known.parties.push(issuer);
      known.entries.push(entry);
    }
  }
  return [...spent.values()]
    .filter(({ times }) => times > 1)
    .map(({ unit, act, times, parties, entries }) => {
      const detail = `Unit ${unit} was ${act === 'issue' ? 'issued' : 'retired'} ${times} times.`;
      return reportFinding('UNIT_SPENT', unit, detail, parties, entries);
    });
}
