// Which word about its product each lot of a chain goes by (docs/protocol/claims.md, "The word of the time").
import type { ChainEvent, DossierProduct } from '../dossier/dossier.ts';
import type { Chain } from './chain.ts';
import type { Spoken } from './spoken.ts';

/**
 * By place of the lot: the product as it had been told when the log took the first making of the lot. What is told later is for
 * lots made later; of a lot whose making nobody tells the first word counts. None does where what is withheld may be a making
 * of the lot at which another word would have counted: nobody gains by hiding when something was made.
 */
export function productsAt(
  chain: Chain,
  products: Spoken<DossierProduct>,
  events: readonly ChainEvent[],
): (DossierProduct | undefined)[] {
  const makings = firstMakings(chain);
  const hidden = events.filter(({ withheld }) => withheld);
  return chain.lots.map(({ index, lot }) => {
    const id = productIdOf(lot);
    const making = makings[index];
    const first = products.first(id);
    const word = making === undefined ? first : products.before(id, making.entry);
    if (hidden.length === 0 || products.before(id, Infinity) === first) return word;
    const another = (one: ChainEvent): boolean =>
      making === undefined || (one.party === making.party && products.before(id, one.entry) !== word);
    return hidden.some((one) => !isLater(one, making) && another(one)) ? undefined : word;
  });
}

function isLater({ entry }: ChainEvent, making: ChainEvent | undefined): boolean {
  return making !== undefined && entry >= making.entry;
}

/** By place of the lot, the event that made or packed it first; undefined = nobody tells. */
function firstMakings({ lots, makings, indexOf }: Chain): (ChainEvent | undefined)[] {
  const first: (ChainEvent | undefined)[] = lots.map(() => undefined);
  const tell = (place: number, event: ChainEvent): void => {
    const known = first[place];
    if (known === undefined || event.entry < known.entry) first[place] = event;
  };
  for (const { events, outputs } of makings) {
    if (events.length === 1) for (const { lot } of outputs) tell(lot, events[0]!);
    else for (const event of events) for (const lot of madeIn(event)) tell(indexOf.get(lot) ?? -1, event);
  }
  return first;
}

function madeIn({ produced, unit }: ChainEvent): string[] {
  return [...produced.map(({ lot }) => lot), ...(unit === null ? [] : [unit])];
}

const gtin = 'https://id.gs1.org/01/';
const productLength = gtin.length + 14;

/** The product's id: of a GS1 lot or item its GTIN, else the id itself, which may be a product's. */
export function productIdOf(lot: string): string {
  return lot.startsWith(gtin) && lot[productLength] === '/' ? lot.slice(0, productLength) : lot;
}
