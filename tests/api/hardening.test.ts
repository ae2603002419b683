// What every answer of a node has in common, whoever asks for what: headers, other sites, sizes, types, names, secrets, paces. Rows are
// walked as the table has them, so that a new one is held to it too.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { httpApp } from '../../src/http/app.ts';
import { mintKey } from '../../src/http/access/key.ts';
import { usualCrowd } from '../../src/http/access/crowd.ts';
import { strictTransport } from '../../src/http/access/tls.ts';
import { wrongKeyPace } from '../../src/http/access/wrong-keys.ts';
import { doubtDesk } from '../../src/http/doubt/desk.ts';
import type { DoorOptions, Limits } from '../../src/http/door.ts';
import { documentTypes } from '../../src/http/document/type.ts';
import { captureDesk, mostWaiting } from '../../src/http/job/desk.ts';
import { captureJobsInMemory } from '../../src/http/job/memory.ts';
import { mountPages } from '../../src/http/page/mount.ts';
import type { Route } from '../../src/http/route/route.ts';
import { routes } from '../../src/http/route/table.ts';
import { webApp } from '../../src/http/web/mount.ts';
import { type House, openHouse, type Visitor } from '../account/house.ts';
import { documentOf, freshEvent, jsonOf, jsonPost } from './door.ts';

const limits: Limits = {
  captureBytes: 256 * 1024,
  captureEvents: 100,
  eventBytes: 128 * 1024,
  registerBytes: 64 * 1024,
  documentBytes: 128 * 1024,
};

/** Would stand in the scripts if the build took anything from the environment. */
const marker = 'not-for-anybody-5f2c1d';
const web = webApp();
const pages: NonNullable<DoorOptions['pages']> = (app) =>
  mountPages(app, house.node, { level: 'full', doubts: true });
let house: House;
let operator: Visitor;
let lot: string;
let digest: string;

before(async () => {
  process.env['SELVEDGE_MARKER'] = marker;
  // Pages need the node that the house opens: they are mounted on an app of their own over it.
  house = await openHouse({}, { limits, web });
  operator = await house.operatorPerson();
  const fresh = freshEvent();
  lot = fresh.lot;
  const recorded = await house.app.request('/events', jsonPost(fresh.event, house.as('party')));
  assert.equal(recorded.status, 201);
  digest = (await kept('text/plain', Buffer.from('<script>alert(1)</script>'))).digest ?? '';
});
after(async () => {
  delete process.env['SELVEDGE_MARKER'];
  await house?.close();
});

type Init = RequestInit & { duplex?: 'half' };

/** Everything that a node serves: its rows, the application, the public pages. */
function whole(more: Partial<Parameters<typeof httpApp>[1]> = {}): ReturnType<typeof httpApp> {
  const { keys, jobs, accounts } = house;
  const { documents } = house.data;
  const doubts = doubtDesk(house.data.doubts);
  return httpApp(house.node, { keys, jobs, accounts, documents, doubts, limits, web, pages, ...more });
}

function addressOf({ path }: Pick<Route, 'path'>): string {
  return path
    .replace('/:path{.+}', '/0/000')
    .replace('/:bundle{.+}', '/000')
    .replace(/:index/g, '0')
    .replace(/:digest/g, digest)
    .replace(/:\w+/g, encodeURIComponent(lot));
}

function cookieOf({ cookies }: Visitor): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

async function kept(
  type: string,
  bytes: Uint8Array,
): Promise<{ status: number; digest?: string; code?: string }> {
  const headers = { 'content-type': type, ...house.as('party') };
  const init = { method: 'POST', body: Uint8Array.from(bytes), headers };
  const answer = await house.app.request('/documents', init);
  const body = (await answer.json()) as { digest?: string; errors?: { code: string }[] };
  const code = body.errors?.[0]?.code;
  return {
    status: answer.status,
    ...(body.digest !== undefined && { digest: body.digest }),
    ...(code !== undefined && { code }),
  };
}

