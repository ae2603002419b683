// Records as the doors see them: what each statement shows, and what later words have made of it.
import type { SaidRecord } from '#verifier';
import { idOf, ownLotsOf } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { namedIn } from '../domain/record/about.ts';
import { stateOf } from '../domain/record/state.ts';
import type { RecordQuery, RecordView, RememberedLot } from './answers.ts';
import type { Answer } from './node.ts';
import { storedStatement } from './stored.ts';
import type { World } from './world.ts';

const mostShown = 1_000;

/** Newest first. One walk over the records of the kind; only those that are shown are read from the store. */
export function recordsAnswer(
  world: World,
  ledger: Ledger,
  query: RecordQuery,
): { records: RecordView[]; total: number } {
  const { offset = 0, limit = 100 } = query;
  const found = candidates(ledger, query)
    .filter((record) => answers(record, query))
    .reverse();
  const shown = found.slice(offset, offset + Math.min(limit, mostShown));
  return { records: shown.map((record) => recordView(world, ledger, record)), total: found.length };
}

/** Of one kind and id no walk is needed: the doors ask for a subject with every record that they show. */
function candidates({ records }: Ledger, { kind, id }: RecordQuery): readonly SaidRecord[] {
  if (kind === undefined) return records.all;
  if (id === undefined || kind === 'acceptance') return records.ofKind(kind);
  if (kind === 'case') return records.stepsOf(id);
  const found = records.byId(kind, id);
  return found === undefined ? [] : [found];
}

function answers(record: SaidRecord, { id, about, issuer }: RecordQuery): boolean {
  return (
    (id === undefined || idOf(record) === id) &&
    (issuer === undefined || record.issuer === issuer) &&
    (about === undefined || namedIn(record).includes(about))
  );
}

/** The records among these entries, in their order. */
export function recordsAt(world: World, ledger: Ledger, entries: readonly number[]): RecordView[] {
  return entries.flatMap((entry) => {
    const record = recordAt(ledger, entry);
    return record === undefined ? [] : [recordView(world, ledger, record)];
  });
}

/** By halving: records stand in the order of the log. */
export function recordAt({ records: { all } }: Ledger, entry: number): SaidRecord | undefined {
  let [from, to] = [0, all.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (all[middle]!.entry < entry) from = middle + 1;
    else to = middle;
  }
  return all[from]?.entry === entry ? all[from] : undefined;
}

export function recordView(world: World, ledger: Ledger, record: SaidRecord): RecordView {
  const row = world.entries.get(record.entry);
  if (row === undefined) throw new Error(`entry ${record.entry} is missing from the store`);
  const { claims, header } = storedStatement(world, row);
  const { iss: _iss, iat: _iat, _sd_alg, kind: _kind, ...said } = claims;
  return {
    kind: record.kind,
    id: idOf(record) ?? null,
    entry: record.entry,
    recordedAtMs: record.recordedAtMs,
    issuer: record.issuer,
    custody: ledger.register.keys.get(header.kid)?.custody ?? 'device',
    claims: said,
    state: stateOf(ledger.records, record, world.clock.nowMs()),
  };
}

/** What an answer to the trade may begin with. */
export function rememberedLots({ records }: Ledger, id: string): Answer<RememberedLot[]> {
  const trade = records.byId('trade', id);
  if (trade === undefined) {
    const detail = `Nobody has told a trade ${id} in this log.`;
    return { ok: false, refusals: [{ code: 'TRADE_UNKNOWN', field: 'trade', detail }] };
  }
  const { seller, buyer, lines } = trade;
  const own = ownLotsOf(records, seller, buyer);
  const value = lines.map(({ line, lot, product }) => {
    const asked = lot ?? product;
    return { line, lot, product, ownLot: asked === null ? null : (own.get(asked) ?? null) };
  });
  return { ok: true, value };
}
