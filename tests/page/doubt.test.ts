// "Report a doubt": without an account, without script, not without limits; and who gets to read it.
import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { Hono } from 'hono';
import { doubtDesk } from '../../src/http/doubt/desk.ts';
import { mountPages } from '../../src/http/page/mount.ts';
import { freshEvent, jsonOf, jsonPost, openDoor, type TestDoor } from '../api/door.ts';

interface ShownDoubt {
  about: string;
  kind: string;
  text: string;
  language: string | null;
}

const said = 'The label says linen, and it feels like plastic.';
let door: TestDoor;
let lot: string;
let pages: Hono;
const doors: TestDoor[] = [];

beforeEach(async () => {
  door = await openDoor();
  pages = new Hono();
  mountPages(pages, door.node, { doubts: true, level: 'full' });
  doors.push(door);
  const { lot: made, event } = freshEvent();
  lot = made;
  assert.equal((await door.app.request('/events', jsonPost(event, door.as('party')))).status, 201);
});
after(() => Promise.all(doors.map((one) => one.close())));

function sent(fields: Record<string, string>): RequestInit {
  const body = new URLSearchParams({
    about: lot,
    kind: 'claim',
    lang: 'en',
    opened: '1',
    text: said,
    ...fields,
  });
  return {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString(),
  };
}

async function readBy(caller: 'operator' | 'party' | 'other'): Promise<ShownDoubt[]> {
  const response = await door.app.request('/doubts', { headers: door.as(caller) });
  assert.equal(response.status, 200);
  return (await jsonOf(response))['member'] as unknown as ShownDoubt[];
}

describe('the form', () => {
  test('is on the page, without script, and may only be sent home', async () => {
    const response = await pages.request(`${new URL(lot).pathname}?lang=tr`, {
      headers: { accept: 'text/html' },
    });
    const page = await response.text();
    assert.match(page, /<form class="doubt" action="\/doubts" method="post">/);
    assert.match(page, /name="lang" value="tr"/);
    assert.match(page, /name="opened" value="\d{13}"/);
    assert.match(response.headers.get('content-security-policy') ?? '', /form-action 'self'/);
    assert.equal(response.headers.get('set-cookie'), null);
  });

  test('what it sends is kept, and the page says so', async () => {
    const response = await door.app.request('/doubts', sent({ lang: 'tr' }));
    assert.equal(response.status, 303);
    const back = response.headers.get('location') ?? '';
    assert.equal(back, `${new URL(lot).pathname}?lang=tr&doubt=kept#doubt`);
    assert.match(
      await (await pages.request(back, { headers: { accept: 'text/html' } })).text(),
      /role="status"/,
    );
    const [kept, ...more] = await readBy('operator');
    assert.deepEqual(more, []);
    const { about, kind, text, language } = kept!;
    assert.deepEqual(
      { about, kind, text, language },
      { about: lot, kind: 'claim', text: said, language: 'tr' },
    );
  });

  test('a program that fills every field is thanked, and nothing is kept', async () => {
    assert.equal((await door.app.request('/doubts', sent({ website: 'https://spam.example' }))).status, 303);
    assert.deepEqual(await readBy('operator'), []);
  });

  const turnedAway: [string, () => Record<string, string>, number, RegExp][] = [
    ['too quick', () => ({ opened: String(Date.now()) }), 400, /faster than anybody can write/],
    ['without a time', () => ({ opened: '', text: `${said}!` }), 400, /faster than anybody can write/],
    ['too short', () => ({ text: 'Bad.' }), 400, /at least a full sentence/],
    ['too long', () => ({ text: 'x'.repeat(2001) }), 400, /at least a full sentence/],
    [
      'about nothing that is known',
      () => ({ about: 'https://id.gs1.org/01/09521234543213/10/NONE' }),
      404,
      /do not know the thing/,
    ],
    ['about no address at all', () => ({ about: 'javascript:alert(1)' }), 404, /do not know the thing/],
  ];
  for (const [how, fields, status, says] of turnedAway) {
    test(`${how} is turned away, and what was written stays`, async () => {
      const response = await door.app.request('/doubts', sent(fields()));
      assert.equal(response.status, status);
      assert.equal(response.headers.get('cache-control'), 'no-store');
      const page = await response.text();
      assert.match(page, says);
      if (status === 400) assert.ok(page.includes((fields()['text'] ?? said).slice(0, 30)));
      assert.deepEqual(await readBy('operator'), []);
    });
  }

  test('what was written comes back as text, in the language of the form', async () => {
    const response = await door.app.request(
      '/doubts',
      sent({ text: '</textarea><script>', opened: String(Date.now()), lang: 'ar' }),
    );
    const page = await response.text();
    assert.match(page, /<html lang="ar" dir="rtl">/);
    assert.match(page, /&lt;\/textarea&gt;&lt;script&gt;<\/textarea>/);
  });

  test('marks that turn or hide text are taken out', async () => {
    assert.equal(
      (await door.app.request('/doubts', sent({ text: `\u202e${said}\u0000\r\nTwo` }))).status,
      303,
    );
    assert.equal((await readBy('operator'))[0]?.text, `${said} \nTwo`);
  });

  test('a body that is too large is not read', async () => {
    assert.equal((await door.app.request('/doubts', sent({ text: 'x'.repeat(40_000) }))).status, 413);
  });
});

