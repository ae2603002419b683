import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf, cottonPack, Events, figure, schemePack } from '../../../tests/support/dossier.ts';
import { onDay, Spoken } from '../../../tests/support/records.ts';
import { capacityFindings } from './capacity.ts';

const perHectare = [
  {
    processes: ['harvesting'],
    category: 'seedcotton',
    countries: ['*'],
    highGramsPerHectare: figure(3_000_000),
  },
];

function codes(spoken: Spoken, events: Events): string[] {
  const claim = spoken.say(spoken.claim('c', {}));
  return capacityFindings(contextOf(spoken, events, claim, 'lint/1')).map(
    ({ code, weight, about }) => `${code} ${weight} ${about}`,
  );
}

function said(): Spoken {
  const spoken = new Spoken();
  spoken.adopt(cottonPack({ perHectare }));
  spoken.adopt(schemePack('gots'));
  return spoken;
}

/** Two farms of a group harvest, one gin takes both. */
function harvested(one: number, two: number): Events {
  return new Events()
    .make('farm-1', 'harvesting', {}, { 'seedcotton/1': one })
    .make('farm-2', 'harvesting', {}, { 'seedcotton/2': two })
    .make('gin', 'ginning', { 'seedcotton/1': one, 'seedcotton/2': two }, { 'lint/1': 100 });
}

function withLand(spoken: Spoken, member: string, areaSquareMetres: number | null): void {
  spoken.say(spoken.membership(`urn:m:${member}`, { member, areaSquareMetres }));
}

test('land gives what it can: to the gram, and not a gram more', () => {
  for (const [kilograms, expected] of [
    [3000, []],
    [3001, ['CAPACITY_EXCEEDED fail farm-1']],
  ] as const) {
    const spoken = said();
    withLand(spoken, 'farm-1', 10_000);
    withLand(spoken, 'farm-2', 10_000);
    assert.deepEqual(codes(spoken, harvested(kilograms, 2000)), expected);
  }
});

test('a group is judged by the land of all its producers', () => {
  const spoken = said();
  withLand(spoken, 'farm-1', 10_000);
  withLand(spoken, 'farm-2', 10_000);
  const events = harvested(2900, 2900).make('did:web:group', 'harvesting', {}, { 'seedcotton/3': 300 });
  events.make('gin', 'ginning', { 'seedcotton/3': 300 }, { 'lint/1': 10 });
  assert.deepEqual(codes(spoken, events), ['CAPACITY_EXCEEDED fail did:web:group']);
});

test('two seasons are two harvests of the same land', () => {
  const spoken = said();
  withLand(spoken, 'farm-1', 10_000);
  const events = new Events()
    .make('farm-1', 'harvesting', {}, { 'seedcotton/1': 2900 })
    .make('farm-1', 'harvesting', {}, { 'seedcotton/2': 2900 }, { atMs: onDay(360) })
    .make('gin', 'ginning', { 'seedcotton/1': 2900, 'seedcotton/2': 2900 }, { 'lint/1': 100 });
  assert.deepEqual(codes(spoken, events), []);
});

test('whoever tells no area is not judged; a withheld one leaves it open', () => {
  const silent = said();
  withLand(silent, 'farm-1', null);
  assert.deepEqual(codes(silent, harvested(9000, 1)), []);
  const hidden = said();
  hidden.say({ ...hidden.membership('urn:m:1', { member: 'farm-1' }), withheld: true });
  assert.deepEqual(
    codes(hidden, harvested(9000, 1)),
    ['CAPACITY_EXCEEDED unknown farm-1', 'CAPACITY_EXCEEDED unknown did:web:group'].sort((a, b) =>
      a.split(' ')[2]! < b.split(' ')[2]! ? -1 : 1,
    ),
  );
});
