// What was typed in the quarter of a second before a page went. The database of the browser answers too late for that; this store is
// written at once. What holds files is too much for it, and is left to the database.
export interface LastWords {
  readonly value: unknown;
  /** Of the kept draft that the tab had seen. */
  readonly seen: number;
}

export function keepLastWords(key: string, words: LastWords): void {
  if (holdsFiles(words.value)) return;
  try {
    localStorage.setItem(nameOf(key), JSON.stringify(words));
  } catch {
    // Full, or forbidden here: the database has all but the last of it.
  }
}

/** undefined where there are none; once. */
export function takeLastWords(key: string): LastWords | undefined {
  try {
    const kept = localStorage.getItem(nameOf(key));
    if (kept === null) return undefined;
    localStorage.removeItem(nameOf(key));
    return JSON.parse(kept) as LastWords;
  } catch {
    return undefined;
  }
}

function nameOf(key: string): string {
  return `selvedge-draft ${key}`;
}

function holdsFiles(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof Blob || Object.values(value).some(holdsFiles);
}
