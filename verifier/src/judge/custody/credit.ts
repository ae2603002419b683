// The balance of one account of claimed material, move by move: it never gives what it has not got.

export interface CreditMove {
  readonly atMs: number;
  readonly into: boolean;
  readonly grams: number;
  /** What the account says, where less of it is founded. */
  readonly told?: number;
}

export interface CreditRules {
  /** Credit ends so many months after it came in; null = never. */
  readonly creditMonths: number | null;
  /** Over so many months no more goes out than came in; null = not asked. */
  readonly windowMonths: number | null;
}

export type CreditProblem = 'ACCOUNT_OVERDRAWN' | 'CREDIT_EXPIRED' | 'WINDOW_EXCEEDED';

export interface CreditOutcome {
  /** Of a move out, what the account really had for it. */
  readonly granted: number;
  readonly problem: CreditProblem | null;
}

interface Credit {
  readonly endsAtMs: number;
  grams: number;
}

/**
 * One outcome for each move, which come in the order of their times, of one time those that bring in first. A move that by
 * the account itself takes it below zero gives nothing and takes nothing; of one that only expired, unfounded or windowed
 * credit does not cover, the rest is given.
 */
export function outcomesOf(moves: readonly CreditMove[], rules: CreditRules): CreditOutcome[] {
  const credits: Credit[] = [];
  const taken: CreditMove[] = [];
  let [expired, balance] = [0, 0];
  return moves.map((move) => {
    const told = move.told ?? move.grams;
    expired += expire(credits, move.atMs);
    if (move.into) {
      credits.push({ endsAtMs: endOf(move.atMs, rules.creditMonths), grams: move.grams });
      taken.push(move);
      balance += told;
      return { granted: move.grams, problem: null };
    }
    if (told > balance) return { granted: 0, problem: 'ACCOUNT_OVERDRAWN' };
    balance -= told;
    const left = credits.reduce((sum, { grams }) => sum + grams, 0);
    const room = roomInWindow(taken, move.atMs, rules.windowMonths);
    const granted = Math.min(move.grams, left, room);
    take(credits, granted);
    taken.push({ ...move, grams: granted });
    return { granted, problem: granted === move.grams ? null : problemOf(move.grams, left, expired) };
  });
}

function problemOf(asked: number, left: number, expired: number): CreditProblem {
  if (asked <= left) return 'WINDOW_EXCEEDED';
  return asked <= left + expired ? 'CREDIT_EXPIRED' : 'ACCOUNT_OVERDRAWN';
}

/** The oldest credit is used first. */
function take(credits: Credit[], grams: number): void {
  let rest = grams;
  for (const credit of credits) {
    const part = Math.min(rest, credit.grams);
    credit.grams -= part;
    rest -= part;
  }
  while (credits[0]?.grams === 0) credits.shift();
}

function expire(credits: Credit[], atMs: number): number {
  let lost = 0;
  while (credits[0] !== undefined && credits[0].endsAtMs < atMs) lost += credits.shift()!.grams;
  return lost;
}

function roomInWindow(taken: readonly CreditMove[], atMs: number, months: number | null): number {
  if (months === null) return Number.MAX_SAFE_INTEGER;
  const fromMs = monthsLater(atMs, -months);
  let room = 0;
  for (const move of taken) if (move.atMs > fromMs) room += move.into ? move.grams : -move.grams;
  return Math.max(0, room);
}

function endOf(atMs: number, months: number | null): number {
  return months === null ? Number.POSITIVE_INFINITY : monthsLater(atMs, months);
}

/** The same day and time of another month in UTC, or that month's last day where it has no such day. */
export function monthsLater(atMs: number, months: number): number {
  const date = new Date(atMs);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(dayOfMonth, lastDay));
}