/** Whatever the page, the worker, and what they load, name: each with its answer. */
async function filesOfTheApplication(): Promise<Map<string, Response>> {
  const app = whole();
  const files = new Map<string, Response>();
  const waiting = ['/app/', '/app/worker.js'];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const answer = await app.request(path);
    if (path !== '/app/') files.set(path, answer);
    const named =
      (await answer.clone().text()).match(/\w[\w.-]*-[0-9A-Z]{8}\.(?:js|css|wasm|json|map)/g) ?? [];
    for (const name of named.map((one) => `/app/assets/${one}`))
      if (!files.has(name) && !waiting.includes(name)) waiting.push(name);
  }
  return files;
}

/** What is wrong with the headers of an answer; `may`: what this kind of answer has beyond the strictest. */
function wrongIn({ headers }: Response, may: { wasm?: true; camera?: true; isWorker?: true } = {}): string[] {
  const has = (name: string): string => headers.get(name) ?? '';
  const policy = has('content-security-policy');
  const wrong: [boolean, string][] = [
    [!policy.startsWith("default-src 'none'"), `policy begins ${policy.slice(0, 40)}`],
    [/'unsafe-inline'|'unsafe-eval'|'unsafe-hashes'/.test(policy), `policy allows what is unsafe: ${policy}`],
    [/'wasm-unsafe-eval'/.test(policy) && !may.wasm, 'WebAssembly'],
    [/(?:^|[\s;])(?:\*|https?:)/.test(policy), `policy allows other places: ${policy}`],
    [!may.isWorker && !/frame-ancestors 'none'/.test(policy), 'may be framed'],
    [!may.isWorker && !/base-uri 'none'/.test(policy), 'base-uri'],
    [has('x-content-type-options') !== 'nosniff', 'sniffed'],
    [has('x-frame-options') !== 'DENY', 'framed by old browsers'],
    [has('referrer-policy') !== 'no-referrer', 'referrer'],
    [has('cross-origin-opener-policy') !== 'same-origin', 'opener'],
    [has('cross-origin-resource-policy') !== 'same-origin', 'resource'],
    [!has('permissions-policy').includes(may.camera ? 'camera=(self)' : 'camera=()'), 'camera'],
    [!has('permissions-policy').includes('geolocation=()'), 'geolocation'],
    [headers.has('server') || headers.has('x-powered-by'), 'says what it is made of'],
  ];
  return wrong.flatMap(([isWrong, what]) => (isWrong ? [what] : []));
}

