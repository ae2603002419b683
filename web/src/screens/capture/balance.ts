// What a run came to: in, out, lost, and what is usual of such a run. Pure. It warns and forbids nothing: an unusual fact is a fact.
import type { Goods } from './event.ts';

/** Grams out of one category for grams in, parts per million (GET /yields). */
export interface YieldBand {
  readonly processes: readonly string[];
  readonly category: string;
  readonly countries: readonly string[];
  readonly lowPpm: number;
  readonly highPpm: number;
}

export interface Weighed extends Goods {
  readonly category: string | null;
  readonly isWaste: boolean;
}

export interface Compared {
  /** `*`: all that is no waste. */
  readonly category: string;
  readonly outGrams: number;
  readonly lowPpm: number;
  readonly highPpm: number;
  readonly verdict: 'usual' | 'low' | 'high';
}

export interface Balance {
  /** Masses; null where something is told in pieces or metres, or not at all. */
  readonly inGrams: number | null;
  readonly outGrams: number | null;
  readonly compared: readonly Compared[];
}

const whole = 1_000_000;

export function balanceOf(
  inputs: readonly Goods[],
  outputs: readonly Weighed[],
  process: string,
  country: string | null,
  bands: readonly YieldBand[],
): Balance {
  const inGrams = gramsOf(inputs);
  const outGrams = gramsOf(outputs);
  const compared =
    inGrams === null || inGrams === 0 ? [] : comparedWith(inGrams, outputs, process, country, bands);
  return { inGrams, outGrams, compared };
}

/** null where one has no mass; undefined amounts are not guessed. */
export function gramsOf(goods: readonly Goods[]): number | null {
  let sum = 0;
  for (const { base, dimension } of goods) {
    if (dimension !== 'mass' || base === null) return null;
    sum += base;
  }
  return sum;
}

function comparedWith(
  inGrams: number,
  outputs: readonly Weighed[],
  process: string,
  country: string | null,
  bands: readonly YieldBand[],
): Compared[] {
  const categories = [...new Set(outputs.flatMap(({ category }) => category ?? []))];
  const single = categories.flatMap((category) => {
    const own = outputs.filter((one) => one.category === category);
    return compare(inGrams, own, category, process, country, bands);
  });
  if (single.length > 0) return single;
  return compare(
    inGrams,
    outputs.filter(({ isWaste }) => !isWaste),
    '*',
    process,
    country,
    bands,
  );
}

function compare(
  inGrams: number,
  outputs: readonly Weighed[],
  category: string,
  process: string,
  country: string | null,
  bands: readonly YieldBand[],
): Compared[] {
  const band = bandFor(bands, process, category, country);
  const outGrams = gramsOf(outputs);
  if (band === undefined || outGrams === null || outputs.length === 0) return [];
  const { lowPpm, highPpm } = band;
  // To the gram, as the judge does it: no shares in between.
  const out = BigInt(outGrams) * BigInt(whole);
  const verdict =
    out < BigInt(inGrams) * BigInt(lowPpm)
      ? 'low'
      : out > BigInt(inGrams) * BigInt(highPpm)
        ? 'high'
        : 'usual';
  return [{ category, outGrams, lowPpm, highPpm, verdict }];
}

/** The most specific one: the longest name of the process first, then a named country (as the verifier chooses, judge/band.ts). */
export function bandFor(
  bands: readonly YieldBand[],
  process: string,
  category: string,
  country: string | null,
): YieldBand | undefined {
  let best: YieldBand | undefined;
  let bestRank = -1;
  for (const band of bands) {
    const rank = band.category === category ? rankOf(band, process, country) : -1;
    if (rank > bestRank) [best, bestRank] = [band, rank];
  }
  return best;
}

function rankOf({ processes, countries }: YieldBand, process: string, country: string | null): number {
  const named = Math.max(-1, ...processes.map((name) => closeness(name, process)));
  if (named === -1) return -1;
  if (country !== null && countries.includes(country)) return named * 2 + 1;
  return countries.includes('*') ? named * 2 : -1;
}

function closeness(name: string, process: string): number {
  if (name === '*') return 0;
  return process === name || process.startsWith(`${name}-`) ? name.length : -1;
}
