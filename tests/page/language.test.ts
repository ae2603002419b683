// The public pages in each language: which one is chosen, that every text has its words, and how caches and search engines tell them apart.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { languageOf } from '../../src/http/page/language/choose.ts';
import { english, wordsOf } from '../../src/http/page/language/texts.ts';
import { Words } from '../../src/http/page/language/words.ts';
import { type Language, languages } from '../../web/src/language/languages.ts';
import { openShop, type Shop, shirtGtin } from './shop.ts';

const lotPath = `/01/${shirtGtin}/10/L1`;
const paths = ['/', lotPath, `/01/${shirtGtin}`, '/find?q=nothing', '/01/09520161000012', '/verify'];
/** As sent, without drawings, which are the same in every language. */
const mostBytes = 50_000;
let shop: Shop;

before(async () => {
  shop = await openShop({ doubts: true });
});
after(() => shop.world.close());

function inLanguage(path: string, language: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}lang=${language}`;
}

describe('the language of a page', () => {
  const chosen: [string, string | undefined, Language][] = [
    ['', undefined, 'en'],
    ['', 'fr-CH, fr;q=0.9, en;q=0.8, *;q=0.5', 'fr'],
    ['', 'en;q=0.5, tr;q=0.9', 'tr'],
    ['', 'sv, nb;q=0.9, ar;q=0.1', 'ar'],
    ['', 'hi;q=0, bn', 'bn'],
    ['', 'xx, *', 'en'],
    ['', 'zh-Hant-TW', 'zh'],
    ['', ';;,q=,fr;q=oops,de', 'de'],
    ['lang=es', 'fr', 'es'],
    ['lang=pt-BR', 'fr', 'pt'],
    ['lang=klingon', 'fr', 'fr'],
    ['lang=__proto__', 'constructor, it', 'it'],
  ];
  for (const [query, header, language] of chosen) {
    test(`?${query} and Accept-Language ${header} is ${language}`, () =>
      assert.equal(languageOf(new URLSearchParams(query), header), language));
  }

  test('is in its headers and in the page, and caches keep languages apart', async () => {
    const german = await shop.get(lotPath, { accept: 'text/html', 'accept-language': 'de' });
    assert.match(await german.text(), /<html lang="de" dir="ltr">/);
    assert.equal(german.headers.get('content-language'), 'de');
    assert.match(german.headers.get('vary') ?? '', /Accept-Language/);
    const tag = german.headers.get('etag') ?? '';
    const again = { accept: 'text/html', 'if-none-match': tag };
    assert.equal((await shop.get(lotPath, { ...again, 'accept-language': 'de' })).status, 304);
    assert.equal((await shop.get(lotPath, { ...again, 'accept-language': 'tr' })).status, 200);
  });

  test('is kept on the way through the site once it was asked for', async () => {
    const page = await (await shop.get(`/01/${shirtGtin}?lang=fr`)).text();
    assert.ok(page.includes(`href="${lotPath}?lang=fr"`));
    assert.equal(
      (await shop.get('/find?q=9520161000011&lang=fr')).headers.get('location'),
      `/01/${shirtGtin}?lang=fr`,
    );
    assert.equal(
      (await shop.get(`/01/9520161000011?lang=fr`)).headers.get('location'),
      `/01/${shirtGtin}?lang=fr`,
    );
  });

  test('is offered by name, without script, and told to search engines', async () => {
    const page = await (await shop.get(`${lotPath}?lang=ar`)).text();
    for (const [language, name] of Object.entries(languages)) {
      assert.ok(
        page.includes(`href="${lotPath}?lang=${language}" lang="${language}" hreflang="${language}"`),
        language,
      );
      assert.ok(page.includes(`>${name}</a>`), name);
      assert.ok(
        page.includes(`hreflang="${language}" href="https://shop.example${lotPath}?lang=${language}"`),
      );
    }
    assert.ok(page.includes(`hreflang="x-default" href="https://shop.example${lotPath}"`));
    assert.ok(page.includes(`rel="canonical" href="https://shop.example${lotPath}?lang=ar"`));
    assert.ok(
      (await (await shop.get(lotPath)).text()).includes(
        `rel="canonical" href="https://shop.example${lotPath}"`,
      ),
    );
  });
});

describe('every language', () => {
  for (const language of Object.keys(languages) as Language[]) {
    test(`${language}: every page is whole, in its direction, and short`, async () => {
      for (const path of paths) {
        const page = await (await shop.get(inLanguage(path, language))).text();
        const direction = language === 'ar' ? 'rtl' : 'ltr';
        assert.ok(page.includes(`<html lang="${language}" dir="${direction}">`), path);
        const shown = page.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<svg[\s\S]*?<\/svg>/g, '');
        assert.doesNotMatch(shown, /\{\{|\bpage\.[a-z]|undefined|\bNaN\b|\[object/, path);
        assert.ok(Buffer.byteLength(shown) < mostBytes, `${path}: ${Buffer.byteLength(shown)} bytes`);
      }
    });

    test(`${language}: the checker gets its texts`, async () => {
      const response = await shop.get(`/assets/texts/${language}.json`, { accept: '*/*' });
      const told = (await response.json()) as { language: string; texts: object; english: object };
      assert.equal(told.language, language);
      for (const key of Object.keys(english))
        assert.ok(key in told.texts || key in told.english || key.includes('_'), key);
    });
  }

  test('names of places and numbers are said as the language says them', async () => {
    const french = await (await shop.get(`${lotPath}?lang=fr`)).text();
    assert.match(french, /Bénin/);
    assert.match(french, /75,0[\s\u00a0\u202f]%/);
    assert.match(await (await shop.get(`${lotPath}?lang=de`)).text(), /Tunesien/);
    assert.match(await (await shop.get(`${lotPath}?lang=bn`)).text(), /৭৫\.০%/);
  });

  test('no other address has texts', async () => {
    for (const name of ['xx.json', 'en.txt', '..%2fen.json'])
      assert.equal((await shop.get(`/assets/texts/${name}`)).status, 404, name);
  });
});

describe('words', () => {
  test('a text that a language lacks is said in English, with the plural of English', () => {
    const words = new Words('ar', { 'page.way': 'الطريق' }, english);
    assert.equal(words.t('page.way'), 'الطريق');
    assert.equal(words.t('page.pieces', { count: 1 }), 'One piece');
    assert.match(words.t('page.pieces', { count: 3 }), /pieces$/);
    assert.throws(() => words.t('page.nothing'), /no text/);
  });

  test('plural forms are those of the language', () => {
    const texts = {
      'page.pieces_one': 'قطعة',
      'page.pieces_two': 'قطعتان',
      'page.pieces_few': '{{count}} قطع',
      'page.pieces_other': '{{count}} قطعة',
    };
    const words = new Words('ar', texts, english);
    assert.equal(words.t('page.pieces', { count: 2 }), 'قطعتان');
    assert.match(words.t('page.pieces', { count: 5 }), /قطع$/);
  });

  test('a name keeps to itself in a sentence from right to left', () => {
    const words = new Words('ar', {}, english);
    assert.match(words.t('page.doneBy', { who: 'Weaver & Co.' }), /\u2068Weaver & Co\.\u2069/);
    assert.doesNotMatch(wordsOf('en').t('page.doneBy', { who: 'Weaver' }), /\u2068/);
  });
});
