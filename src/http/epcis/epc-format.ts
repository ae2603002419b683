// GS1-EPC-Format: how identifiers are written in events that leave (EPCIS 2.0 section 12.3). What is stored stays as sent.
import { canonicalDigitalLink } from '#verifier';

export type EpcFormat = 'Always_GS1_Digital_Link' | 'No_Preference' | 'Never_Translates';

export const epcFormats: readonly EpcFormat[] = [
  'Always_GS1_Digital_Link',
  'No_Preference',
  'Never_Translates',
];

/** The format of a header; the standard's default where there is none; undefined where it is not spoken here. */
export function epcFormatOf(header: string | undefined): EpcFormat | undefined {
  if (header === undefined) return 'Always_GS1_Digital_Link';
  return epcFormats.find((format) => format.toLowerCase() === header.toLowerCase());
}

type Json = Record<string, unknown>;

const lists = ['epcList', 'childEPCs', 'inputEPCList', 'outputEPCList'];
const objectLists: Readonly<Record<string, string>> = {
  quantityList: 'epcClass',
  childQuantityList: 'epcClass',
  inputQuantityList: 'epcClass',
  outputQuantityList: 'epcClass',
  sourceList: 'source',
  destinationList: 'destination',
};
const places = ['readPoint', 'bizLocation'];

/** The event with its EPC URNs as Digital Links; what has no Digital Link, and every extension, stays as it is. */
export function inFormat(event: Json, format: EpcFormat): Json {
  if (format !== 'Always_GS1_Digital_Link') return event;
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [name, translated(name, value)]));
}

function translated(name: string, value: unknown): unknown {
  if (name === 'parentID') return asLink(value);
  if (lists.includes(name) && Array.isArray(value)) return value.map(asLink);
  const member = Object.hasOwn(objectLists, name) ? objectLists[name] : undefined;
  if (member !== undefined && Array.isArray(value)) return value.map((item) => withLink(item, member));
  return places.includes(name) ? withLink(value, 'id') : value;
}

function withLink(value: unknown, member: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, member)) return value;
  return { ...value, [member]: asLink((value as Json)[member]) };
}

// A Digital Link of any domain is one already: only URNs are rewritten.
function asLink(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('urn:epc:')) return value;
  return canonicalDigitalLink(value) ?? value;
}
