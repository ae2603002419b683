// Which of a pack's figures counts for a process in a country: the most specific one.

interface Band {
  readonly processes: readonly string[];
  readonly category: string;
  readonly countries: readonly string[];
}

/**
 * The place of the band of `category` that says most exactly what process and country it is for: the longest name of the
 * process first, then a named country before `*`, then the first. -1 where none is for them.
 */
export function bandFor(
  bands: readonly Band[],
  process: string | null,
  category: string,
  country: string | null,
): number {
  let best = -1;
  let bestRank = -1;
  bands.forEach((band, at) => {
    const rank = band.category === category ? rankOf(band, process, country) : -1;
    if (rank <= bestRank) return;
    [best, bestRank] = [at, rank];
  });
  return best;
}

function rankOf({ processes, countries }: Band, process: string | null, country: string | null): number {
  const named = Math.max(-1, ...processes.map((one) => closeness(one, process)));
  if (named === -1) return -1;
  if (country !== null && countries.includes(country)) return named * 2 + 1;
  return countries.includes('*') ? named * 2 : -1;
}

/** Length of the name that covers the process, 0 for `*`, -1 where it does not cover it. */
function closeness(name: string, process: string | null): number {
  if (name === '*') return 0;
  return process !== null && (process === name || process.startsWith(`${name}-`)) ? name.length : -1;
}
