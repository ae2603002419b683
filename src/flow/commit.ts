// Group commit: everything that has come in is decided one after the other, appended with one fsync, and only then
// acknowledged. If the append fails, what was applied in memory is thrown away and the state is read back from the
// store, by the same road as after a crash.
import type { Refusal } from '../domain/ledger/refusal.ts';
import { grow } from '../domain/log/tree.ts';
import { apply } from '../domain/ledger/apply.ts';
import type { StatementChange } from '../domain/ledger/decide.ts';
import { decide } from '../domain/ledger/decide.ts';
import type { Facts } from '../domain/ledger/facts.ts';
import { sameEventCheck } from './same-event.ts';
import type { EntryRow } from './ports.ts';
import type { State } from './recover.ts';
import { leafOf, recover } from './recover.ts';
import type { World } from './world.ts';

/** A statement that was read and whose signature holds. */
export interface Readied {
  sdjwt: string;
  facts: Facts;
  /** As the store keeps it. */
  body: Uint8Array;
}

export type Committed =
  | { outcome: 'accepted'; seqs: number[] }
  | { outcome: 'already-recorded'; seq: number }
  | { outcome: 'refused'; refusals: Refusal[] };

/** A body that is stored already and becomes less with this commit. */
export interface Rewrite {
  seq: number;
  /** From the body as it is at that moment: another commit may have rewritten it since. */
  rewrite(body: Uint8Array): Uint8Array;
}

interface Waiting {
  statements: Readied[];
  rewrites: Rewrite[];
  resolve(committed: Committed): void;
  reject(fault: unknown): void;
}

const mostInOneCommit = 1_000;

export class Committer {
  readonly #world: World;
  #state: State;
  #waiting: Waiting[] = [];
  #scheduled = false;
  #fault: unknown;

  constructor(world: World, state: State) {
    this.#world = world;
    this.#state = state;
  }

  get state(): State {
    return this.#state;
  }

  /** Records the statements together or not at all. Rejects only when the machinery broke: then nothing of it is there. */
  submit(statements: Readied[], rewrites: Rewrite[] = []): Promise<Committed> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ statements, rewrites, resolve, reject });
      this.#schedule();
    });
  }

  /** After a body was rewritten, everything is read anew, so that memory knows no more than the store. */
  reload(): void {
    this.#world.snapshots.drop();
    this.#state = recover(this.#world);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush(this.#waiting.splice(0, mostInOneCommit));
      if (this.#waiting.length > 0) this.#schedule();
    });
  }

  #flush(batch: Waiting[]): void {
    try {
      if (this.#fault !== undefined) throw this.#fault;
      const rows: EntryRow[] = [];
      const answers = batch.map((waiting) => this.#decideAndApply(waiting.statements, rows));
      const accepted = batch.filter((_, at) => answers[at]!.outcome === 'accepted');
      if (rows.length > 0)
        this.#append(
          rows,
          accepted.flatMap((waiting) => waiting.rewrites),
        );
      for (const [at, waiting] of batch.entries()) waiting.resolve(answers[at]!);
    } catch (fault) {
      this.#recoverFrom();
      for (const waiting of batch) waiting.reject(fault);
    }
  }

  #decideAndApply(statements: Readied[], rows: EntryRow[]): Committed {
    const { ledger } = this.#state;
    const isSame = sameEventCheck(this.#world, ledger, statements, rows);
    const decision = decide(
      ledger,
      statements.map((one) => one.facts),
      this.#world.clock.nowMs(),
      isSame,
    );
    if (decision.outcome !== 'accepted') return decision;
    apply(ledger, decision.change);
    rows.push(...decision.change.statements.map((change, at) => rowOf(change, statements[at]!)));
    return { outcome: 'accepted', seqs: decision.change.statements.map((change) => change.seq) };
  }

  #append(rows: EntryRow[], rewrites: Rewrite[]): void {
    const leaves = rows.map((row) => leafOf(row, this.#world));
    const { edge, completed } = grow(this.#state.edge, leaves, this.#world.primitives);
    // A snapshot remembers what is erased; gone before the append, it cannot outlive a crash right after it.
    if (rewrites.length > 0) this.#world.snapshots.drop();
    this.#world.entries.append(rows, completed, this.#rewritten(rewrites));
    this.#state = { ledger: this.#state.ledger, edge };
  }

  #rewritten(rewrites: Rewrite[]): { seq: number; body: Uint8Array }[] {
    const bodies = new Map<number, Uint8Array>();
    for (const { seq, rewrite } of rewrites) {
      const body = bodies.get(seq) ?? this.#world.entries.get(seq)?.body;
      if (body === undefined) throw new Error(`entry ${seq} is missing from the store`);
      bodies.set(seq, rewrite(body));
    }
    return [...bodies].map(([seq, body]) => ({ seq, body }));
  }

  /** If not even reading back works, this process must not answer from what it has in memory. */
  #recoverFrom(): void {
    try {
      this.#state = recover(this.#world);
    } catch (fault) {
      this.#fault = fault;
    }
  }
}

function rowOf(change: StatementChange, { facts, body }: Readied): EntryRow {
  const { seq, recordedAtMs, firstLot, lotCount } = change;
  return { seq, recordedAtMs, firstLot, lotCount, digest: facts.digest, body };
}