describe('how many', () => {
  test('a few from one address, then nobody is listened to for an hour, and the words are not lost', async () => {
    for (let count = 0; count < 5; count += 1)
      assert.equal((await door.app.request('/doubts', sent({}))).status, 303);
    const response = await door.app.request('/doubts', sent({}));
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '3600');
    const page = await response.text();
    assert.match(page, /Too many doubts/);
    assert.ok(page.includes(said));
    const program = await door.app.request('/doubts', jsonPost({ about: lot, text: said }));
    assert.equal(program.status, 429);
    assert.equal((await jsonOf(program))['code'] ?? 'TOO_MANY_TRIES', 'TOO_MANY_TRIES');
    assert.equal((await readBy('operator')).length, 5);
  });

  test('of all together, and anew after the window; other addresses are not hindered by one', () => {
    let nowMs = 0;
    const kept: string[] = [];
    const store = {
      add: ({ text }: { text: string }) => void kept.push(text),
      list: () => [],
      things: () => [],
    };
    const desk = doubtDesk(store, {
      pace: { perAddress: 2, overall: 3, windowMs: 1000 },
      nowMs: () => nowMs,
    });
    const from = (address: string): boolean =>
      desk.add({ about: lot, kind: 'other', text: address, language: null }, address);
    assert.deepEqual(
      [from('a'), from('a'), from('a'), from('b'), from('c')],
      [true, true, false, true, false],
    );
    nowMs = 1000;
    assert.deepEqual([from('c'), from('a')], [true, true]);
    assert.equal(kept.length, 5);
  });
});

describe('who reads', () => {
  test('the operator all, a party what is about its own, and nobody learns who wrote', async () => {
    const response = await door.app.request('/doubts', jsonPost({ about: lot, text: said, language: 'de' }));
    assert.equal(response.status, 204);
    assert.equal((await readBy('party')).length, 1);
    assert.deepEqual(await readBy('other'), []);
    const [doubt] = await readBy('operator');
    assert.deepEqual(Object.keys(doubt!).sort(), ['about', 'at', 'id', 'kind', 'language', 'text']);
    const rows = door.data.database.prepare('SELECT * FROM doubt').all();
    assert.doesNotMatch(JSON.stringify(rows), /127\.0\.0\.1/);
  });

  test('the brand reads what is about its product, whoever made the lot', async () => {
    const product = { product: lot.replace(/\/10\/.*/, ''), party: door.otherParty, name: 'A shirt' };
    assert.equal((await door.app.request('/products', jsonPost(product, door.as('other')))).status, 201);
    await door.app.request('/doubts', jsonPost({ about: lot, text: said }));
    await door.app.request('/doubts', jsonPost({ about: product.product, text: said }));
    assert.equal((await readBy('other')).length, 2);
    assert.equal((await readBy('party')).length, 1);
  });
});
