// Where in the application, or on the public pages, a found thing is told of.
import { digitalLinkPath } from '#verifier';
import type { Found } from '../../api/schema.ts';
import type { IconName } from '../../design/icon.tsx';

export const kindIcons: Readonly<Record<Found['kind'], IconName>> = {
  item: 'shirt',
  lot: 'lots',
  unit: 'pack',
  product: 'product',
  other: 'unknown',
  party: 'supplier',
  facility: 'place',
  entry: 'log',
  document: 'photo',
  accreditation: 'verify',
  certificate: 'certificate',
  status: 'certificate',
  trade: 'ship',
  answer: 'receive',
  claim: 'claim',
  account: 'scale',
  case: 'case',
  membership: 'people',
  invitation: 'people',
  acceptance: 'people',
  head: 'log',
  trust: 'verify',
  pack: 'log',
};

/** Screens of the application that tell of a kind, by the id. */
const screens: Partial<Record<Found['kind'], string>> = {
  facility: '/facilities',
  product: '/products',
  claim: '/claims',
  certificate: '/certificates',
  case: '/cases',
  trade: '/trades',
};

export type Address =
  | { readonly kind: 'screen'; readonly to: string }
  /** Outside of the application: a public page, or a file. */
  | { readonly kind: 'page'; readonly href: string };

/** `isMember`: signed in for a party, the node or as a reader. The public pages of lots and products answer everybody. */
export function addressOf({ kind, id, entry, href }: Found, isMember: boolean): Address {
  const path = digitalLinkPath(id);
  if (kind === 'entry') return { kind: 'screen', to: `/log/${id}` };
  if (kind === 'facility') return { kind: 'screen', to: `/facilities/${encodeURIComponent(id)}` };
  if (isMember && isLot(kind)) return { kind: 'screen', to: `/trace/${encodeURIComponent(id)}` };
  if (isMember && screens[kind] !== undefined)
    return { kind: 'screen', to: `${screens[kind]}/${encodeURIComponent(id)}` };
  if ((isLot(kind) || kind === 'product') && path !== undefined) return { kind: 'page', href: path };
  if (entry !== null) return { kind: 'screen', to: `/log/${entry}` };
  return { kind: 'page', href };
}

function isLot(kind: Found['kind']): boolean {
  return kind === 'lot' || kind === 'item' || kind === 'unit';
}
