import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WebBuild } from '../../../web/build.ts';
import { pagesOf } from './pages.ts';

const build: WebBuild = {
  files: [],
  scripts: { early: 'early.js', app: 'app.js' },
  styles: { near: 'near.css', far: 'far.css' },
  texts: new Map(['en', 'de'].map((one) => [one, { near: `${one}-near.js`, far: `${one}-far.js` }])),
  screens: [
    { path: '/', files: ['home.js'], isNear: true },
    { path: '/capture/run', files: ['form.js'], isNear: true },
    { path: '/lots', files: ['lots.js'], isNear: false },
    { path: '/lots/$id', files: ['lot.js'], isNear: false },
  ],
  worker: '',
};
const pages = pagesOf(build);

function pageAt(path: string, acceptLanguage?: string, cookie?: string): string {
  const url = new URL(path, 'https://node.example');
  return pages.pageOf(pages.keyOf({ url, acceptLanguage, cookie }));
}

const preloads = (page: string): string[] =>
  [...page.matchAll(/modulepreload" href="\/app\/assets\/([^"]+)"/g)].map(([, name = '']) => name);
const sheets = (page: string): string[] =>
  [...page.matchAll(/stylesheet" href="\/app\/assets\/([^"]+)"/g)].map(([, name = '']) => name);

test('the page names what its screen will ask for', () => {
  assert.deepEqual(preloads(pageAt('/app/capture/run')), ['form.js', 'en-near.js']);
  assert.deepEqual(preloads(pageAt('/app/')), ['home.js', 'en-near.js']);
  assert.deepEqual(preloads(pageAt('/app/lots/urn%3Ax?tab=2')), ['lot.js', 'en-near.js', 'en-far.js']);
  assert.deepEqual(sheets(pageAt('/app/capture/run')), ['near.css']);
  assert.deepEqual(sheets(pageAt('/app/lots')), ['near.css', 'far.css']);
});

test('an address that is no screen gets the application alone', () => {
  assert.deepEqual(preloads(pageAt('/app/nowhere/at/all')), ['en-near.js']);
});

test('the language is that of the address, of what was chosen here, of the browser', () => {
  const first = (page: string): string | undefined => preloads(page).at(-1);
  assert.equal(first(pageAt('/app/nowhere', 'de-AT, en;q=0.5')), 'de-near.js');
  assert.equal(first(pageAt('/app/nowhere', 'en', 'a=b; selvedge-language=de')), 'de-near.js');
  assert.equal(first(pageAt('/app/nowhere?lang=en', 'de', 'selvedge-language=de')), 'en-near.js');
  assert.equal(first(pageAt('/app/nowhere', 'en', 'selvedge-language=constructor')), 'en-near.js');
});

test('who asks for the same in the same language gets the same page', () => {
  const key = (path: string): string =>
    pages.keyOf({ url: new URL(path, 'https://node.example'), acceptLanguage: 'de', cookie: 'session=1' });
  assert.equal(key('/app/lots/a'), key('/app/lots/b?x=1'));
  assert.notEqual(key('/app/lots'), key('/app/lots/b'));
});
