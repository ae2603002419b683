// The mirror's own replay of the log: an ordinary store of a node, filled by entries that were recorded elsewhere, through
// the same `apply` as capture. What is erased at the node is erased here.
import { decodeBase64url, encodeBase64 } from '#verifier';
import { stateHash } from '../domain/ledger/state-hash.ts';
import { grow, TreeReader } from '../domain/log/tree.ts';
import { judged, type SaidStatement } from '../flow/judged.ts';
import type { EntryRow } from '../flow/ports.ts';
import {
  leafOf,
  type Progress,
  rebuild,
  recover,
  replayFacts,
  replayRoot,
  type State,
  writeSnapshot,
} from '../flow/recover.ts';
import type { World } from '../flow/world.ts';
import type { AlarmWish } from './alarm.ts';
import { chunksOf, type Taken, withoutDisclosures } from './chunk.ts';
import { Trouble } from './fetch.ts';
import { type Following, partsFrom } from './follow.ts';
import { cutAround } from './parts.ts';
import { auditsFrom, checkServedAudit, raiseRoot, shownWithStatements } from './roots.ts';

type Found = Pick<AlarmWish, 'code' | 'detail' | 'subject'> & Partial<AlarmWish>;

const snapshotEvery = 50_000;

export class Replica {
  readonly #world: World;
  readonly #following: Following;
  #state: State;
  #pending: EntryRow[] = [];
  #snapshotSize: number;
  /** Until the size for which the node has told what is void: of roots before the last erasure in it nothing can be said. */
  #doubtUntil: number;

