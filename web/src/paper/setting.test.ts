import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesOf, margin, type Mark, type Measure, Setting, types } from './setting.ts';
import { paperSize } from './pdf.ts';

/** Every letter is half as wide as it is high. */
const measure: Measure = (text, { size }) => [...text].length * size * 0.5;

const textsOn = (marks: readonly Mark[]): (Mark & { kind: 'text' })[] =>
  marks.filter((mark) => mark.kind === 'text');

test('lines break between words, and within a word only where it is wider than the line', () => {
  const lines = (text: string, letters: number): string[] =>
    linesOf(text, letters * types.body.size * 0.5, types.body, measure);
  assert.deepEqual(lines('one two three', 7), ['one two', 'three']);
  assert.deepEqual(lines('a 0123456789 b', 5), ['a', '01234', '56789', 'b']);
  assert.deepEqual(lines('棉花从哪里来', 4), ['棉花从哪', '里来']);
  assert.deepEqual(lines('', 4), ['']);
});

test('a table goes on over the page below its headings, and no row is cut or lost', () => {
  const setting = new Setting(measure, false);
  const rows = Array.from({ length: 150 }, (_, at) => [`place ${at}`, String(at)]);
  setting.table(
    [
      { head: 'Place', part: 0.7 },
      { head: 'Lots', part: 0.3, end: true },
    ],
    rows,
  );
  assert.ok(setting.pages.length > 2);
  const texts = setting.pages.map((marks) => textsOn(marks).map(({ text }) => text));
  for (const page of texts) assert.deepEqual(page.slice(0, 2), ['Place', 'Lots']);
  assert.deepEqual(
    texts.flatMap((page) => page.slice(2)),
    rows.flat(),
  );
  for (const { y } of setting.pages.flat()) assert.ok(y > 0 && y < paperSize.height - 40, String(y));
  const numbers = textsOn(setting.pages.flat()).filter(({ text }) => /^\d+$/.test(text));
  assert.equal(new Set(numbers.map(({ x, width }) => (x + width).toFixed(3))).size, 1);
});

test('where reading begins on the right, lines do, and columns run from there', () => {
  const setting = new Setting(measure, true);
  setting.text('one');
  setting.table(
    [
      { head: 'a', part: 0.5 },
      { head: 'b', part: 0.5 },
    ],
    [],
  );
  const [one, a, b] = textsOn(setting.pages[0]!);
  assert.equal((one!.x + one!.width).toFixed(2), (paperSize.width - margin).toFixed(2));
  assert.ok(a!.x > b!.x);
});

test('a heading takes what follows along to the next page', () => {
  const setting = new Setting(measure, false);
  for (let line = 0; line < 46; line += 1) setting.text('line');
  const before = setting.pages.length;
  setting.heading('On the map', 300);
  assert.equal(before, 1);
  assert.deepEqual(
    textsOn(setting.pages[1]!).map(({ text }) => text),
    ['On the map'],
  );
});
