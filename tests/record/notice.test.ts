// Whoever relied on something hears of words about it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accredit, type Cast, from, id, openCast } from './cast.ts';
import { tellChain, tellRecords } from './chain.ts';

const notices = (
  cast: Cast,
  name: Parameters<Cast['party']>[0],
  since?: number,
): [string, string, string[]][] =>
  cast.world.node.notices(cast.party(name), since).map(({ word, about, touches }) => [word, about, touches]);

test('a suspension upstream touches claims downstream, from the day it counts from', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const since = cast.world.node.head().size - 1;
  await cast.say('certifier', 'status', {
    about: id('farm-scope'),
    state: 'suspended',
    from: '2026-09-01T00:00:00Z',
  });
  assert.deepEqual(notices(cast, 'brand', since), []);
  assert.deepEqual(notices(cast, 'farm', since), [['suspended', id('farm-scope'), [id('farm-scope')]]]);
  await cast.say('certifier', 'status', { about: id('farm-scope'), state: 'revoked', from });
  assert.deepEqual(notices(cast, 'brand', since), [
    ['revoked', id('farm-scope'), [id('shirt-claim'), id('product-claim')]],
  ]);
  assert.deepEqual(notices(cast, 'spinner', since)[0]?.[2], [id('yarn-claim'), id('use')]);
  assert.deepEqual(notices(cast, 'stranger', since), []);
  assert.deepEqual(notices(cast, 'brand', cast.world.node.head().size - 1), []);
  await cast.world.close();
});

test('and so do words about accreditations, claims, trade and rules', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  let since = cast.world.node.head().size - 1;
  await cast.say('anchor', 'status', { about: id('certifier-gots'), state: 'suspended', from });
  assert.deepEqual(
    notices(cast, 'brand', since).map(([, about]) => about),
    [id('certifier-gots')],
  );
  assert.deepEqual(notices(cast, 'certifier', since), [['suspended', id('certifier-gots'), []]]);
  since = cast.world.node.head().size - 1;
  await cast.say('spinner', 'status', { about: id('yarn-claim'), state: 'withdrawn', from });
  assert.deepEqual(notices(cast, 'brand', since), [
    ['withdrawn', id('yarn-claim'), [id('shirt-claim'), id('product-claim')]],
  ]);
  since = cast.world.node.head().size - 1;
  await cast.say('spinner', 'answer', {
    about: id('shipment'),
    word: 'disputes',
    at: '2026-03-06T00:00:00Z',
    reason: 'wet',
  });
  assert.deepEqual(notices(cast, 'farm', since), [['disputes', id('shipment'), [id('tc')]]]);
  assert.deepEqual(notices(cast, 'brand', since)[0]?.[2], [id('shirt-claim'), id('product-claim')]);
  assert.match(
    cast.world.node.notices(cast.party('farm'), since)[0]!.detail,
    /disputes .* \(wet\)\. 1 claim or certificate/,
  );
  since = cast.world.node.head().size - 1;
  const content = {
    format: 'selvedge-pack/1',
    kind: 'scheme',
    pack: 'gots',
    version: '7',
    title: 'G',
    sources: [],
    claims: [],
    excludes: [],
  };
  await cast.say('operator', 'pack', { pack: 'gots', version: '7', from, content });
  assert.deepEqual(notices(cast, 'stranger', since), [['7', 'gots', [id('elsewhere-claim')]]]);
  assert.deepEqual(notices(cast, 'farm', since), []);
  await cast.world.close();
});

test('nobody hears of its own words', async () => {
  const cast = await openCast();
  await accredit(cast);
  assert.deepEqual(notices(cast, 'anchor'), []);
  await cast.world.close();
});