describe('headers', () => {
  interface Kind {
    path: () => string;
    status: number;
    init?: () => Init;
    may?: Parameters<typeof wrongIn>[1];
  }

  const page = { headers: { accept: 'text/html' } };
  const kinds: Record<string, Kind> = {
    'front page': { path: () => '/', status: 200 },
    'page of a lot': { path: () => new URL(lot).pathname, status: 200, init: () => page },
    'a page that leads on': { path: () => '/01/09521234543213/10/NONE', status: 303, init: () => page },
    'a search': { path: () => '/find?q=%3Cscript%3E', status: 404 },
    'another spelling': { path: () => '/gtin/09521234543213', status: 301 },
    checker: { path: () => '/verify', status: 200 },
    'script of a page': { path: () => '/assets/check.js', status: 200 },
    'texts of a page': { path: () => '/assets/texts/ar.json', status: 200 },
    resolver: { path: () => '/.well-known/gs1resolver', status: 200 },
    reference: { path: () => '/docs', status: 200 },
    'page of a problem': { path: () => '/problems/lot-unknown', status: 200, init: () => page },
    'a form that is turned away': {
      path: () => '/doubts',
      status: 400,
      init: () => ({
        method: 'POST',
        body: 'about=x&text=<script>',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
    },
    application: { path: () => '/app/', status: 200, may: { wasm: true, camera: true } },
    'a screen': { path: () => '/app/lots/x%22%3E', status: 200, may: { wasm: true, camera: true } },
    'the way to the application': { path: () => '/app', status: 308 },
    'service worker': { path: () => '/app/worker.js', status: 200, may: { isWorker: true } },
    manifest: { path: () => '/app/manifest.webmanifest', status: 200 },
    icon: { path: () => '/app/icon.svg', status: 200 },
    'no such asset': { path: () => '/app/assets/none.js', status: 404 },
    data: { path: () => '/health', status: 200 },
    'a text': { path: () => '/log/checkpoint', status: 200 },
    bytes: { path: () => '/log/tile/0/000.p/1', status: 200 },
    'a file to keep': {
      path: () => `/evidence/${encodeURIComponent(lot)}`,
      status: 200,
    },
    document: {
      path: () => `/documents/${digest}`,
      status: 200,
      init: () => ({ headers: house.as('party') }),
    },
    'data for a person': {
      path: () => '/account/me',
      status: 200,
      init: () => ({ headers: { cookie: cookieOf(operator) } }),
    },
    'a sign-in that is refused': {
      path: () => '/account/auth/sign-in/email',
      status: 401,
      init: () => jsonPost({ email: 'nobody@example.org', password: 'not this one at all' }),
    },
    'no such sign-in': { path: () => '/account/auth/none', status: 404 },
    'no key': { path: () => '/parties', status: 401 },
    'a wrong key': {
      path: () => '/parties',
      status: 401,
      init: () => ({ headers: { 'x-api-key': 'svk_0_0' } }),
    },
    'nothing here': { path: () => '/nowhere', status: 404 },
    'no such method': { path: () => '/health', status: 405, init: () => ({ method: 'DELETE' }) },
    options: { path: () => '/health', status: 204, init: () => ({ method: 'OPTIONS' }) },
    head: { path: () => '/health', status: 200, init: () => ({ method: 'HEAD' }) },
    'too long an address': { path: () => `/health?${'x'.repeat(9_000)}`, status: 414 },
  };

  for (const [name, { path, status, init, may }] of Object.entries(kinds))
    test(name, async () => {
      const answer = await whole().request(path(), init?.());
      assert.equal(answer.status, status, await answer.clone().text());
      assert.deepEqual(wrongIn(answer, may), []);
      const tag = answer.headers.get('etag');
      if (tag === null || status !== 200) return;
      const again = await whole().request(path(), { headers: { ...init?.().headers, 'if-none-match': tag } });
      assert.equal(again.status, 304);
      assert.deepEqual(wrongIn(again, may), []);
    });

  test('every file of the application', async () => {
    const files = await filesOfTheApplication();
    assert.ok(files.size > 20);
    for (const [name, answer] of files) {
      assert.equal(answer.status, 200, name);
      assert.match(
        answer.headers.get('content-type') ?? '',
        /^(text\/(javascript|css)|application\/(wasm|json))/,
        name,
      );
      // A thread of its own may load what the application may.
      assert.deepEqual(wrongIn(answer, { wasm: true, isWorker: true }), [], name);
    }
  });

  test('every row, for whoever may and for nobody', async () => {
    const app = whole();
    for (const route of routes)
      for (const headers of [{}, house.as('operator'), { cookie: cookieOf(operator) }]) {
        const answer = await app.request(addressOf(route), { method: route.method, headers });
        const at = `${route.method} ${route.path} ${answer.status}`;
        assert.notEqual(answer.status, 500, at);
        assert.deepEqual(wrongIn(answer), [], at);
        await answer.body?.cancel();
      }
  });

  test('what broke, and what is no HTTP at all', async () => {
    const node = new Proxy(house.node, { get: () => () => assert.fail('broken on purpose') });
    const broken = httpApp(node, { keys: house.keys, jobs: house.jobs, report: () => undefined });
    const answer = await broken.request('/log/checkpoint');
    assert.equal(answer.status, 500);
    assert.deepEqual(wrongIn(answer), []);
    assert.doesNotMatch(await answer.text(), /on purpose|\.ts|\/src\//);
    for (const text of [
      'nonsense\r\n\r\n',
      'GET / HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n',
      'GET // HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n',
    ]) {
      const said = await raw(text);
      assert.deepEqual(wrongIn(new Response(null, { headers: headersIn(said) })), [], said.slice(0, 400));
    }
  });

  test('TLS is told of where people come by it, and nowhere else', async () => {
    const told = async (
      app: ReturnType<typeof httpApp>,
      says: Record<string, string> = {},
    ): Promise<(string | null)[]> => {
      const paths = ['/', '/app/', '/app/worker.js', '/health', '/parties', '/nowhere', '/account/auth/none'];
      const answers = await Promise.all(paths.map((path) => app.request(path, { headers: says })));
      return [...new Set(answers.map(({ headers }) => headers.get('strict-transport-security')))];
    };
    const secure = { 'x-forwarded-proto': 'https' };
    assert.deepEqual(await told(whole()), [null]);
    assert.deepEqual(await told(whole(), secure), [null]);
    assert.deepEqual(await told(whole({ trustProxy: true }), { 'x-forwarded-proto': 'http' }), [null]);
    assert.deepEqual(await told(whole({ trustProxy: true }), secure), [strictTransport]);
    assert.deepEqual(await told(whole({ publicUrl: 'https://node.example' })), [strictTransport]);
  });

  test('the cookie of a session is out of reach of scripts, other sites and other hosts', async () => {
    const body = { email: 'operator@example.org', password: 'seven green bales of lint' };
    const answer = await house.app.request('http://localhost/account/auth/sign-in/email', {
      ...jsonPost(body, { origin: 'http://localhost', host: 'localhost' }),
    });
    assert.equal(answer.status, 200);
    const cookies = answer.headers.getSetCookie();
    assert.ok(cookies.some((cookie) => cookie.startsWith('selvedge.session_token=')));
    for (const cookie of cookies) {
      assert.match(cookie, /; HttpOnly(;|$)/);
      assert.match(cookie, /; SameSite=Lax(;|$)/);
      assert.doesNotMatch(cookie, /; Domain=/i);
    }
  });
});

describe('other sites', () => {
  const changing = routes.filter(({ method }) => method !== 'GET');
  const says: Record<string, Record<string, string>> = {
    'another origin': { origin: 'https://evil.example' },
    'an origin that hides': { origin: 'null', 'sec-fetch-site': 'cross-site' },
    'a neighbour': { origin: 'http://other.localhost', 'sec-fetch-site': 'same-site' },
    'no origin': {},
  };
  const types = {
    'a form': ['application/x-www-form-urlencoded', 'a=b'],
    'a form with files': ['multipart/form-data; boundary=x', '--x--'],
    'JSON called text': ['text/plain', '{}'],
    JSON: ['application/json', '{}'],
  } as const;

  /** All that a request could have changed. */
  async function stand(): Promise<unknown> {
    const { node, accounts, keys } = house;
    const audit = accounts.audit.read({ limit: 1_000 }).length;
    const people = [accounts.memberships.all(), accounts.invitations.all()];
    return [node.head().size, audit, people, (await keys.list()).length, house.data.documents.about(digest)];
  }

  for (const [who, origin] of Object.entries(says))
    test(`${who}: no row of the table does anything by the session of an operator`, async () => {
      const before = await stand();
      for (const route of changing)
        for (const [what, [type, body]] of Object.entries(types)) {
          const answer = await house.app.request(addressOf(route), {
            ...{ method: route.method, body },
            headers: { ...origin, 'content-type': type, cookie: cookieOf(operator) },
          });
          const at = `${route.method} ${route.path}, ${what}`;
          assert.equal(answer.status, 403, at);
          assert.equal((await jsonOf(answer)).errors[0].code, 'CROSS_ORIGIN', at);
          assert.equal(answer.headers.get('access-control-allow-origin'), null, at);
        }
      assert.ok(changing.length > 40);
      assert.deepEqual(await stand(), before);
    });

  test('what another site has a browser open is not compressed: nobody weighs words of theirs beside what stands there (BREACH)', async () => {
    const codingFrom = async (site: string): Promise<string | null> => {
      const headers = { cookie: cookieOf(operator), 'accept-encoding': 'gzip', 'sec-fetch-site': site };
      const answer = await house.app.request('http://localhost/search?q=guess', { headers });
      assert.equal(answer.status, 200);
      return answer.headers.get('content-encoding');
    };
    assert.equal(await codingFrom('same-origin'), 'gzip');
    assert.equal(await codingFrom('cross-site'), null);
    assert.equal(await codingFrom('same-site'), null);
  });

  test('from our own pages JSON is JSON: what a form of any site could send is no body of a row', async () => {
    const home = { origin: 'http://localhost', host: 'localhost', cookie: cookieOf(operator) };
    for (const route of changing.filter(({ takes }) => takes !== undefined))
      for (const [type, body] of Object.values(types)) {
        if (route.takes?.includes(type.split(';')[0]!)) continue;
        const headers = { ...home, 'content-type': type };
        const answer = await house.app.request(`http://localhost${addressOf(route)}`, {
          method: 'POST',
          body,
          headers,
        });
        // Who may not come here at all is told that first.
        assert.ok([415, 401, 403].includes(answer.status), `${route.path} ${type}: ${answer.status}`);
        assert.notEqual((await jsonOf(answer)).errors[0].code, 'CROSS_ORIGIN', route.path);
      }
  });

  test('reading changes nothing: no row that is a GET', async () => {
    const before = await stand();
    for (const route of routes.filter(({ method }) => method === 'GET')) {
      const headers = {
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
        cookie: cookieOf(operator),
      };
      const answer = await house.app.request(addressOf(route), { headers });
      assert.equal(answer.headers.get('access-control-allow-credentials'), null, route.path);
      assert.notEqual(answer.headers.get('access-control-allow-origin'), 'https://evil.example', route.path);
      await answer.body?.cancel();
    }
    assert.deepEqual(await stand(), before);
  });
});

describe('sizes', () => {
  const most = Math.max(...Object.values(limits));
  const piece = new Uint8Array(16 * 1024).fill(0x20);

  for (const route of routes.filter(({ takes }) => takes !== undefined))
    test(`${route.path}: a body without end is refused before it is read`, async () => {
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += piece.length;
          // An end all the same, so that a door that reads on fails here and does not hang.
          if (sent > 32 * most) controller.close();
          else controller.enqueue(piece);
        },
      });
      const own = route.who === 'people';
      const who = own
        ? { cookie: cookieOf(operator), 'sec-fetch-site': 'same-origin' }
        : house.as('operator');
      const headers = { ...who, 'content-type': route.takes![0]!, 'upload-offset': '0' };
      const init: Init = { method: route.method, headers, body, duplex: 'half' };
      const answer = await house.app.request(addressOf(route), init);
      assert.ok(answer.status >= 400 && answer.status < 500, String(answer.status));
      assert.ok(sent <= 2 * most, `${sent} bytes were taken (${answer.status})`);
      const announced = { ...headers, 'content-length': String(32 * most) };
      const refused = await house.app.request(addressOf(route), {
        ...{ method: route.method, headers: announced, body: '{}' },
      });
      assert.ok(refused.status >= 400 && refused.status < 500, String(refused.status));
    });

  test('most of them say so: 413', async () => {
    const answers = await Promise.all(
      ['/capture', '/events', '/parties', '/products', '/documents', '/doubts', '/capture/preview'].map(
        (path) => {
          const type = path === '/documents' ? 'application/pdf' : 'application/json';
          const headers = {
            ...house.as('operator'),
            'content-type': type,
            'content-length': String(2 * most),
          };
          return house.app.request(path, { method: 'POST', headers, body: '{}' });
        },
      ),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [413]);
  });

  test('a compressed body, which would be larger than it looks, is not taken', async () => {
    const headers = {
      ...house.as('operator'),
      'content-type': 'application/json',
      'content-encoding': 'gzip',
    };
    const answer = await house.app.request('/parties', { method: 'POST', headers, body: '{}' });
    assert.equal(answer.status, 415);
  });
});

