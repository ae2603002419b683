/** Where something stands in the processed claims. Links are cheap to make; the pointer is built for who asks. */
export interface Spot {
  /** What it stands in; undefined for the claims themselves. */
  readonly holder: Spot | undefined;
  /** Name of a property or position in a list. */
  readonly step: string | number;
}

export const rootSpot: Spot = { holder: undefined, step: '' };

/** JSON pointer (RFC 6901); '' for the claims themselves. */
export function pointerTo(spot: Spot): string {
  return spot.holder === undefined ? '' : `${pointerTo(spot.holder)}/${escaped(spot.step)}`;
}

function escaped(step: string | number): string {
  return String(step).replaceAll('~', '~0').replaceAll('/', '~1');
}
