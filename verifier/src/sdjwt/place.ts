/** What may be disclosed in one object or list of a payload, and in what lies inside it. */
export interface Place {
  /** Which properties of an object may come from disclosures. */
  readonly names: { readonly only: ReadonlySet<string> } | { readonly allBut: ReadonlySet<string> };
  /** Whether elements of a list may come from disclosures. */
  readonly elements: boolean;
  /** How many levels of nesting are allowed from here on; as many as outside, where absent. */
  readonly levels?: number;
  /** The places of the properties named here, `elsewhere` for all other properties and for elements. */
  readonly inside: Readonly<Record<string, Place>>;
  readonly elsewhere: Place | 'same';
}

const none: ReadonlySet<string> = new Set();

/** Everything may be disclosed, at any depth: RFC 9901 without a profile. */
export const anywhere: Place = { names: { allBut: none }, elements: true, inside: {}, elsewhere: 'same' };

export const nowhere: Place = { names: { only: none }, elements: false, inside: {}, elsewhere: 'same' };

export function mayDisclose({ names }: Place, name: string): boolean {
  return 'only' in names ? names.only.has(name) : !names.allBut.has(name);
}

export function placeOf(place: Place, name: string): Place {
  return Object.hasOwn(place.inside, name) ? place.inside[name]! : placeElsewhere(place);
}

export function placeElsewhere(place: Place): Place {
  return place.elsewhere === 'same' ? place : place.elsewhere;
}
