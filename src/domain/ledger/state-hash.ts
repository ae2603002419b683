// One hash over everything the ledger knows, independent of the order in which ids were first seen: each fact is
// hashed alone and the digests are added up (mod 2^256), so no sorting is needed. It is for comparing two projections
// of one's own log, not a commitment to others.
import { encodeHex, utf8Bytes } from '#verifier';
import { dimensions } from './event-table.ts';
import { standingInputs } from '../trace/links.ts';
import type { Ledger } from './ledger.ts';

const words = 8;

class Sum {
  readonly #words = new Uint32Array(words);
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  add(...parts: (string | number | boolean | null)[]): void {
    const digest = this.#ledger.primitives.sha256(utf8Bytes(JSON.stringify(parts)));
    const view = new DataView(digest.buffer, digest.byteOffset);
    let carry = 0;
    for (let at = words - 1; at >= 0; at -= 1) {
      const sum = this.#words[at]! + view.getUint32(at * 4) + carry;
      this.#words[at] = sum >>> 0;
      carry = sum > 0xffff_ffff ? 1 : 0;
    }
  }

  hex(): string {
    const bytes = new Uint8Array(words * 4);
    const view = new DataView(bytes.buffer);
    for (const [at, word] of this.#words.entries()) view.setUint32(at * 4, word);
    return encodeHex(bytes);
  }
}

/** Everything, log positions and lot numbers included: what `rebuild` must arrive at again. 64 hex digits. */
export function stateHash(ledger: Ledger): string {
  const sum = new Sum(ledger);
  sum.add('log', ledger.size, ledger.births, ledger.recordedAtMs);
  for (let lot = 0; lot < ledger.lots.size; lot += 1) {
    const born = ledger.columns.bornIn(lot);
    if (born !== -1)
      sum.add(
        'born',
        ledger.lots.textOf(lot),
        ledger.events.entryOf(born),
        ledger.events.indexOf(born),
        ledger.columns.numberOf(lot),
      );
  }
  for (let event = 0; event < ledger.events.size; event += 1) {
    const { entry, index, timeMs, recordedAtMs } = ledger.events.get(event);
    sum.add('event', entry, index, timeMs, recordedAtMs, ledger.events.isVoided(event));
  }
  addHoldings(ledger, sum);
  addRecords(ledger, sum);
  addContent(ledger, sum);
  return sum.hex();
}

/** All that the map of balances is made of; when it is hashed is no part of the state. */
function addHoldings({ holdings, lots }: Ledger, sum: Sum): void {
  sum.add('holdings', holdings.rootedAt);
  for (const [number, lot, secret, touches] of holdings.facts())
    sum.add('holding', number, lots.textOf(lot), encodeHex(secret), JSON.stringify(touches));
}

/** Only what the statements say together, whatever their order: lots, balances, edges, contents, records. */
export function contentHash(ledger: Ledger): string {
  const sum = new Sum(ledger);
  addContent(ledger, sum);
  return sum.hex();
}

function addContent(ledger: Ledger, sum: Sum): void {
  const { lots, balances, graph, contents } = ledger;
  for (let lot = 0; lot < lots.size; lot += 1) {
    const id = lots.textOf(lot);
    const dimension = dimensions[balances.dimensionOf(lot) - 1] ?? null;
    const unknown = [balances.hasUnknownProduced(lot), balances.hasUnknownDrawn(lot)] as const;
    const facts = [
      dimension,
      balances.producedOf(lot),
      balances.drawnOf(lot),
      balances.isDeclared(lot),
      ...unknown,
      ledger.columns.isImplied(lot),
    ];
    // An id that nothing stands of any more is as if it had never been named.
    if (facts.some(Boolean)) sum.add('lot', id, ...facts);
    addEdges(ledger, sum, lot, id);
    for (const { child, dimension, amount } of contents.insideOf(lot).values())
      sum.add('in', id, lots.textOf(child), dimension, amount);
  }
  graph.growTo(lots.size);
  // Where and when the log took a record depends on the order.
  for (const { entry: _entry, recordedAtMs: _recordedAtMs, ...record } of ledger.records.all)
    sum.add('said', JSON.stringify(record));
}

function addEdges({ graph, lots }: Ledger, sum: Sum, lot: number, id: string): void {
  graph.growTo(lots.size);
  const links = standingInputs(graph, lot);
  // Edges keep 24 bits of an amount, so sums of other parts may differ behind the fifth digit.
  for (const [from, { amount, unknown }] of links)
    sum.add('link', lots.textOf(from), id, amount.toPrecision(5), unknown);
}

function addRecords({ register, records }: Ledger, sum: Sum): void {
  sum.add('operator', register.operator);
  for (const party of register.parties.values()) sum.add('party', JSON.stringify(party));
  for (const { publicKey, ...key } of register.keys.values())
    sum.add('key', JSON.stringify(key), encodeHex(publicKey));
  for (const facility of [...register.facilityWords.values()].flat())
    sum.add('facility', JSON.stringify(facility));
  for (const product of [...register.productWords.values()].flat())
    sum.add('product', JSON.stringify(product));
  for (const record of records.all) sum.add('record', record.entry, JSON.stringify(record));
}
