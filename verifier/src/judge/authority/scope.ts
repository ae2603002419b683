// What a list covers, and how a day is written in a finding.

/** `*` stands for all; what is not known (null) is covered by nothing else. */
export function listCovers(list: readonly string[], asked: string | null): boolean {
  return list.includes('*') || (asked !== null && list.includes(asked));
}

/** A process covers those whose name begins with it and a hyphen: `spinning` covers `spinning-carded` (pack.md). */
export function processCovers(processes: readonly string[], asked: string | null): boolean {
  return (
    listCovers(processes, asked) ||
    (asked !== null && processes.some((process) => asked.startsWith(`${process}-`)))
  );
}

/** All that the inner list covers, the outer one covers. */
export function listWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((one) => listCovers(outer, one));
}

export function processesWithin(inner: readonly string[], outer: readonly string[]): boolean {
  return inner.every((one) => processCovers(outer, one));
}

/** The day in UTC, `2026-03-01`. */
export function isoDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}

/** Log indexes, each once, ascending. */
export function ascending(entries: readonly number[]): number[] {
  return [...new Set(entries)].sort((one, other) => one - other);
}
