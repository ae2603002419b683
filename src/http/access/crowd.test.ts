import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Hono } from 'hono';
import { counted, Crowd, nodeBusy } from './crowd.ts';

test('so many of all together, and so many of each', () => {
  const crowd = new Crowd({ most: 3, mostOfOne: 2 });
  const leave = crowd.enter('mill');
  assert.ok(leave !== undefined && crowd.enter('mill') !== undefined);
  assert.equal(crowd.enter('mill'), undefined, 'two of one address');
  assert.ok(crowd.enter('gin'));
  assert.equal(crowd.enter('farm'), undefined, 'three of all');
  leave();
  assert.ok(crowd.enter('farm'));
  assert.equal(crowd.enter('mill'), undefined, 'the room that was left is taken');
});

test('room is left when the answer is there, and when it breaks', async () => {
  const app = new Hono();
  app.use('/asked/*', counted(new Crowd({ most: 1, mostOfOne: 1 }), false, nodeBusy));
  let answered: () => void = () => {};
  app.get('/asked/slowly', async (c) => {
    await new Promise<void>((resolve) => {
      answered = resolve;
    });
    return c.text('there');
  });
  app.get('/asked/wrongly', () => {
    throw new Error('broke');
  });
  app.onError((_, c) => c.text('broke', 500));
  const first = app.request('/asked/slowly');
  const second = await app.request('/asked/slowly');
  assert.deepEqual([second.status, second.headers.get('retry-after')], [503, '5']);
  answered();
  assert.equal((await first).status, 200);
  for (let time = 0; time < 2; time += 1)
    assert.equal((await app.request('/asked/wrongly')).status, 500, 'not 503: it was left');
});
