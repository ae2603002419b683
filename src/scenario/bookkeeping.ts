// The books of a chain kept in plain maps, event by event: the second opinion that tests hold a scenario against.
import type { ChainDocument, EpcisEvent, Json } from './chain.ts';

/** Grams by lot, or pieces where the lot is counted; items and units count as one piece. */
export interface Books {
  produced: Map<string, number>;
  drawn: Map<string, number>;
  /** For every lot the lots that went into it. */
  madeFrom: Map<string, Set<string>>;
  /** For every lot the moment of its birth. */
  bornMs: Map<string, number>;
  /** Everything that cannot be true, one sentence each. */
  complaints: string[];
}

interface Amount {
  lot: string;
  unit: 'GRM' | 'H87';
  amount: number;
}

interface Running extends Books {
  contents: Map<string, Amount[]>;
}

/** Goes through the documents in the order given, and complains rather than stops. */
export function keepBooks(documents: Iterable<ChainDocument>): Books {
  const books: Running = {
    produced: new Map(),
    drawn: new Map(),
    madeFrom: new Map(),
    bornMs: new Map(),
    complaints: [],
    contents: new Map(),
  };
  for (const { document } of documents) for (const event of document.epcisBody.eventList) enter(books, event);
  return books;
}

/** All lots that a lot goes back to, itself not counted. */
export function ancestorsOf(books: Books, lot: string): Set<string> {
  const reached = new Set([lot]);
  for (const one of reached) for (const source of books.madeFrom.get(one) ?? []) reached.add(source);
  reached.delete(lot);
  return reached;
}

function enter(books: Running, event: EpcisEvent): void {
  if (event.type === 'ObjectEvent' && event['action'] === 'ADD') {
    for (const born of amounts(event, 'epcList', 'quantityList')) bear(books, event, born);
  }
  if (event.type === 'AggregationEvent') repack(books, event);
  if (event.type === 'TransformationEvent') transform(books, event);
}

function bear(books: Running, event: EpcisEvent, born: Amount): void {
  add(books.produced, born.lot, born.amount);
  if (!books.bornMs.has(born.lot)) books.bornMs.set(born.lot, Date.parse(event.eventTime));
}

function transform(books: Running, event: EpcisEvent): void {
  const inputs = amounts(event, 'inputEPCList', 'inputQuantityList').flatMap((input) =>
    unpacked(books, input),
  );
  const outputs = amounts(event, 'outputEPCList', 'outputQuantityList');
  for (const input of inputs) take(books, event, input);
  for (const output of outputs) {
    bear(books, event, output);
    books.madeFrom.set(
      output.lot,
      new Set([...(books.madeFrom.get(output.lot) ?? []), ...inputs.map(({ lot }) => lot)]),
    );
  }
  const net = pieceGrams(event);
  const difference = grams(inputs, net) - grams(outputs, net);
  if (difference > 0) complain(books, event, `loses ${difference} g without a word`);
  if (difference < 0) complain(books, event, `makes ${-difference} g out of nothing`);
}

function take(books: Running, event: EpcisEvent, input: Amount): void {
  add(books.drawn, input.lot, input.amount);
  const left = (books.produced.get(input.lot) ?? 0) - (books.drawn.get(input.lot) ?? 0);
  if (left < 0) complain(books, event, `overdraws ${input.lot} by ${-left}`);
  if ((books.bornMs.get(input.lot) ?? Number.POSITIVE_INFINITY) > Date.parse(event.eventTime)) {
    complain(books, event, `uses ${input.lot} before it was there`);
  }
}

/** A unit stands for what lies in it; anything else for itself. */
function unpacked(books: Running, input: Amount): Amount[] {
  const inside = books.contents.get(input.lot);
  return inside === undefined ? [input] : inside.flatMap((packed) => unpacked(books, packed));
}

function repack(books: Running, event: EpcisEvent): void {
  const unit = String(event['parentID']);
  const children = amounts(event, 'childEPCs', 'childQuantityList');
  if (event['action'] === 'ADD') {
    for (const { lot } of children) {
      if (!books.bornMs.has(lot)) complain(books, event, `packs ${lot}, which nobody has declared`);
    }
    books.contents.set(unit, children);
    books.madeFrom.set(unit, new Set(children.map(({ lot }) => lot)));
    books.bornMs.set(unit, Date.parse(event.eventTime));
  }
  if (event['action'] === 'DELETE') {
    if (!books.contents.has(unit)) complain(books, event, `empties ${unit}, which nobody has packed`);
    books.contents.delete(unit);
  }
}

function amounts(event: EpcisEvent, epcs: string, quantities: string): Amount[] {
  const items = ((event[epcs] ?? []) as string[]).map((lot): Amount => ({ lot, unit: 'H87', amount: 1 }));
  const portions = ((event[quantities] ?? []) as { [name: string]: Json }[]).map(amountOf);
  return [...items, ...portions];
}

const gramsPerUnit: Readonly<Record<string, number>> = { KGM: 1000, TNE: 1_000_000 };

function amountOf(element: { [name: string]: Json }): Amount {
  const lot = String(element['epcClass']);
  const quantity = Number(element['quantity']);
  const factor = gramsPerUnit[String(element['uom'])];
  // A product of decimals is not exact: 217.724 * 1000 may miss the integer by a hair.
  return factor === undefined
    ? { lot, unit: 'H87', amount: quantity }
    : { lot, unit: 'GRM', amount: Math.round(quantity * factor) };
}

/** Grams of one piece, as the event says it of what it makes. */
function pieceGrams(event: EpcisEvent): number {
  const ilmd = (event['ilmd'] ?? {}) as { [name: string]: Json };
  return Number(ilmd['tex:netWeightGrams'] ?? 0);
}

function grams(goods: Amount[], gramsPerPiece: number): number {
  return goods.reduce((sum, { unit, amount }) => sum + (unit === 'GRM' ? amount : amount * gramsPerPiece), 0);
}

function add(map: Map<string, number>, lot: string, amount: number): void {
  map.set(lot, (map.get(lot) ?? 0) + amount);
}

function complain(books: Running, event: EpcisEvent, what: string): void {
  books.complaints.push(`${event.type} ${event.eventID} of ${event.eventTime} ${what}`);
}
