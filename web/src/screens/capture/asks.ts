// What a form cannot open without, by where the node has it: asked for before the form is here (web/src/early.ts).

export interface WorkshopPaths {
  readonly places: string;
  readonly products: string;
  readonly stock: string;
}

export function workshopPaths(party: string): WorkshopPaths {
  const of = encodeURIComponent(party);
  return {
    places: `/facilities?party=${of}`,
    products: `/products?party=${of}`,
    stock: `/parties/${of}/lots?perPage=1000`,
  };
}
