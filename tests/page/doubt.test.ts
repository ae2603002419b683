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
      find: () => undefined,
      list: () => [],
      count: () => ({ new: 0, read: 0, settled: 0 }),
      things: () => [],
      mark: () => undefined,
      marks: () => [],
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
    assert.deepEqual(Object.keys(doubt!).sort(), [
      'about',
      'at',
      'id',
      'kind',
      'language',
      'marks',
      'standing',
      'text',
    ]);
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

describe('what became of it', () => {
  interface Listed {
    counts: { new: number; read: number; settled: number };
    member: { id: string; standing: string; marks: Record<string, unknown>[] }[];
  }

  async function listed(caller: 'operator' | 'party' | 'other', query = ''): Promise<Listed> {
    const response = await door.app.request(`/doubts${query}`, { headers: door.as(caller) });
    assert.equal(response.status, 200, await response.clone().text());
    return (await response.json()) as Listed;
  }

  async function mark(
    caller: 'operator' | 'party' | 'other',
    body: Record<string, unknown>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const [{ id } = { id: 'none' }] = (await listed('operator')).member;
    return door.app.request(`/doubts/${id}/standing`, jsonPost(body, { ...door.as(caller), ...headers }));
  }

  const settled = { standing: 'settled', note: ' Asked the sewers:\u202e it is the old label. ' };

  beforeEach(async () => {
    assert.equal((await door.app.request('/doubts', jsonPost({ about: lot, text: said }))).status, 204);
  });

  test('it is new until somebody has read it, and settled by what was done', async () => {
    assert.deepEqual((await listed('party')).counts, { new: 1, read: 0, settled: 0 });
    assert.equal((await mark('party', { standing: 'read' })).status, 200);
    const response = await mark('party', settled);
    const [now] = (await listed('party')).member;
    assert.deepEqual(await response.json(), now);
    assert.equal(now?.standing, 'settled');
    const said = { party: door.party, personName: null, partyName: door.node.party(door.party)?.name };
    const words = now?.marks.map(({ at, ...rest }) => rest);
    assert.deepEqual(words, [
      { ...said, standing: 'settled', note: 'Asked the sewers:  it is the old label.' },
      { ...said, standing: 'read', note: null },
    ]);
  });

  test('whom it is about does not put it out of the sight of the operator, who reads what was done', async () => {
    await mark('party', settled);
    const forParty = await listed('party', '?standing=open');
    assert.deepEqual([forParty.counts.settled, forParty.member.length], [1, 0]);
    const forOperator = await listed('operator', '?standing=new');
    assert.deepEqual(forOperator.counts, { new: 1, read: 0, settled: 0 });
    assert.match(String(forOperator.member[0]?.marks[0]?.['note']), /the old label/);
    assert.equal((await mark('operator', { standing: 'read' })).status, 200);
    assert.equal((await listed('party', '?standing=settled')).member.length, 1);
  });

  test('whom it does not concern learns nothing of it and says nothing of it', async () => {
    const refused = await mark('other', { standing: 'read' });
    const none = await door.app.request(
      '/doubts/none/standing',
      jsonPost({ standing: 'read' }, door.as('other')),
    );
    assert.deepEqual([refused.status, none.status], [404, 404]);
    assert.deepEqual(await refused.json(), await none.json());
    assert.deepEqual((await listed('other')).counts, { new: 0, read: 0, settled: 0 });
    assert.deepEqual((await listed('operator')).member[0]?.marks, []);
  });

  const wrong: [string, Record<string, unknown>][] = [
    ['settled without what was done', { standing: 'settled' }],
    ['settled by nothing but blanks and marks', { standing: 'settled', note: ' \u202e\n ' }],
    ['read, with a note', { standing: 'read', note: 'hm' }],
    ['another word', { standing: 'wrong' }],
    ['in the name of another', { standing: 'read', party: 'urn:x' }],
    ['longer than anybody reads', { standing: 'settled', note: 'x'.repeat(1001) }],
  ];
  for (const [how, body] of wrong) {
    test(`${how} is refused, and changes nothing`, async () => {
      const response = await mark('party', body);
      assert.equal(response.status, 400);
      assert.match(response.headers.get('content-type') ?? '', /application\/problem\+json/);
      assert.equal((await jsonOf(response)).errors[0].code, 'FIELD_INVALID');
      assert.deepEqual((await listed('party')).member[0]?.marks, []);
    });
  }

  test('the same again changes nothing, and the same request is answered again', async () => {
    for (let count = 0; count < 3; count += 1) await mark('party', settled);
    const headers = { 'idempotency-key': 'a-key-of-one-attempt' };
    await mark('operator', settled, headers);
    await mark('operator', { standing: 'read' });
    const again = await mark('operator', settled, headers);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    const [now] = (await listed('operator')).member;
    assert.deepEqual([now?.standing, now?.marks.length], ['read', 3]);
  });

  test('it stands in the audit trail, without the words, and not in the log', async () => {
    const { size } = door.node.head();
    await mark('party', settled);
    const trail = door.accounts.audit.read({ party: door.party, limit: 10 });
    const [noted] = trail.filter(({ action }) => action === 'marked a doubt');
    assert.deepEqual([noted?.role, noted?.detail], ['API key', { standing: 'settled' }]);
    assert.doesNotMatch(JSON.stringify(trail), /label/);
    assert.equal(door.node.head().size, size);
  });

  test('the day of a party counts those that nobody there has read', async () => {
    const day = async (): Promise<{ count: number; member: Record<string, unknown>[] }> => {
      const response = await door.app.request('/today', { headers: door.as('party') });
      return ((await response.json()) as Record<string, never>)['doubts']!;
    };
    const { count, member } = await day();
    assert.deepEqual([count, member[0]?.['about'], 'text' in member[0]!], [1, lot, false]);
    await mark('operator', { standing: 'read' });
    assert.equal((await day()).count, 1);
    await mark('party', { standing: 'read' });
    assert.deepEqual(await day(), { count: 0, member: [] });
  });
});
