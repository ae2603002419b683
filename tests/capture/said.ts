// What test parties say: small EPCIS documents, and a device that signs for itself. Each builder gives the plainest
// event of its kind; whatever a test adds is what the test is about.
import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { keyThumbprint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { CaptureOutcome } from '../../src/flow/answers.ts';
import type { DeviceTools, Signer } from '../../src/flow/device.ts';
import { enrolmentOf, signDocument } from '../../src/flow/device.ts';
import type { SelvedgeNode } from '../../src/flow/node.ts';
import { testNowMs, type TestWorld } from '../support/world.ts';

export type Event = Record<string, unknown>;

export const context: unknown[] = [
  'https://ref.gs1.org/standards/epcis/epcis-context.jsonld',
  { tex: 'https://ns.example/textile/' },
];
const firstMs = Date.UTC(2026, 2, 1, 8);

export function lotId(name: string): string {
  return `https://id.gs1.org/01/09506000134352/10/${name}`;
}

export function itemId(serial: string): string {
  return `https://id.gs1.org/01/09506000134352/21/${serial}`;
}

/** SSCC with its check digit. */
export function unitId(number: number): string {
  const digits = `340123453${String(number).padStart(8, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return `https://id.gs1.org/00/${digits}${(10 - (sum % 10)) % 10}`;
}

/** `minute`: when it happened, in minutes after the first moment of the test's world. */
export function at(minute: number): { eventTime: string; eventTimeZoneOffset: string } {
  return { eventTime: new Date(firstMs + minute * 60_000).toISOString(), eventTimeZoneOffset: '+00:00' };
}

export function kilograms(lot: string, quantity: number): Event {
  return { epcClass: lot, quantity, uom: 'KGM' };
}

export function made(minute: number, lot: string, quantity: number, more: Event = {}): Event {
  return {
    type: 'ObjectEvent',
    ...at(minute),
    action: 'ADD',
    bizStep: 'commissioning',
    quantityList: [kilograms(lot, quantity)],
    ...more,
  };
}

export function spun(
  minute: number,
  inputs: [string, number][],
  outputs: [string, number][],
  more: Event = {},
): Event {
  const portions = (list: [string, number][]): Event[] =>
    list.map(([lot, quantity]) => kilograms(lot, quantity));
  return {
    type: 'TransformationEvent',
    ...at(minute),
    bizStep: 'commissioning',
    inputQuantityList: portions(inputs),
    outputQuantityList: portions(outputs),
    ...more,
  };
}

export function packed(minute: number, unit: string, children: [string, number][], more: Event = {}): Event {
  const childQuantityList = children.map(([lot, quantity]) => kilograms(lot, quantity));
  return {
    type: 'AggregationEvent',
    ...at(minute),
    action: 'ADD',
    bizStep: 'packing',
    parentID: unit,
    childQuantityList,
    ...more,
  };
}

export function unpacked(
  minute: number,
  unit: string,
  children: [string, number][] = [],
  more: Event = {},
): Event {
  const some =
    children.length === 0
      ? {}
      : { childQuantityList: children.map(([lot, quantity]) => kilograms(lot, quantity)) };
  return {
    type: 'AggregationEvent',
    ...at(minute),
    action: 'DELETE',
    bizStep: 'unpacking',
    parentID: unit,
    ...some,
    ...more,
  };
}

/** Things with a serial number, used up for good. */
export function usedUp(minute: number, epcs: string[], more: Event = {}): Event {
  return {
    type: 'ObjectEvent',
    ...at(minute),
    action: 'DELETE',
    bizStep: 'destroying',
    epcList: epcs,
    ...more,
  };
}

/** The same event again, declared an error. */
export function declaredWrong(event: Event, more: Event = {}): Event {
  return {
    ...event,
    errorDeclaration: { declarationTime: '2026-04-01T00:00:00Z', reason: 'incorrect_data', ...more },
  };
}

export function documentOf(...events: Event[]): Record<string, unknown> {
  return {
    '@context': context,
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-02T00:00:00Z',
    epcisBody: { eventList: events },
  };
}

export function bytesOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

export function say(node: SelvedgeNode, party: string, ...events: Event[]): Promise<CaptureOutcome> {
  return node.capture({ party, bytes: bytesOf(documentOf(...events)) });
}

/** Says it, and it must be taken. */
export async function tell(node: SelvedgeNode, party: string, ...events: Event[]): Promise<CaptureOutcome> {
  const outcome = await say(node, party, ...events);
  assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals));
  return outcome;
}

/** The codes with which it is refused; it must change nothing. */
export async function refusedCodes(
  world: TestWorld,
  offer: () => Promise<CaptureOutcome>,
): Promise<string[]> {
  const before = everything(world);
  const outcome = await offer();
  assert.equal(outcome.outcome, 'refused', JSON.stringify(outcome));
  assert.deepEqual(outcome.entries, []);
  for (const refusal of outcome.refusals)
    assert.ok(refusal.detail.length > 7, `no sentence: ${JSON.stringify(refusal)}`);
  assert.deepEqual(everything(world), before);
  return outcome.refusals.map(({ code }) => code);
}

/** Head, state and every stored byte of the log. */
export function everything({ node, data }: TestWorld): unknown {
  const { size, root } = node.head();
  const rows = ['entry', 'tile'].map((table) => data.database.prepare(`SELECT * FROM ${table}`).all());
  return { size, root: Buffer.from(root).toString('hex'), state: node.stateHash(), rows };
}

export interface Device extends Signer {
  tools: DeviceTools;
  /** The statements of a document, signed by this device. */
  statements(node: SelvedgeNode, ...events: Event[]): string[];
}

export function newDevice(party: string): Device {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(String(publicKey.export({ format: 'jwk' }).x), 'base64url');
  const tools = { primitives: nodePrimitives, randomBytes, nowMs: () => testNowMs };
  const signer: Signer = {
    party,
    kid: keyThumbprint(raw, nodePrimitives),
    publicKey: raw,
    sign: (bytes) => sign(null, bytes, privateKey),
  };
  return {
    ...signer,
    tools,
    statements: (node, ...events) => {
      const signed = signDocument(signer, bytesOf(documentOf(...events)), 'property', node, tools);
      assert.ok(signed.ok, JSON.stringify(signed));
      return signed.value;
    },
  };
}

let parties = 0;

/** A party whose key the node has never held. */
export async function admitDevice(node: SelvedgeNode): Promise<Device> {
  parties += 1;
  const device = newDevice(`urn:uuid:00000000-0000-4000-8000-${String(parties).padStart(12, '0')}`);
  const { jwk, possession } = enrolmentOf(device);
  const admitted = await node.admitParty({
    party: device.party,
    name: `Device party ${parties}`,
    device: { jwk, possession },
  });
  assert.ok(admitted.ok, JSON.stringify(admitted));
  return device;
}
