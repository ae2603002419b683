// The public pages as a GS1 resolver: spellings, forms, link types, what is not there.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openShop, type Shop, shirt, shirtGtin } from './shop.ts';

const productPath = `/01/${shirtGtin}`;
const lotPath = `${productPath}/10/L1`;
const anything = { accept: '*/*' };
let shop: Shop;

before(async () => {
  shop = await openShop();
});
after(() => shop.world.close());

describe('addresses', () => {
  for (const [asked, status, to] of [
    ['/01/9520161000011/10/L1', 301, lotPath],
    [`${lotPath}/`, 301, lotPath],
    ['/gtin/9520161000011?x=1', 301, `${productPath}?x=1`],
    [`${productPath}/22/V2/10/L1`, 301, lotPath],
    [`${productPath}/10/L9?x=1`, 303, `${productPath}?x=1&unknown=L9`],
    [`${productPath}/21/S9`, 303, `${productPath}?unknown=S9`],
  ] as const) {
    test(`${asked} is sent on`, async () => {
      const response = await shop.get(asked);
      assert.equal(response.status, status);
      assert.equal(response.headers.get('location'), to);
    });
  }

  for (const [asked, status, says] of [
    ['/01/09520161000012', 400, /A digit of this number is wrong/],
    ['/01/hello', 400, /We cannot read this address/],
    ['/00/095201510000009505', 404, /We do not know this number/],
    ['/01/09506000134352/10/A', 404, /We do not know this number/],
  ] as const) {
    test(`${asked} is answered ${status} in plain words, and as a problem to programs`, async () => {
      const page = await shop.get(asked);
      assert.equal(page.status, status);
      assert.match(await page.text(), says);
      const data = await shop.get(asked, { accept: 'application/ld+json' });
      assert.equal(data.headers.get('content-type'), 'application/problem+json');
    });
  }
});

describe('forms', () => {
  test('a browser gets the page, whoever wants JSON-LD the passport', async () => {
    const browser = await shop.get(lotPath, {
      accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
    });
    assert.match(browser.headers.get('content-type') ?? '', /^text\/html/);
    const response = await shop.get(lotPath, { accept: 'application/ld+json' });
    assert.equal(response.headers.get('content-type'), 'application/ld+json');
    assert.equal(response.headers.get('vary'), 'Accept, Accept-Language');
    const passport = (await response.json()) as Record<string, unknown>;
    assert.equal(passport['@id'], `https://shop.example${lotPath}`);
    assert.equal(passport['gs1:gtin'], shirtGtin);
    assert.equal(passport['gs1:hasBatchLotNumber'], 'L1');
    assert.deepEqual(passport['gs1:countryOfOrigin'], [
      { 'gs1:countryCode': 'BJ' },
      { 'gs1:countryCode': 'IN' },
    ]);
  });

  test('a product has a passport as data too', async () => {
    const product = (await (await shop.get(productPath, { accept: 'application/ld+json' })).json()) as Record<
      string,
      unknown
    >;
    assert.equal(product['gs1:gtin'], shirtGtin);
    assert.equal(product['@type'], 'gs1:Product');
  });

  test('what can be given in no form is refused', async () => {
    assert.equal((await shop.get(lotPath, { accept: 'image/png' })).status, 406);
  });

  for (const [path, headers] of [
    [`${lotPath}?linkType=linkset`, anything],
    [`${lotPath}?linkType=all`, { accept: 'text/html' }],
    [lotPath, { accept: 'application/linkset+json' }],
  ] as const) {
    test(`${path} for ${headers.accept} is a linkset`, async () => {
      const response = await shop.get(path, headers);
      assert.equal(response.headers.get('content-type'), 'application/linkset+json');
      const { linkset } = (await response.json()) as { linkset: Record<string, unknown>[] };
      assert.equal(linkset.length, 1);
      const { anchor, ...relations } = linkset[0]!;
      assert.equal(anchor, `https://shop.example${lotPath}`);
      for (const [relation, targets] of Object.entries(relations)) {
        assert.match(relation, /^https:\/\/ref\.gs1\.org\/voc\/[a-zA-Z]+$/);
        for (const { href } of targets as { href: string }[])
          assert.match(href, /^https:\/\/shop\.example\//);
      }
    });
  }

  test('one link type leads to its target, an unknown one to nothing', async () => {
    const trace = await shop.get(`${lotPath}?linkType=gs1:traceability`);
    assert.equal(trace.status, 307);
    assert.equal(
      trace.headers.get('location'),
      `https://shop.example/trace/${encodeURIComponent(`${shirt}/10/L1`)}`,
    );
    assert.equal((await shop.get(`${lotPath}?linkType=gs1:pip`)).status, 200);
    assert.equal((await shop.get(`${lotPath}?linkType=gs1:constructor`)).status, 404);
    assert.equal((await shop.get(`${lotPath}?linkType=gs1:nothing`, anything)).status, 404);
  });

  test('the Link header names the linkset', async () => {
    assert.match(
      (await shop.get(lotPath)).headers.get('link') ?? '',
      /linkType=linkset>; rel="linkset"; type="application\/linkset\+json"/,
    );
  });

  test('who has the page already is told so until something changes', async () => {
    const etag = (await shop.get(lotPath)).headers.get('etag') ?? '';
    assert.match(etag, /^"[\w-]+"$/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await shop.get(lotPath, { accept: 'text/html', 'if-none-match': tag });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), '');
    }
    const data = await shop.get(lotPath, { accept: 'application/ld+json', 'if-none-match': etag });
    assert.equal(data.status, 200);
  });

  test('the resolver describes itself', async () => {
    const description = (await (await shop.get('/.well-known/gs1resolver')).json()) as Record<
      string,
      unknown
    >;
    assert.equal(description['resolverRoot'], 'https://shop.example');
    assert.deepEqual(description['supportedPrimaryKeys'], ['01', '00']);
  });
});

describe('levels', () => {
  test('at level country neither page nor data name a firm', async () => {
    const guarded = await openShop({ level: 'country' });
    try {
      for (const accept of ['text/html', 'application/ld+json']) {
        const body = await (await guarded.get(lotPath, { accept })).text();
        assert.doesNotMatch(body, /Field West|Place 952|BJ-01/);
        assert.match(body, /Names of firms and their places/);
      }
    } finally {
      await guarded.world.close();
    }
  });
});
