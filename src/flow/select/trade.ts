// Trade: orders, deliveries and what else names what is under it.
import type { Trade } from '#verifier';
import { holder, site } from './makers.ts';
import type { Search } from './search.ts';
import { addRecord } from './words.ts';

/** With the parties and sites that it names, what is under it, what it is under, and what else is under that. */
export function trade(search: Search, one: Trade): void {
  shown(search, one);
  search.once('trade', one.trade, () => {
    for (const party of [one.seller, one.buyer]) holder(search, party);
    for (const place of [one.fromSite, one.toSite]) site(search, place);
    for (const child of search.ledger.records.tradesUnder(one.trade)) shown(search, child);
    parents(search, one);
  });
}

function parents(search: Search, { under }: Trade): void {
  if (under === null) return;
  search.once('under', under, () => {
    const { records } = search.ledger;
    const parent = records.byId('trade', under);
    for (const sibling of records.tradesUnder(under)) shown(search, sibling);
    if (parent === undefined) return;
    shown(search, parent);
    parents(search, parent);
  });
}

function shown(search: Search, one: Trade): void {
  addRecord(search, one);
  search.once('answers', one.trade, () => {
    for (const answer of search.ledger.records.answersTo(one.trade)) search.records.add(answer);
  });
}
