// A lot, all that it was made of, and the records about any of it.
import { modelOf } from '#verifier';
import { isRun } from '../query.ts';
import { accounts } from './accounts.ts';
import { claim } from './claims.ts';
import { certificate, making, product } from './makers.ts';
import { type Search, stands } from './search.ts';
import { trade } from './trade.ts';
import { draws, isContested, unit, unitOf } from './units.ts';
import { casesAbout } from './words.ts';

/** `id`: also of what no event in this log names, but a record does. */
export function lookAtLot(search: Search, id: string): void {
  const number = search.numberOf(id);
  if (number === -1) about(search, id);
  else walkBack(search, number);
}

function walkBack(search: Search, start: number): void {
  const { ledger, walked } = search;
  if (walked.has(start)) return;
  walked.add(start);
  const waiting = [start];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isRun(ledger, node)) longProcess(search, node);
    else passed(search, node);
    search.eachInput(node, (from) => {
      if (walked.has(from)) return;
      walked.add(from);
      waiting.push(from);
    });
  }
}

function passed(search: Search, lot: number): void {
  const { ledger } = search;
  const id = ledger.lots.textOf(lot);
  search.lots.add(lot);
  about(search, id);
  let isUnit = false;
  search.mentions(lot, (event, role) => {
    if (role === 'produced' || role === 'unit') making(search, event);
    isUnit ||= role === 'unit';
    if (role === 'packed' && stands(ledger, event) && isContested(search, unitOf(ledger, event)))
      draws(search, lot);
    return true;
  });
  if (isUnit) unit(search, lot);
  if (ledger.records.certificatesFor(id).length > 0) draws(search, lot);
}

/** Of a long process one event may tell what went in, another what came out: the first is found by what it drew. */
function longProcess(search: Search, run: number): void {
  const { lots, events } = search.ledger;
  if (!lots.textOf(run).includes('|')) return;
  search.eachInput(run, (from) => {
    search.mentions(from, (event, role) => {
      if (role === 'drawn' && events.get(event).run === run + 1) making(search, event);
      return true;
    });
  });
}

/** The records about a lot or a product. */
function about(search: Search, id: string): void {
  search.once('about', id, () => {
    const { records } = search.ledger;
    for (const one of records.claimsOn(id)) claim(search, one);
    for (const one of records.certificatesFor(id)) certificate(search, one);
    for (const one of records.tradesOf(id)) trade(search, one);
    for (const one of records.accountsMoving(id)) accounts(search, one);
    casesAbout(search, id);
    const model = modelOf(id);
    if (model === null) return;
    product(search, model);
    about(search, model);
  });
}