  /** Throws where the directory holds entries that are not the log's. */
  constructor(world: World, following: Following, progress?: Progress) {
    this.#world = world;
    this.#following = following;
    this.#doubtUntil = Number(following.store.known('doubtUntil') ?? 0);
    const recovered = recover(world, progress);
    this.#state = recovered;
    this.#snapshotSize = recovered.fromSize;
    this.#beNamed();
    if (!this.#isOfLog())
      throw new Error('something else than the mirror has written into its directory: give it a new one');
  }

  get size(): number {
    return this.#state.ledger.size;
  }

  /** Replays up to the entry `to`, which the mirror has verified. Throws Trouble where it cannot go on. */
  async catchUp(to: number): Promise<void> {
    const { remote, store, step } = this.#following;
    const from = this.size;
    if (from >= to) return this.#settleDoubts();
    const audited = auditsFrom(store, to);
    for await (const chunk of chunksOf(store, remote, from, to)) {
      await this.#takenWhole(chunk, audited);
      step(this.size - from, to - from);
    }
    this.#settleDoubts();
    if (this.size - this.#snapshotSize >= snapshotEvery) this.#snapshot();
  }

  /** False where the node has moved on, so that there is nothing to compare with. */
  async compareState(): Promise<boolean> {
    const { remote, raise, store } = this.#following;
    const told = await remote.state(this.size);
    if (told === undefined || this.size < this.#doubtUntil) return told !== undefined;
    const own = stateHash(this.#state.ledger);
    const erased = this.#world.entries.erasedLots().join();
    const isSame =
      told.stateHash === own && told.erasedLots.toSorted((one, other) => one - other).join() === erased;
    if (!isSame)
      raise({
        code: 'STATE_DIFFERS',
        detail: `The node says that ${this.size} entries lead to the state ${told.stateHash}; replayed, they lead to ${own}.`,
        subject: 'state',
        heads: [{ from: remote.url, note: store.head()?.note ?? '' }],
        served: [
          { path: `/log/state?size=${this.size}`, body: encodeBase64(Buffer.from(JSON.stringify(told))) },
        ],
      });
    return true;
  }

  /** What was withheld may be there by now. */
  async repair(): Promise<void> {
    const { store, remote } = this.#following;
    const whole: { seq: number; body: Uint8Array }[] = [];
    for (const seq of new Set(store.missing().map((one) => one.seq)))
      for await (const [taken] of chunksOf(store, remote, seq, seq + 1))
        if (taken?.kind === 'statement' && taken.missing.length === 0)
          whole.push({ seq, body: taken.said.row.body });
    if (whole.length === 0) return;
    this.#world.snapshots.drop();
    this.#world.entries.append([], [], whole);
    for (const { digest, seq } of store.missing())
      if (whole.some((one) => one.seq === seq)) store.dropMissing(digest);
    this.#state = rebuild(this.#world).state;
  }

  close(): void {
    if (this.size !== this.#snapshotSize) this.#snapshot();
  }

  /** What was applied is on disk when this returns or throws Trouble; after a fault, the store is read back. */
  async #takenWhole(chunk: readonly Taken[], audited: number): Promise<void> {
    try {
      await this.#take(chunk, audited);
      this.#flush();
    } catch (fault) {
      if (fault instanceof Trouble) {
        this.#flush();
        throw fault;
      }
      this.#pending = [];
      this.#state = recover(this.#world);
      throw fault;
    }
  }

  async #take(chunk: readonly Taken[], audited: number): Promise<void> {
    await this.#noteMissing(chunk);
    const list = chunk.flatMap((taken) => (taken.kind === 'statement' ? [taken.said] : []));
    let at = 0;
    for (const taken of chunk) {
      if (taken.kind === 'unfit') this.#standStill(taken);
      else if (taken.kind === 'root') await this.#takeRoot(taken.row, audited);
      else this.#takeStatement(list, at++);
    }
  }

  #takeStatement(list: readonly SaidStatement[], at: number): void {
    const { row, facts } = list[at]!;
    const { ledger } = this.#state;
    if (ledger.births !== row.firstLot)
      throw new Trouble(
        'STANDS_STILL',
        `entry ${row.seq} numbers its lots from ${row.firstLot}: it cannot be replayed`,
      );
    const isDoubtful = row.seq < this.#doubtUntil;
    const found = judged(this.#world, ledger, list, at, { rows: this.#pending, isDoubtful });
    if (found !== undefined) {
      const { code, detail, refusals, decidedBy } = found;
      this.#raise({ code, detail, subject: `${row.seq}`, refusals }, [...decidedBy, row.seq], list[at]);
    }
    replayFacts(ledger, facts, row);
    this.#pending.push(row);
    if (row.seq === 0) this.#world.settings.set('operator', ledger.register.operator ?? '');
    // What the rules refuse destroys nothing here: an operator could make its mirrors forget by it.
    if (facts.kind === 'erasure' && found === undefined)
      this.#erase(row.seq, facts.statement, facts.disclosures);
  }

  async #takeRoot(row: EntryRow, audited: number): Promise<void> {
    const { ledger } = this.#state;
    const { store } = this.#following;
    ledger.holdings.settle(ledger);
    if (ledger.births !== row.firstLot)
      throw new Trouble(
        'STANDS_STILL',
        `the root of entry ${row.seq} has ${row.firstLot} lots: it cannot be replayed`,
      );
    const audit = row.seq >= audited ? await this.#following.remote.audit(row.seq) : undefined;
    if (audit !== undefined) checkServedAudit(this.#following, row, audit);
    const isSame = Buffer.compare(ledger.holdings.root(), row.digest) === 0;
    if (!isSame && row.seq < this.#doubtUntil) store.doubtRoot(row.seq);
    else {
      // Its statements are looked up in the store.
      this.#flush();
      // A map that went wrong once is never right again: one alarm for that, and one for each lot that goes wrong later.
      const isFirst = store.known('rootDiffers') !== 'yes';
      if (!isSame) raiseRoot(this.#following, this.#world, this.#state.ledger, row, audit, isFirst);
      if (isSame === !isFirst) store.setKnown('rootDiffers', isSame ? 'no' : 'yes');
    }
    replayRoot(this.#state.ledger, row, () => {});
    this.#pending.push(row);
  }

  /** Statements that came without all their disclosures: by erasures that the mirror will read of, or the node withholds.
   * What these made void in the map, only the node can tell; until where it tells so, roots may differ. */
  async #noteMissing(chunk: readonly Taken[]): Promise<void> {
    const { remote, store } = this.#following;
    const partial = chunk.filter((taken) => taken.kind === 'statement' && taken.missing.length > 0);
    if (partial.length === 0) return;
    const told = await remote.stateNow(this.size);
    for (const taken of partial)
      if (taken.kind === 'statement')
        for (const digest of taken.missing) store.putMissing(digest, taken.said.row.seq);
    this.#doubtUntil = Math.max(this.#doubtUntil, told.size);
    store.setKnown('doubtUntil', String(this.#doubtUntil));
    const { ledger } = this.#state;
    ledger.holdings.settle(ledger);
    this.#world.snapshots.drop();
    this.#world.entries.append([], [], [], () => ({ entries: [], tiles: [], erasedLots: told.erasedLots }));
    ledger.holdings.erase(told.erasedLots, (number) => ledger.holdings.leafAtLastRoot(number));
  }

  /** As the node has done it, but for the new root, which stands in the log already. */
  #erase(seq: number, statement: string, disclosures: readonly string[]): void {
    const { store } = this.#following;
    store.setKnown('lastErasure', String(seq));
    for (const digest of disclosures) store.dropMissing(digest);
    const target = store.entryOf(decodeBase64url(statement) ?? new Uint8Array(0));
    const rows = this.#pending;
    this.#flush(rows.slice(0, -1));
    const body = target === undefined || target >= seq ? undefined : this.#world.entries.get(target)?.body;
    const before = body === undefined ? '' : this.#world.decodeBody(body);
    const after = withoutDisclosures(before, new Set(disclosures));
    this.#pending = rows.slice(-1);
    if (target === undefined || before === after) this.#flush();
    else this.#rewrite([{ seq: target, body: this.#world.encodeBody(after) }]);
  }

  #rewrite(rewritten: { seq: number; body: Uint8Array }[]): void {
    const { ledger: known } = this.#state;
    const { entries } = this.#world;
    known.holdings.settle(known);
    // A snapshot remembers what is erased; gone before the append, it cannot outlive a crash right after it.
    this.#world.snapshots.drop();
    let state = this.#state;
    entries.append(this.#pending, this.#grown().completed, rewritten, () => {
      state = rebuild(this.#world).state;
      const { ledger } = state;
      ledger.holdings.settle(ledger);
      const erasedLots = known.holdings.differences(ledger.holdings);
      ledger.holdings.erase(erasedLots, (number) => known.holdings.leafAtLastRoot(number));
      return { entries: [], tiles: [], erasedLots };
    });
    this.#pending = [];
    this.#state = state;
  }

  #flush(rows: readonly EntryRow[] = this.#pending): void {
    this.#pending = [...rows];
    if (rows.length === 0) return;
    const { edge, completed } = this.#grown();
    this.#world.entries.append(this.#pending, completed);
    this.#state = { ledger: this.#state.ledger, edge };
    this.#pending = [];
  }

  #grown(): ReturnType<typeof grow> {
    const leaves = this.#pending.map((row) => leafOf(row, this.#world));
    return grow(this.#state.edge, leaves, this.#world.primitives);
  }

  #standStill({ seq, wish }: Extract<Taken, { kind: 'unfit' }>): never {
    this.#raise({ ...wish, subject: `${seq}` }, [seq]);
    throw new Trouble('STANDS_STILL', `entry ${seq} cannot be replayed as it is served`);
  }

  /** With proof that these entries are in the log, and with the statements of those that the mirror has. */
  #raise(found: Found, indexes: readonly number[], said?: SaidStatement): void {
    const { raise, remote, store } = this.#following;
    this.#flush();
    const sorted = [...new Set(indexes)].sort((one, other) => one - other);
    const reader = store.reader();
    const entries = shownWithStatements(this.#following, this.#world, sorted, said);
    const heads = [{ from: remote.url, note: store.head()?.note ?? '' }];
    raise({ ...found, heads, entries, parts: partsFrom(reader, cutAround(sorted, reader.size)) });
  }

  #settleDoubts(): void {
    const { store } = this.#following;
    if (this.size < this.#doubtUntil) return;
    const lastErasure = Number(store.known('lastErasure') ?? -1);
    for (const seq of store.doubtedRoots().filter((one) => one > lastErasure)) {
      const detail = `The root of the holdings in entry ${seq} is not the one that the statements give.`;
      this.#raise({ code: 'HOLDINGS_DIFFER', detail, subject: `${seq}` }, [seq]);
    }
    store.settleDoubts();
  }

  #snapshot(): void {
    this.#snapshotSize = this.size;
    writeSnapshot(this.#world, this.#state);
  }

  #isOfLog(): boolean {
    const { entries, primitives } = this.#world;
    const known = this.#following.store.reader();
    const own = new TreeReader(this.#state.edge, (level, index) => entries.tile(level, index), primitives);
    return own.size <= known.size && Buffer.compare(own.root(), known.root(own.size)) === 0;
  }

  /** A node that is started on this directory has a name and a key of its own: it never passes for the one mirrored. */
  #beNamed(): void {
    const { settings, vault } = this.#world;
    const suffix = Buffer.from(this.#world.randomBytes(4)).toString('hex');
    const origin = settings.get('origin') ?? `${this.#following.key.name}/mirror-${suffix}`;
    settings.set('origin', origin);
    if (vault.keyOf(`log ${origin}`) === undefined) vault.create(`log ${origin}`);
  }
}
