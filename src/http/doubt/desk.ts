// Doubts of readers, kept beside the log: nobody has signed them, and they decide nothing.
import { randomUUID } from 'node:crypto';
import type { Doubt, DoubtMark, DoubtStore } from '../../flow/ports.ts';
import { DoubtCounter, type DoubtPace } from './pace.ts';

export interface DoubtDesk extends Omit<DoubtStore, 'add' | 'mark'> {
  /** Keeps it; false where too many came from `address`, or from everywhere. The address is counted and not kept. */
  add(doubt: Omit<Doubt, 'id' | 'atMs'>, address: string): boolean;
  /** Unchanged where the same side says the same again: who said it first, and when, stays. */
  mark(doubt: string, mark: Omit<DoubtMark, 'atMs'>): { isChanged: boolean };
}

export interface DoubtOptions {
  pace?: DoubtPace;
  nowMs?: () => number;
}

export function doubtDesk(store: DoubtStore, { pace, nowMs = Date.now }: DoubtOptions = {}): DoubtDesk {
  const counter = new DoubtCounter(pace);
  return {
    add: (doubt, address) => {
      const atMs = nowMs();
      if (!counter.admits(address, atMs)) return false;
      store.add({ ...doubt, id: randomUUID(), atMs });
      return true;
    },
    mark: (doubt, mark) => {
      const last = store.marks(doubt).find(({ party }) => party === mark.party);
      const isSame = (last?.standing ?? 'new') === mark.standing && (last?.note ?? null) === mark.note;
      if (!isSame) store.mark(doubt, { ...mark, atMs: nowMs() });
      return { isChanged: !isSame };
    },
    find: (id) => store.find(id),
    list: (query, page) => store.list(query, page),
    count: (query) => store.count(query),
    things: () => store.things(),
    marks: (doubt) => store.marks(doubt),
  };
}
