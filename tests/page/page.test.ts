// The public pages over a small chain: what they say, how short they are, and what nobody can put into them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { openShop, type Shop, shirt, shirtGtin, yarn } from './shop.ts';

const lotPath = `/01/${shirtGtin}/10/L1`;
const mostBytes = 60_000;
let shop: Shop;

before(async () => {
  shop = await openShop({ showcase: [{ id: `${shirt}/10/L1`, kind: 'lot', what: 'a lot of shirts' }] });
});
after(() => shop.world.close());

async function text(path: string): Promise<string> {
  const response = await shop.get(path);
  assert.equal(response.status, 200, path);
  return response.text();
}

/** What a reader sees: no markup, no style, spaces as one. */
function words(page: string): string {
  return page
    .replace(/<(style|title)[\s\S]*?<\/\1>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/[\s\u00a0]+/g, ' ');
}

describe('the page of a lot', () => {
  test('says what it is, where it is from, which way it came', async () => {
    const said = words(await text(lotPath));
    assert.match(
      said,
      /Cut and sewn in Tunisia on 1 March 2026\. Its raw material began in Benin and India\./,
    );
    assert.match(said, /Benin one beginning 66\.7 kg 75\.0%/);
    assert.match(said, /India one beginning 22\.2 kg 25\.0%/);
    const order = ['1 Grown and picked', '2 Spun into yarn', '3 Cut and sewn Tunisia'].map((act) =>
      said.indexOf(act),
    );
    assert.ok(
      order.every((at, index) => at > (order[index - 1] ?? 0)),
      String(order),
    );
  });

  test('says what was not checked, and that the node signed', async () => {
    const said = words(await text(lotPath));
    assert.match(said, /For all 4 places the signature was made by this website/);
    assert.match(said, /Claims and certificates not checked/);
    assert.match(said, /Outside witnesses no/);
    assert.doesNotMatch(said, /verified/i);
  });

  test('needs no script and asks nobody else for anything', async () => {
    const page = await text(lotPath);
    assert.deepEqual(page.match(/<script[^>]*>/g), ['<script type="module" src="/assets/check.js">']);
    assert.doesNotMatch(page, /\son[a-z]+=|\sstyle=|javascript:/i);
    const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address!);
    for (const address of addresses) assert.match(address, /^(\/|#|data:,$|https:\/\/shop\.example\/)/);
  });

  test('has one first heading, landmarks, and a caption on its table', async () => {
    const page = await text(lotPath);
    assert.equal(page.match(/<h1/g)?.length, 1);
    for (const landmark of [
      '<main id="main">',
      '<header class="top">',
      '<footer>',
      '<nav aria-label=',
      '<caption>',
    ])
      assert.ok(page.includes(landmark), landmark);
    const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    assert.ok(
      levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1),
      String(levels),
    );
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test('carries a QR code that a decoder reads as its address', async () => {
    const page = await text(lotPath);
    const svg = /<svg class="qr"[\s\S]*?<\/svg>/.exec(page)?.[0] ?? '';
    const require = createRequire(import.meta.url);
    const wasmBinary = new Uint8Array(readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm')))
      .buffer;
    prepareZXingModule({ overrides: { wasmBinary } });
    const [code] = await readBarcodes(pictureOf(svg), { formats: ['QRCode'] });
    assert.equal(code?.text, `https://shop.example${lotPath}`);
  });
});

type Picture = Parameters<typeof readBarcodes>[0];

/** The picture that the SVG's paths of rectangles draw, four points to a module. */
function pictureOf(svg: string): Picture {
  const side = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const width = side * 4;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1h-/g)) {
    for (let dy = 0; dy < 4; dy += 1) {
      for (let dx = 0; dx < Number(run) * 4; dx += 1)
        data.fill(
          0,
          ((Number(y) * 4 + dy) * width + Number(x) * 4 + dx) * 4,
          ((Number(y) * 4 + dy) * width + Number(x) * 4 + dx) * 4 + 3,
        );
    }
  }
  return { data, width, height: width, colorSpace: 'srgb' } as unknown as Picture;
}

describe('every page', () => {
  const paths = [
    '/',
    lotPath,
    `/01/${shirtGtin}`,
    `/01/${yarn.slice(-14)}/10/Y%2F1`,
    '/find?q=nothing',
    '/01/09520161000012',
  ];

  for (const path of paths) {
    test(`${path} stays under ${mostBytes} bytes, escapes names and has the strict policy`, async () => {
      const response = await shop.get(path);
      const page = await response.text();
      assert.ok(Buffer.byteLength(page) < mostBytes, `${Buffer.byteLength(page)} bytes`);
      assert.doesNotMatch(page, /<script>/);
      const policy = response.headers.get('content-security-policy') ?? '';
      assert.match(policy, /^default-src 'none'; style-src 'sha256-/);
      assert.doesNotMatch(policy, /unsafe/);
    });
  }
});

describe('the product page', () => {
  test('lists its lots and says which one is not known', async () => {
    const page = await text(`/01/${shirtGtin}?unknown=${encodeURIComponent('<b>L9')}`);
    assert.match(page, /We do not know this number:<\/strong> <bdi class="number">&lt;b&gt;L9<\/bdi>/);
    assert.match(page, new RegExp(`href="${lotPath}"`));
    assert.match(words(page), /400 pieces/);
  });
});

describe('the front page', () => {
  test('shows the showcase and the head of the log', async () => {
    const page = await text('/');
    assert.match(page, /A lot of shirts/);
    assert.match(words(page), new RegExp(`${shop.world.node.head().size} records so far`));
    assert.doesNotMatch(page, /<script/);
  });

  for (const [asked, to] of [
    [shirtGtin, `/01/${shirtGtin}`],
    ['9520161000011', `/01/${shirtGtin}`],
    [`${shirtGtin}/L1`, lotPath],
    [`${shirtGtin}/10/L1`, lotPath],
    [` https://brand.example/01/${shirtGtin}/10/L1?a=b `, lotPath],
    ['urn:epc:class:lgtin:9520161.000001.L1', lotPath],
    [`https://x.example/01/${yarn.slice(-14)}/10/Y%2F1`, `/01/${yarn.slice(-14)}/10/Y%2F1`],
    ['3', '/log/proof/3'],
  ] as const) {
    test(`finds ${asked.trim()}`, async () => {
      const response = await shop.get(`/find?q=${encodeURIComponent(asked)}`);
      assert.equal(response.status, 303);
      assert.equal(response.headers.get('location'), to);
    });
  }

  test('says plainly that nothing was found, and gives the question back escaped', async () => {
    const response = await shop.get(`/find?q=${encodeURIComponent('"><script>')}`);
    assert.equal(response.status, 404);
    const page = await response.text();
    assert.match(page, /Nothing was found/);
    assert.match(page, /value="&quot;&gt;&lt;script&gt;"/);
  });
});
