import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { pdfOf } from '../../web/src/paper/pdf.ts';
import { readPdf } from './support/pdf.ts';

const scripts = [
  'Where 62T1 comes from (50%) \\ <b>',
  'من أين أتت 62T1',
  'खेत से दुकान तक',
  'মাঠ থেকে দোকান',
  '从田间到商店 𠮷',
  'çğışöü éèñß',
];

test('a paper file: found by its table of places, the picture whole, the text in every script', () => {
  const many = Array.from({ length: 600 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
  const pixels = Buffer.alloc(4 * 3 * 3, 200);
  const pages = [scripts, [many]].map((texts) => ({
    ...{ width: 4, height: 3, pixels: deflateSync(pixels) },
    texts: texts.map((text, at) => ({ text, x: 42, y: 60 + at * 14, size: 9, width: 200 })),
  }));
  const file = pdfOf({ title: 'من أين أتت', language: 'ar', rtl: true, madeAtMs: 1.8e12, pages });
  const read = readPdf(Buffer.from(file));
  assert.deepEqual([read.title, read.language, read.rightToLeft], ['من أين أتت', 'ar', true]);
  assert.deepEqual(
    read.pages.map(({ texts }) => texts),
    [scripts, [many]],
  );
  for (const { texts, letters, ...page } of read.pages) {
    assert.deepEqual(letters, texts);
    assert.deepEqual(page, { width: 4, height: 3, pixels });
  }
});

test('a page without any text is a page', () => {
  const page = { width: 1, height: 1, pixels: deflateSync(Buffer.alloc(3)), texts: [] };
  const file = pdfOf({ title: '', language: 'en', rtl: false, madeAtMs: 0, pages: [page] });
  assert.deepEqual(readPdf(Buffer.from(file)).pages[0]?.texts, []);
});
