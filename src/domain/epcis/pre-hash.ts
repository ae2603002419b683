// The text of an event that its CBV 2.0 hash is taken of: equal for every spelling of the same facts.
// The order of properties is that of the published vectors, which differs from the table in the generator's manual.
import { canonicalDigitalLink, isJsonObject, type JsonObject, parseInstant } from '#verifier';
import { decimalText, numericText } from './decimal-text.ts';
import type { Namespaces } from './namespaces.ts';
import { sortedByCodePoint } from './order.ts';
import * as cbv from './vocabulary.ts';

/** The pre-hash string of a valid event; `namespaces` are the prefixes in force in it (`namespacesOf`). */
export function preHash(event: JsonObject, namespaces: Namespaces): string {
  const type = expanded(textOf(event['type']), namespaces);
  return `eventType=${type}${inOrder(event, eventOrder, namespaces)}${restOf(event, namespaces)}`;
}

/** Writes one property, or '' where it says nothing. */
type Writer = (name: string, value: unknown, namespaces: Namespaces) => string;
type Order = readonly (readonly [name: string, write: Writer])[];

const plain: Writer = (name, value) => all(value, (one) => field(name, canonicalText(one)));
const time: Writer = (name, value) => field(name, instantText(textOf(value)));

function word(vocabulary: cbv.Vocabulary): Writer {
  return (name, value, namespaces) =>
    all(value, (one) => field(name, expanded(cbv.spelledOut(vocabulary, textOf(one)), namespaces)));
}

const epcs: Writer = (name, value) =>
  group(
    name,
    listed(value, (one) => field('epc', canonicalText(one))),
  );
const quantityOrder: Order = ['epcClass', 'quantity', 'uom'].map((name) => [name, plain]);
const quantities: Writer = (name, value, namespaces) => {
  return group(
    name,
    listed(value, (one) => group('quantityElement', [inOrder(one as JsonObject, quantityOrder, namespaces)])),
  );
};
const location: Writer = (name, value, namespaces) => {
  const { id, ...extensions } = value as JsonObject;
  return group(name, [field('id', canonicalText(id)) + extensionsOf(extensions, namespaces)]);
};

const metadataOrder: Order = [
  ...['time', 'startTime', 'endTime'].map((name) => [name, time] as const),
  ...['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'].map(
    (name) => [name, plain] as const,
  ),
];
const reportOrder: Order = [
  ['type', word(cbv.measurementTypes)],
  ['exception', word(cbv.alertTypes)],
  ...['deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'].map(
    (name) => [name, plain] as const,
  ),
  ['time', time],
  ...['microorganism', 'chemicalSubstance', 'value'].map((name) => [name, plain] as const),
  ['component', word(cbv.components)],
  ...['stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue', 'minValue', 'maxValue', 'meanValue'].map(
    (name) => [name, plain] as const,
  ),
  ...['sDev', 'percRank', 'percValue', 'uom', 'coordinateReferenceSystem'].map(
    (name) => [name, plain] as const,
  ),
];
const reports: Writer = (name, value, namespaces) => {
  return sortedByCodePoint(
    listed(value, (one) => group(name, [withExtensions(one as JsonObject, reportOrder, namespaces)])),
  ).join('');
};
const metadata: Writer = (name, value, namespaces) =>
  group(name, [withExtensions(value as JsonObject, metadataOrder, namespaces)]);
const sensorOrder: Order = [
  ['sensorMetadata', metadata],
  ['sensorReport', reports],
];
const sensors: Writer = (name, value, namespaces) => {
  return group(
    name,
    listed(value, (one) =>
      group('sensorElement', [withExtensions(one as JsonObject, sensorOrder, namespaces)]),
    ),
  );
};

const persistentOrder: Order = ['set', 'unset'].map((name) => [name, word(cbv.dispositions)]);
const persistent: Writer = (name, value, namespaces) =>
  group(name, [inOrder(value as JsonObject, persistentOrder, namespaces)]);

const eventOrder: Order = [
  ['eventTime', time],
  ['eventTimeZoneOffset', plain],
  ['certificationInfo', plain],
  ['parentID', plain],
  ['epcList', epcs],
  ['inputEPCList', epcs],
  ['childEPCs', epcs],
  ['quantityList', quantities],
  ['childQuantityList', quantities],
  ['inputQuantityList', quantities],
  ['outputEPCList', epcs],
  ['outputQuantityList', quantities],
  ['action', plain],
  ['transformationID', plain],
  ['bizStep', word(cbv.bizSteps)],
  ['disposition', word(cbv.dispositions)],
  ['persistentDisposition', persistent],
  ['readPoint', location],
  ['bizLocation', location],
  ['sensorElementList', sensors],
];

