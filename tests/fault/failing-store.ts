import type { EntryRow, EntryStore } from '../../src/flow/ports.ts';

/** A store that fails at some appends: before it has done them, or after, so that only its answer is lost. */
export function failingStore(
  inner: EntryStore,
  fails: (entries: readonly EntryRow[]) => 'before' | 'after' | undefined,
): EntryStore {
  return {
    append: (entries, tiles, rewritten, conclude) => {
      const when = fails(entries);
      if (when === 'before') throw new Error('the disk is full');
      inner.append(entries, tiles, rewritten, conclude);
      if (when === 'after') throw new Error('the answer was lost');
    },
    replaceTiles: (tiles) => inner.replaceTiles(tiles),
    get: (seq) => inner.get(seq),
    scan: (from, to) => inner.scan(from, to),
    count: () => inner.count(),
    erasedLots: () => inner.erasedLots(),
    tile: (level, index) => inner.tile(level, index),
  };
}