describe('documents', () => {
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const markup = '<script>alert(document.domain)</script>';
  const files: Record<string, [string, Buffer, boolean]> = {
    'a picture with scripts, as a picture': ['image/png', Buffer.from(`<svg onload="alert(1)">`), false],
    'HTML as a PDF': ['application/pdf', Buffer.from(`<!doctype html>${markup}`), false],
    'a program as a photo': ['image/jpeg', Buffer.from('MZ\u0000\u0001'), false],
    'an archive as a sheet of text': ['text/csv', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), false],
    'a photo as JSON': ['application/json', Buffer.from([0xff, 0xd8, 0xff, 0xe0]), false],
    'a sheet that is none': [documentTypes.at(-1)!, Buffer.from('a;b;c'), false],
    'a credential that is none': ['application/vc+jwt', Buffer.from(markup), false],
    'HTML as text': ['text/plain', Buffer.from(markup), true],
    'a PDF that is a page too': ['application/pdf', Buffer.from(`%PDF-1.7\n${markup}`), true],
    'a photo that is a script too': ['image/png', Buffer.from([...png, ...Buffer.from(markup)]), true],
    'a sheet with a formula': ['text/csv', Buffer.from('=HYPERLINK("https://evil.example")'), true],
  };

  for (const [what, [type, bytes, isTaken]] of Object.entries(files))
    test(`${what} is ${isTaken ? 'kept, and only ever saved' : 'not taken'}`, async () => {
      const { status, digest: made, code } = await kept(type, bytes);
      if (!isTaken) return assert.deepEqual([status, code], [415, 'DOCUMENT_TYPE_DIFFERS']);
      assert.equal(status, 201);
      const answer = await house.app.request(`/documents/${made}`, { headers: house.as('party') });
      assert.equal(answer.headers.get('content-type'), type);
      assert.match(
        answer.headers.get('content-disposition') ?? '',
        /^attachment; filename="[\w-]{43}\.[a-z]{3,5}"$/,
      );
      assert.match(answer.headers.get('content-security-policy') ?? '', /; sandbox$/);
      assert.deepEqual(wrongIn(answer), []);
      assert.deepEqual(Buffer.from(await answer.arrayBuffer()), bytes);
    });

  test('a name that is sent along decides nothing', async () => {
    const headers = {
      ...house.as('party'),
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename="fine.pdf"',
    };
    const answer = await house.app.request('/documents', { method: 'POST', headers, body: markup });
    assert.equal(answer.status, 415);
  });

  test('in parts it is the same: by its first part, and once more whole', async () => {
    const begun = async (): Promise<string> => {
      const wish = jsonPost({ mediaType: 'image/png', size: 40 }, house.as('party'));
      return (await house.app.request('/documents/uploads', wish)).headers.get('location') ?? '';
    };
    const part = (path: string, at: number, text: string): Promise<Response> =>
      Promise.resolve(
        house.app.request(path, {
          ...{ method: 'POST', body: text },
          headers: {
            ...house.as('party'),
            'content-type': 'application/offset+octet-stream',
            'upload-offset': String(at),
          },
        }),
      );
    assert.equal((await part(await begun(), 0, 'x'.repeat(40))).status, 415);
    const slow = await begun();
    assert.equal((await part(slow, 0, 'x')).status, 200);
    const whole = await part(slow, 1, 'x'.repeat(39));
    assert.deepEqual([whole.status, (await jsonOf(whole)).errors[0].code], [415, 'DOCUMENT_TYPE_DIFFERS']);
    const asked = await house.app.request(slow, { headers: house.as('party') });
    assert.equal(asked.status, 415);
  });

  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'text/javascript',
    'application/xml',
    'image/gif',
  ])
    test(`${type} is no document`, async () =>
      assert.equal((await kept(type, Buffer.from(markup))).status, 415));
});

