// Group commit: everything that has come in is decided one after the other, appended with one fsync, and only then
// acknowledged. If the append fails, what was applied in memory is thrown away and the state is read back from the
// store, by the same road as after a crash.
import type { Refusal } from '../domain/ledger/refusal.ts';
import type { CompletedTile, TreeEdge } from '../domain/log/tree.ts';
import { grow } from '../domain/log/tree.ts';
import { apply, applyRoot } from '../domain/ledger/apply.ts';
import type { RootChange, StatementChange } from '../domain/ledger/decide.ts';
import { decide, nextRoot } from '../domain/ledger/decide.ts';
import type { Facts } from '../domain/ledger/facts.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { encodeArrays } from '../domain/lot/snapshot.ts';
import { newestRoot } from './holdings.ts';
import { sameEventCheck } from './same-event.ts';
import type { Conclusion, EntryRow } from './ports.ts';
import type { State } from './recover.ts';
import { leafOf, rebuild, recover } from './recover.ts';
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

  /** Writes the root of the holdings into the log; null where nothing has changed since the last. What is not hashed yet
   * is hashed now: whoever cares for others who wait has the map settled before. */
  publishHoldings(): RootChange | null {
    if (this.#fault !== undefined) throw this.#fault;
    const { ledger } = this.#state;
    if (!ledger.holdings.hasChanged(ledger)) return null;
    try {
      ledger.holdings.settle(ledger);
      const root = this.#applyNextRoot(this.#state);
      this.#append([rowOfRoot(root)], []);
      return root;
    } catch (fault) {
      this.#recoverFrom();
      throw fault;
    }
  }

  /** The newest root of the holdings that the log has. */
  newestRoot(): EntryRow | undefined {
    return newestRoot(this.#world, this.#state.ledger);
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
    if (rewrites.length > 0) {
      this.#erase(rows, completed, rewrites);
      return;
    }
    this.#world.entries.append(rows, completed);
    this.#state = { ledger: this.#state.ledger, edge };
  }

  /** After bodies were rewritten everything is read anew, so that memory knows no more than the store; and what the map
   * of balances knew by them is void, with a new root, or nothing of it is done. */
  #erase(rows: EntryRow[], completed: CompletedTile[], rewrites: Rewrite[]): void {
    const { ledger } = this.#state;
    ledger.holdings.settle(ledger);
    // A snapshot remembers what is erased; gone before the append, it cannot outlive a crash right after it.
    this.#world.snapshots.drop();
    let state = this.#state;
    this.#world.entries.append(rows, completed, this.#rewritten(rewrites), () => {
      state = rebuild(this.#world).state;
      const { conclusion, edge } = this.#concludeErasing(ledger, state);
      state = { ledger: state.ledger, edge };
      return conclusion;
    });
    this.#state = state;
  }

  #concludeErasing(known: Ledger, state: State): { conclusion: Conclusion; edge: TreeEdge } {
    const { ledger } = state;
    ledger.holdings.settle(ledger);
    const erasedLots = known.holdings.differences(ledger.holdings);
    ledger.holdings.erase(erasedLots, (number) => known.holdings.leafAtLastRoot(number));
    const entries = ledger.holdings.hasChanged(ledger) ? [rowOfRoot(this.#applyNextRoot(state))] : [];
    const leaves = entries.map((row) => leafOf(row, this.#world));
    const { edge, completed: tiles } = grow(state.edge, leaves, this.#world.primitives);
    return { conclusion: { entries, tiles, erasedLots }, edge };
  }

  /** The map MUST be settled. Its audit is kept before the root: then no root is without. */
  #applyNextRoot({ ledger }: State): RootChange {
    const root = nextRoot(ledger, this.#world.clock.nowMs());
    this.#world.audits.keep(root.seq, encodeArrays(ledger.holdings.audit(root.seq)));
    applyRoot(ledger, root);
    return root;
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
  return { kind: 'statement', seq, recordedAtMs, firstLot, lotCount, digest: facts.digest, body };
}

function rowOfRoot({ seq, recordedAtMs, lots, root }: RootChange): EntryRow {
  return {
    kind: 'holdings',
    ...{ seq, recordedAtMs, firstLot: lots, lotCount: 0, digest: root },
    body: new Uint8Array(0),
  };
}
