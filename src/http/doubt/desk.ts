// Doubts of readers, kept beside the log: nobody has signed them, and they decide nothing.
import { randomUUID } from 'node:crypto';
import type { Doubt, DoubtStore } from '../../flow/ports.ts';
import { DoubtCounter, type DoubtPace } from './pace.ts';

export interface DoubtDesk {
  /** Keeps it; false where too many came from `address`, or from everywhere. The address is counted and not kept. */
  add(doubt: Omit<Doubt, 'id' | 'atMs'>, address: string): boolean;
  /** The newest first. `about`: only of these things; absent = of all. */
  list(about: readonly string[] | undefined, page: { offset: number; limit: number }): Doubt[];
  /** Everything that a doubt is about. */
  things(): string[];
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
    list: (about, page) => store.list(about, page),
    things: () => store.things(),
  };
}
