import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { draftEvents, seal } from './draft.ts';
import { signedPointers } from './pointers.ts';

let salts = 0;
const tools = { primitives: nodePrimitives, nextSalt: () => String(salts++).padStart(22, 'A') };
const event = (name: string): Record<string, unknown> => ({
  type: 'ObjectEvent',
  epcList: [`urn:x:${name}1`, `urn:x:${name}2`],
  'a:b~c': name,
});

function pointersWithout(...gone: number[]): string[] {
  salts = 0;
  const document = { type: 'EPCISDocument', epcisBody: {}, sender: 'me' };
  const events = [event('a'), event('b')];
  const draft = draftEvents(
    { party: 'urn:x:p', kid: 'A'.repeat(43) },
    1,
    document,
    events,
    [{ births: [] }, { births: [] }],
    'property',
    tools,
  );
  const parts = seal(draft, new Uint8Array(64)).split('~');
  const read = readStatement(parts.filter((_, index) => !gone.includes(index - 1)).join('~'), nodePrimitives);
  assert.ok(read.ok, JSON.stringify(read));
  return [...signedPointers(read.statement).values()].sort();
}

const list = '/document/epcisBody/eventList';

test('every disclosure has its place, names escaped', () => {
  const inEvent = (index: number): string[] =>
    ['', '/a:b~0c', '/epcList/0', '/epcList/1'].map((name) => `${list}/${index}${name}`);
  assert.deepEqual(pointersWithout(), [...inEvent(0), ...inEvent(1), '/document/sender'].sort());
});

test('what is gone moves nothing', () => {
  // The first event: two elements, a property, then the event itself.
  const first = [0, 1, 2, 3];
  assert.deepEqual(
    pointersWithout(...first).filter((pointer) => pointer.startsWith(list)),
    [`${list}/1`, `${list}/1/a:b~0c`, `${list}/1/epcList/0`, `${list}/1/epcList/1`],
  );
  assert.ok(
    pointersWithout(0).includes(`${list}/0/epcList/1`) && !pointersWithout(0).includes(`${list}/0/epcList/0`),
  );
});