describe('names of files', () => {
  const odd = {
    'separators and quotes': '..%2F..%2F%22%5C',
    'ends of lines': '%0D%0ASet-Cookie:%20a=b',
    'a mark that turns text round': '%E2%80%AEfdp.exe',
    'three hundred characters': 'x'.repeat(300),
    'a device of Windows': 'CON',
    NUL: 'a%00b',
  };

  for (const [what, serial] of Object.entries(odd))
    test(`${what}: never in a header`, async () => {
      const id = `https://example.org/lot/${serial}`;
      const event = { quantityList: [{ epcClass: id, quantity: 100, uom: 'KGM' }] };
      await house.app.request('/events', jsonPost(freshEvent(event).event, house.as('party')));
      for (const noun of ['evidence', 'lots', 'documents', 'trace']) {
        const answer = await house.app.request(`/${noun}/${encodeURIComponent(id)}`);
        const name = answer.headers.get('content-disposition');
        if (name !== null)
          assert.match(name, /^attachment; filename="evidence-(?!.*\.\.)[\w.-]{1,120}\.json"$/);
        assert.equal(answer.headers.get('set-cookie'), null);
        for (const [, value] of answer.headers) assert.match(value, /^[\x20-\x7e]*$/);
        await answer.body?.cancel();
      }
    });

  test('a lot by such an id has its evidence, under a plain name', async () => {
    const { lot: id, event } = freshEvent({
      quantityList: [{ epcClass: 'https://example.org/lot/a%22b..%2Fc', quantity: 100, uom: 'KGM' }],
    });
    assert.ok(id);
    const told = await house.app.request('/events', jsonPost(event, house.as('party')));
    assert.equal(told.status, 201, await told.clone().text());
    const at = `/evidence/${encodeURIComponent('https://example.org/lot/a%22b..%2Fc')}`;
    const answer = await house.app.request(at);
    assert.equal(answer.status, 200);
    assert.match(
      answer.headers.get('content-disposition') ?? '',
      /^attachment; filename="evidence-lot-a-22b-2Fc-country\.json"$/,
    );
  });
});

