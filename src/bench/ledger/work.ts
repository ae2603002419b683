// The work that all do: the documents of the demonstration, most of them handed in together, the last ones alone.
import type { Chain, ChainDocument } from '../../scenario/chain.ts';
import { demonstration } from '../../scenario/demonstration.ts';

export interface Work {
  /** With the documents that are handed in together. */
  readonly chain: Chain;
  /** One after the other, each waited for. */
  readonly single: readonly ChainDocument[];
  readonly events: number;
}

const singleDocuments = 60;

/** `most`: so many documents at the most. */
export function ledgerWork(most: number): Work {
  const { records: _, ...chain } = demonstration();
  const documents = chain.documents.slice(0, most);
  return {
    chain: { ...chain, documents: documents.slice(0, -singleDocuments) },
    single: documents.slice(-singleDocuments),
    events: eventsIn(documents),
  };
}

export function eventsIn(documents: readonly ChainDocument[]): number {
  return documents.reduce((sum, { document }) => sum + document.epcisBody.eventList.length, 0);
}
