import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf, cottonPack, Events, figure, schemePack } from '../../../tests/support/dossier.ts';
import { onDay, Spoken } from '../../../tests/support/records.ts';
import type { Membership } from '../record/record.ts';
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

/** The member has joined the group by its own word. */
function withLand(spoken: Spoken, member: string, areaSquareMetres: number | null): void {
  joins(spoken, member, 'did:web:group');
  spoken.say(spoken.membership(`urn:m:${member}`, { member, areaSquareMetres }));
}

function joins(spoken: Spoken, member: string, group: string): void {
  const invitation = `hash for ${member} of ${group}`;
  spoken.say(
    spoken.next('invitation', group, { invitation, as: 'producer', expiresMs: onDay(1), note: null }),
  );
  spoken.say(spoken.next('acceptance', member, { invitation, secret: 'secret' }));
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
  joins(hidden, 'farm-1', 'did:web:group');
  hidden.say({ ...hidden.membership('urn:m:1', { member: 'farm-1' }), withheld: true });
  assert.deepEqual(
    codes(hidden, harvested(9000, 1)),
    ['CAPACITY_EXCEEDED unknown farm-1', 'CAPACITY_EXCEEDED unknown did:web:group'].sort((a, b) =>
      a.split(' ')[2]! < b.split(' ')[2]! ? -1 : 1,
    ),
  );
});

test('a stranger says nothing of anybody’s land; who shipped to it has it for a group', () => {
  const spoken = said();
  spoken.say(spoken.membership('urn:m:1', { party: 'stranger', member: 'farm-1', areaSquareMetres: 10 }));
  assert.deepEqual(codes(spoken, harvested(2000, 1)), []);
  spoken.say(spoken.trade('urn:t:1', { seller: 'farm-1', buyer: 'stranger', issuer: 'farm-1' }));
  assert.deepEqual(codes(spoken, harvested(2000, 1)), [
    'CAPACITY_EXCEEDED fail farm-1',
    'CAPACITY_EXCEEDED fail stranger',
  ]);
});

test('land is not taken back after the harvest was told, and what ended before is none', () => {
  const group = (members: Partial<Membership>, withdrawn?: { entry: number; fromMs: number }): string[] => {
    const spoken = said();
    const told = { member: 'farm-1', areaSquareMetres: 10_000, ...members };
    spoken.say(spoken.membership('urn:m:1', told));
    if (withdrawn !== undefined) {
      const word = { about: 'urn:m:1', state: 'withdrawn', reason: null, fromMs: withdrawn.fromMs } as const;
      spoken.say({ ...spoken.next('status', 'did:web:group', word), entry: withdrawn.entry });
    }
    const events = new Events()
      .make('did:web:group', 'harvesting', {}, { 'seedcotton/1': 3001 }, { atMs: onDay(20) })
      .make('gin', 'ginning', { 'seedcotton/1': 3001 }, { 'lint/1': 1000 });
    return codes(spoken, events);
  };
  const exceeded = ['CAPACITY_EXCEEDED fail did:web:group'];
  assert.deepEqual(group({}), exceeded);
  assert.deepEqual(group({ areaSquareMetres: 20_000 }), []);
  assert.deepEqual(group({ areaSquareMetres: 20_000, untilMs: onDay(10) }), exceeded);
  assert.deepEqual(group({}, { entry: 2000, fromMs: onDay(0) }), exceeded);
  assert.deepEqual(group({ areaSquareMetres: 20_000 }, { entry: 2000, fromMs: onDay(0) }), []);
  assert.deepEqual(group({ areaSquareMetres: 20_000 }, { entry: 500, fromMs: onDay(10) }), exceeded);
  assert.deepEqual(group({ areaSquareMetres: 20_000 }, { entry: 500, fromMs: onDay(30) }), []);
});

test('groups that share a producer have its land once', () => {
  const spoken = said();
  for (const party of ['did:web:group', 'other'])
    spoken.say(
      spoken.membership(`urn:m:${party}`, { party, member: 'urn:uuid:1', areaSquareMetres: 10_000 }),
    );
  const events = (kilograms: number): Events =>
    new Events()
      .make('did:web:group', 'harvesting', {}, { 'seedcotton/1': kilograms })
      .make('other', 'harvesting', {}, { 'seedcotton/2': kilograms })
      .make('gin', 'ginning', { 'seedcotton/1': kilograms, 'seedcotton/2': kilograms }, { 'lint/1': 100 });
  assert.deepEqual(codes(spoken, events(1500)), []);
  assert.deepEqual(codes(spoken, events(1501)), ['CAPACITY_EXCEEDED fail did:web:group']);
});