describe('secrets', () => {
  const root = join(import.meta.dirname, '../..');

  /** What must stand in nothing that is given to everybody. */
  function secrets(): Map<string, string> {
    const { token } = house;
    const environment = Object.entries(process.env).filter(
      ([name, value = '']) => value.length >= 16 || (/KEY|TOKEN|SECRET|PASS/.test(name) && value.length >= 6),
    );
    return new Map([
      ...environment.map(([name, value]) => [`$${name}`, value ?? ''] as const),
      ['the marker', marker],
      ['an API key', token],
      ['the session', [...operator.cookies.values()][0] ?? token],
      ['a path of this machine', root],
      ['the name of this machine', `//${hostname()}`],
      ['a home', `/home/${userInfo().username}`],
    ]);
  }

  const forms: Record<string, RegExp> = {
    'a source map': /sourceMappingURL=/,
    'a private key': /-----BEGIN [A-Z ]*PRIVATE KEY|"d":"[\w-]{43}"|PRIVATE\+KEY/,
    'an API key': /svk_[0-9a-f]{8,}_[\w-]{20,}/,
    'a path': /(?:\/home\/|\/Users\/|[A-Z]:\\\\Users)[\w-]+\//,
  };

  function found(text: string): string[] {
    return [
      ...[...secrets()].flatMap(([what, value]) => (text.includes(value) ? [what] : [])),
      ...Object.entries(forms).flatMap(([what, form]) => (form.test(text) ? [what] : [])),
    ];
  }

  test('nothing that the application is made of', async () => {
    for (const [name, answer] of await filesOfTheApplication()) {
      assert.doesNotMatch(name, /\.(?:map|ts|tsx|env|json5)$/);
      assert.deepEqual(found(Buffer.from(await answer.arrayBuffer()).toString('latin1')), [], name);
    }
  });

  test('nothing that is shown to everybody', async () => {
    const app = whole();
    const pathsOfPages = [
      '/',
      '/verify',
      '/docs',
      '/openapi.json',
      '/problems',
      '/app/',
      '/assets/check.js',
      '/assets/check-verdict.js',
    ];
    const paths = [...pathsOfPages, new URL(lot).pathname, '/health', '/log/checkpoint', '/account/me'];
    for (const path of paths) {
      const answer = await app.request(path);
      assert.equal(answer.status, 200, path);
      assert.deepEqual(found(await answer.text()), [], path);
    }
  });

  test('what lies beside the sources is at no address', async () => {
    const app = whole();
    for (const path of [
      '/package.json',
      '/src/main.ts',
      '/web/src/main.tsx',
      '/.env',
      '/.git/config',
      '/selvedge.db',
      '/operator-api-key',
      '/sealing.key',
      '/app/assets/..%2f..%2fpackage.json',
      '/app/../package.json',
      '/assets/..%2fbundle.ts',
    ]) {
      const answer = await app.request(path);
      assert.equal(answer.status, 404, path);
    }
  });
});

