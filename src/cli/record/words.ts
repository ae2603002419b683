// Records in plain words: one line in a list, several where one is shown.
import type { RecordKind } from '#verifier';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Colours, table } from '../output.ts';
import { amountWords, dayWords, partyWords, placeWords } from '../words.ts';

type Row = (node: SelvedgeNode, record: RecordView) => string[];

const rows: Partial<Record<RecordKind, Row>> = {
  certificate: (node, { claims }) => [
    `${textOf(claims['type'])} ${textOf(claims['scheme'])}`,
    nameOf(node, claims['holder']),
    spanWords(claims),
  ],
  accreditation: (node, { claims }) => [
    textOf(claims['role']),
    nameOf(node, claims['party']),
    listWords(claims['schemes']),
    spanWords(claims),
  ],
  trade: (node, { claims }) => [
    textOf(claims['stage']),
    `${nameOf(node, claims['seller'])} to ${nameOf(node, claims['buyer'])}`,
    timeWords(claims['at']),
  ],
  claim: (_, { claims }) => [
    `${textOf(claims['scheme'])} ${textOf(claims['code'])}`,
    textOf(claims['model']),
    shareWords(claims['sharePpm']),
    claims['product'] === undefined ? listWords(claims['lots']) : textOf(claims['product']),
  ],
  case: (_, { claims }) => [textOf(claims['word']), textOf(claims['about']), textOf(claims['reason'])],
  status: (_, { claims }) => [
    textOf(claims['state']),
    `from ${timeWords(claims['from'])}`,
    textOf(claims['reason']),
  ],
  answer: (_, { claims }) => [textOf(claims['word']), timeWords(claims['at']), textOf(claims['reason'])],
  pack: (_, { claims }) => [
    textOf(claims['pack']),
    textOf(claims['version']),
    `from ${timeWords(claims['from'])}`,
  ],
};

/** The cells of a record in a list: what it says, who said it, when, and its state. */
export function recordRow(node: SelvedgeNode, record: RecordView): string[] {
  return [
    record.id ?? `entry ${record.entry}`,
    ...(rows[record.kind]?.(node, record) ?? []),
    `by ${partyWords(node, record.issuer)}`,
    dayWords(record.recordedAtMs),
    record.state ?? '',
  ];
}

/** A record with its claims, but for those that are told elsewhere. */
export function recordLines(
  node: SelvedgeNode,
  record: RecordView,
  { bold }: Colours,
  elsewhere: readonly string[] = [],
): string[] {
  const { kind, id, entry, issuer, recordedAtMs, custody, state, claims } = record;
  const signed = custody === 'custodial' ? ' (custodial)' : '';
  return [
    bold(`${kind} ${id ?? `in entry ${entry}`}`),
    `said by ${partyWords(node, issuer)}${signed}, recorded ${dayWords(recordedAtMs)} in entry ${entry}${state === null ? '' : `, now ${state}`}`,
    ...table(
      Object.entries(claims)
        .filter(([name]) => name !== kind && !elsewhere.includes(name))
        .map(([name, value]) => [`  ${labelOf(name)}`, claimWords(node, name, value)]),
    ),
  ];
}

/** A title, and rows indented under it; nothing where there are no rows. */
export function section(title: string, shown: string[][], { bold }: Colours): string[] {
  return shown.length === 0 ? [] : ['', bold(title), ...table(shown).map((line) => `  ${line}`)];
}

/** `validUntil` is `valid until`, `volumeGrams` is `volume`; of `grams` the unit says enough. */
function labelOf(name: string): string {
  return name
    .replace(/(Grams|^grams|Ppm|SquareMetres)$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

const parties = new Set(['party', 'member', 'holder', 'buyer', 'seller', 'subcontractors']);
const places = new Set(['site', 'sites', 'fromSite', 'toSite']);

/** One claim as a person reads it: names for ids of parties and places, kilograms for grams, per cent for shares. */
export function claimWords(node: SelvedgeNode, name: string, value: unknown): string {
  if (value === null) return '(withheld)';
  if (Array.isArray(value))
    return value.length === 0 ? 'none' : value.map((one) => claimWords(node, name, one)).join('; ');
  if (typeof value === 'object') return objectWords(node, value as Record<string, unknown>);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return numberWords(name, value);
  const text = String(value);
  if (text === '*') return 'all';
  if (parties.has(name)) return partyWords(node, text);
  return places.has(name) ? placeWords(node, text) : text;
}

function objectWords(node: SelvedgeNode, value: Record<string, unknown>): string {
  if (value['format'] === 'selvedge-pack/1') return textOf(value['title']);
  const { quantity, uom, ...rest } = value;
  const parts = Object.entries(rest).map(([name, one]) =>
    `${labelOf(name)} ${claimWords(node, name, one)}`.trim(),
  );
  const amount = typeof quantity === 'number' ? [`${quantity} ${textOf(uom)}`.trim()] : [];
  return [...parts, ...amount].join(', ');
}

function numberWords(name: string, value: number): string {
  if (/grams$/i.test(name)) return amountWords(value, 'mass');
  if (/Ppm$/.test(name)) return shareWords(value);
  return name === 'areaSquareMetres' ? `${value} m2` : String(value);
}

/** Parts per million as per cent, exact. */
export function shareWords(ppm: unknown): string {
  return typeof ppm === 'number' ? `${ppm / 10_000} %` : '?';
}

export function nameOf(node: SelvedgeNode, party: unknown): string {
  return typeof party === 'string' ? partyWords(node, party) : '?';
}

/** A sentence that names parties by their ids, with their names instead. */
export function withNames(node: SelvedgeNode, sentence: string): string {
  return sentence.replace(/urn:uuid:[0-9a-f-]{36}/g, (id) => partyWords(node, id));
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function listWords(value: unknown): string {
  if (!Array.isArray(value)) return textOf(value);
  return value.map((one) => (one === '*' ? 'all' : String(one))).join(', ');
}

export function timeWords(value: unknown): string {
  const atMs = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(atMs) ? '?' : dayWords(atMs);
}

function spanWords(claims: Record<string, unknown>): string {
  return `${timeWords(claims['validFrom'])} to ${timeWords(claims['validUntil'])}`;
}
