// The UN/CEFACT cotton trust graph, read from scenarios/unece-31-steps as it lies in the repository.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chain, EpcisDocument, FacilityRecord, PartyRecord, ProductRecord, Showpiece } from './chain.ts';

interface ChainFile {
  name: string;
  title: string;
  documents: { step: number; file: string; party: string }[];
  showcase: Showpiece[];
}

const home = join(import.meta.dirname, '../../scenarios/unece-31-steps');

/** The 22 events of the 31 steps, one document each, in the order of the steps; the other nine steps are certificates. */
export function uneceChain(folder: string = home): Chain {
  const { name, title, documents, showcase } = read<ChainFile>(folder, 'chain.json');
  return {
    name,
    title,
    parties: read<PartyRecord[]>(folder, 'parties.json'),
    facilities: read<FacilityRecord[]>(folder, 'facilities.json'),
    products: read<ProductRecord[]>(folder, 'products.json'),
    documents: documents.map(({ file, party }) => ({
      party,
      document: read<EpcisDocument>(join(folder, 'documents'), file),
    })),
    showcase,
  };
}

function read<T>(folder: string, file: string): T {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;
}