describe('paces', () => {
  const wrongKey = { 'x-api-key': mintKey({ role: 'operator' }, 0).text };

  async function tried(
    app: ReturnType<typeof httpApp>,
    times: number,
    says: Record<string, string> = {},
  ): Promise<Response> {
    let last = new Response();
    for (let count = 0; count < times; count += 1)
      last = await app.request('/parties', { headers: { ...wrongKey, ...says } });
    return last;
  }

  test('keys that are none: counted by address, and a good one is served beside them', async () => {
    const app = whole();
    assert.equal((await tried(app, wrongKeyPace.most)).status, 401);
    const late = await tried(app, wrongKeyPace.most + 1);
    assert.deepEqual([late.status, (await jsonOf(late)).errors[0].code], [429, 'TOO_MANY_TRIES']);
    assert.equal(late.headers.get('retry-after'), '60');
    assert.equal(late.headers.get('ratelimit-policy'), '"key";q=60;w=60');
    assert.equal(late.headers.get('ratelimit'), '"key";r=0;t=60');
    assert.deepEqual(wrongIn(late), []);
    assert.equal((await app.request('/parties', { headers: house.as('reader') })).status, 200);
  });

  test('what a client says of its address counts behind a proxy only', async () => {
    const from = (address: string): Record<string, string> => ({ 'x-forwarded-for': address });
    const open = whole();
    // Twice as many, so that a window that ends meanwhile makes no difference.
    let status = 401;
    for (let count = 0; count < 3 * wrongKeyPace.most && status === 401; count += 1)
      status = (await tried(open, 1, from(`192.0.2.${count}`))).status;
    assert.equal(status, 429);
    const behind = whole({ trustProxy: true });
    for (let count = 0; count < 2 * wrongKeyPace.most; count += 1)
      assert.equal((await tried(behind, 1, from(`192.0.2.${count}`))).status, 401);
    // The last word is that of the proxy.
    for (let count = 0; count < 3 * wrongKeyPace.most && status !== 401; count += 1)
      status = (await tried(behind, 1, from(`198.51.100.${count}, 203.0.113.9`))).status;
    assert.equal(status, 401);
  });

  const page = { method: 'GET', path: '/01/09506000134352/10/NONE' };
  for (const { method, path } of [...routes.filter(({ judges }) => judges), page])
    test(`${method} ${path}: so many ask at once, and captures do not wait for them`, async () => {
      const app = whole();
      const ask = (): Promise<Response> =>
        Promise.resolve(
          app.request(addressOf({ path }), { method, headers: { ...house.as('operator'), accept: '*/*' } }),
        );
      const asked = Array.from({ length: usualCrowd.mostOfOne + 1 }, ask);
      const capture = app.request('/events', jsonPost(freshEvent().event, house.as('party')));
      const answers = await Promise.all(asked);
      const late = answers.filter(({ status }) => status === 503);
      assert.equal(late.length, 1);
      assert.equal(late[0]?.headers.get('retry-after'), '5');
      assert.deepEqual(wrongIn(late[0] as Response), []);
      assert.equal((await capture).status, 201);
      assert.notEqual((await ask()).status, 503);
    });

  test('capture: so much of one party waits, and nobody else for it', async () => {
    const memory = captureJobsInMemory();
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const jobs = captureDesk(house.node, { ...memory, find: async (id) => gate.then(() => memory.find(id)) });
    const app = whole({ jobs });
    const sent = (who: 'party' | 'other' | 'operator'): Promise<Response> =>
      Promise.resolve(app.request('/capture', jsonPost(documentOf(freshEvent().event), house.as(who))));
    for (let count = 0; count < mostWaiting.jobs; count += 1) assert.equal((await sent('party')).status, 202);
    const late = await sent('party');
    assert.deepEqual([late.status, (await jsonOf(late)).errors[0].code], [429, 'TOO_MANY_JOBS']);
    assert.ok(Number(late.headers.get('retry-after')) > 0);
    assert.equal((await sent('other')).status, 202);
    open();
    await jobs.idle();
    assert.equal((await sent('party')).status, 202);
    await jobs.close();
  });
});

function raw(text: string): Promise<string> {
  const { hostname: host, port } = new URL(house.url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), host, () => socket.write(text));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
  });
}

function headersIn(answer: string): Headers {
  const [head = ''] = answer.split('\r\n\r\n');
  return new Headers(
    head
      .split('\r\n')
      .slice(1)
      .map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
  );
}