// These come last, among the extensions, all sorted together.
const partyOrder = (name: string, types: cbv.Vocabulary): Order => [
  ['type', word(types)],
  [name, plain],
];
const parties = (one: string, types: cbv.Vocabulary): Writer => {
  return (name, value, namespaces) =>
    group(
      name,
      listed(value, (element) => inOrder(element as JsonObject, partyOrder(one, types), namespaces)),
    );
};
const unordered: ReadonlyMap<string, Writer> = new Map([
  ['bizTransactionList', parties('bizTransaction', cbv.transactionTypes)],
  ['sourceList', parties('source', cbv.partyTypes)],
  ['destinationList', parties('destination', cbv.partyTypes)],
  ['ilmd', (name, value, namespaces) => group(name, [extensionsOf(value as JsonObject, namespaces)])],
]);

// No part of what happened: CBV 2.0 section 8.9.
const ignored = new Set([
  '@context',
  'type',
  'eventID',
  'recordTime',
  'errorDeclaration',
  'rdfs:comment',
  'comment',
]);
const ordered = new Set(eventOrder.map(([name]) => name));

function restOf(event: JsonObject, namespaces: Namespaces): string {
  const parts: string[] = [];
  for (const name of Object.keys(event)) {
    if (ordered.has(name) || ignored.has(name)) continue;
    const write = unordered.get(name);
    if (write === undefined) parts.push(...extension(name, event[name], namespaces));
    else parts.push(write(name, event[name], namespaces));
  }
  return sortedByCodePoint(parts).join('');
}

function inOrder(value: JsonObject, order: Order, namespaces: Namespaces): string {
  let text = '';
  for (const [name, write] of order)
    if (value[name] !== undefined) text += write(name, value[name], namespaces);
  return text;
}

function withExtensions(value: JsonObject, order: Order, namespaces: Namespaces): string {
  const names = new Set(order.map(([name]) => name));
  const extensions = Object.fromEntries(Object.entries(value).filter(([name]) => !names.has(name)));
  return inOrder(value, order, namespaces) + extensionsOf(extensions, namespaces);
}

function extensionsOf(value: JsonObject, namespaces: Namespaces): string {
  const names = Object.keys(value).filter((name) => !ignored.has(name) || name === 'type');
  return sortedByCodePoint(names.flatMap((name) => extension(name, value[name], namespaces))).join('');
}

// A list is its element repeated, as in XML; a name that ends in List has an element of the name before that.
function extension(name: string, value: unknown, namespaces: Namespaces): string[] {
  const full = qualified(name, namespaces);
  const elements = Array.isArray(value) ? value : [value];
  if (full.endsWith('List'))
    return [
      group(
        full,
        listed(elements, (one) => extended(full.slice(0, -4), one, namespaces)),
      ),
    ].filter((text) => text !== '');
  return elements.map((one) => extended(full, one, namespaces));
}

function extended(name: string, value: unknown, namespaces: Namespaces): string {
  if (isJsonObject(value)) return name + extensionsOf(value, namespaces);
  const text = canonicalText(value, namespaces);
  return text === '' ? name : `${name}=${text}`;
}

/** `{namespace}local`, whatever prefix was used. */
function qualified(name: string, namespaces: Namespaces): string {
  const at = name.indexOf(':');
  const namespace = at === -1 ? undefined : namespaces.get(name.slice(0, at));
  if (namespace !== undefined) return `{${namespace}}${name.slice(at + 1)}`;
  const cut = Math.max(name.lastIndexOf('/'), name.lastIndexOf('#')) + 1;
  return at === -1 || cut === 0 ? name : `{${name.slice(0, cut)}}${name.slice(cut)}`;
}

function expanded(value: string, namespaces: Namespaces): string {
  const at = value.indexOf(':');
  const namespace = at === -1 ? undefined : namespaces.get(value.slice(0, at));
  return namespace === undefined ? value : namespace + value.slice(at + 1);
}

/** A value as the hash sees it: trimmed, numbers without superfluous zeros, GS1 keys as canonical Digital Links. */
function canonicalText(value: unknown, namespaces?: Namespaces): string {
  if (typeof value === 'number') return decimalText(value);
  const text = textOf(value).trim();
  const numeric = numericText(text);
  if (numeric !== undefined) return numeric;
  if (!text.includes(':')) return text;
  const link = canonicalDigitalLink(text);
  if (link !== undefined) return link;
  // In extensions only GS1's own compact URIs are spelled out: any other text may merely hold a colon.
  return namespaces !== undefined && /^(gs1|cbv|epcis):/.test(text) ? expanded(text, namespaces) : text;
}

function instantText(text: string): string {
  const ms = parseInstant(text);
  return ms === undefined ? text.trim() : new Date(ms).toISOString();
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

function field(name: string, text: string): string {
  return text === '' ? '' : `${name}=${text}`;
}

/** A list or object with its contents; empty ones are left out. */
function group(name: string, contents: string[]): string {
  const text = sortedByCodePoint(contents).join('');
  return text === '' ? '' : name + text;
}

function all(value: unknown, write: (one: unknown) => string): string {
  return Array.isArray(value) ? sortedByCodePoint(value.map(write)).join('') : write(value);
}

function listed(value: unknown, write: (one: unknown) => string): string[] {
  return Array.isArray(value) ? value.map(write) : [];
}
