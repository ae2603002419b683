// Writing and reading sheets: round trips, ugly files, hostile files.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import { kindOfFile } from './read/kind.ts';
import { readSheets, safeName } from './read/read.ts';
import { decoded } from './read/text.ts';
import type { Cell } from './sheet.ts';
import { dayOrderOf, readDate } from './value/date.ts';
import { decimalMarkOf, readAmount } from './value/number.ts';
import { csvOf } from './write/csv.ts';
import { type BookSheet, sheetNames, workbookOf } from './write/workbook.ts';

const book: BookSheet = {
  name: 'Rows',
  columns: [
    { form: 'text', width: 20 },
    { form: 'number', width: 12 },
    { form: 'date', width: 12 },
  ],
  rows: [
    ['selvedge/lot', 'selvedge/amount', 'selvedge/date'],
    ['Lot', 'Amount', 'Day'],
    ['000123', 12.5, '2026-03-04'],
    ['=HYPERLINK("http://x")', 3, null],
    ['<&">\u0007 ý', null, null],
  ],
  hiddenRows: [0],
  headingRow: 1,
  validations: [
    { column: 0, fromRow: 2, source: 'Lists!$A$1:$A$2', isStrict: true, title: 'Lot', text: 'One of yours' },
  ],
};
const lists: BookSheet = {
  name: 'Lists',
  columns: [{ form: 'text', width: 20 }],
  rows: [['000123'], ['x']],
  isHidden: true,
};

test('a workbook that we write is read again as it was', async () => {
  const bytes = workbookOf([book, lists]);
  const [first, second] = await readXlsxFile(bytes.buffer);
  assert.deepEqual(first?.data[2], ['000123', 12.5, '2026-03-04']);
  assert.deepEqual(first?.data[3]?.slice(0, 2), ['=HYPERLINK("http://x")', 3]);
  assert.equal(first?.data[4]?.[0], '<&"> ý');
  assert.equal(second?.sheet, 'Lists');
  const own = await readSheets(bytes, 'x.xlsx');
  assert.ok(own.ok);
  assert.deepEqual(
    own.sheets.map(({ name }) => name),
    ['Rows'],
    'hidden sheets are not read',
  );
  assert.deepEqual(own.sheets[0]?.rows[2], ['000123', 12.5, '2026-03-04']);
});

test('its XML is what Excel needs: parts, types, relationships, order of elements', () => {
  const files = Object.fromEntries(
    Object.entries(unzipSync(workbookOf([book, lists]))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
  assert.deepEqual(Object.keys(files)[0], '[Content_Types].xml', 'stands first, as packages have it');
  const types = files['[Content_Types].xml'] ?? '';
  for (const name of Object.keys(files).filter((one) => one.endsWith('.xml') && !one.startsWith('[')))
    assert.ok(types.includes(`PartName="/${name}"`), name);
  const targets = [
    ...(files['xl/_rels/workbook.xml.rels'] ?? '').matchAll(/Id="(\w+)"[^>]*Target="([^"]+)"/g),
  ];
  const ids = [...(files['xl/workbook.xml'] ?? '').matchAll(/r:id="(\w+)"/g)].map(([, id]) => id);
  for (const id of ids) {
    const target = targets.find(([, one]) => one === id)?.[2];
    assert.ok(target !== undefined && `xl/${target}` in files, `${id} leads to a part`);
  }
  assert.match(
    files['xl/workbook.xml'] ?? '',
    /<sheet name="Lists" sheetId="2" state="hidden" r:id="rId2"\/>/,
  );
  const sheet = files['xl/worksheets/sheet1.xml'] ?? '';
  const order = ['sheetViews', 'sheetFormatPr', 'cols', 'sheetData', 'dataValidations', 'pageMargins'];
  const places = order.map((name) => sheet.indexOf(`<${name}`));
  assert.ok(places.every((place) => place > 0));
  assert.deepEqual(
    [...places].sort((one, other) => one - other),
    places,
  );
  assert.match(
    sheet,
    /<dataValidation type="list"[^>]*sqref="A3:A10000"><formula1>Lists!\$A\$1:\$A\$2<\/formula1>/,
  );
  assert.match(sheet, /<row r="1" hidden="1">/);
  assert.doesNotMatch(sheet, /<f>/, 'nothing that is text becomes a formula');
  assert.match(sheet, /<c r="A4" s="7" t="inlineStr">/, 'quoted for Excel');
  const counts = /<cellXfs count="(\d+)">(.*)<\/cellXfs>/.exec(files['xl/styles.xml'] ?? '');
  assert.equal(counts?.[2]?.split('<xf ').length, Number(counts?.[1]) + 1);
});

test('names of sheets are such as Excel takes, each once', () => {
  assert.deepEqual(sheetNames(['a/b:c', 'A b c', '', 'x'.repeat(40)]), [
    'a b c',
    'A b c 2',
    'Sheet 3',
    'x'.repeat(31),
  ]);
});

test('what begins like a formula does not run, and comes back as it was', async () => {
  const rows: Cell[][] = [
    ['head', 'two'],
    ['=1+1', '@x'],
    ['+49 30', '-5,5'],
    ['-cmd|x', '\t=a'],
  ];
  for (const delimiter of [',', ';'] as const) {
    const bytes = csvOf(rows, delimiter);
    const text = new TextDecoder().decode(bytes);
    assert.doesNotMatch(text, /"[=@]/);
    assert.match(text, /"'=1\+1"/);
    const read = await readSheets(bytes, 'x.csv');
    assert.ok(read.ok);
    assert.deepEqual(read.sheets[0]?.rows.slice(0, 3), rows.slice(0, 3));
  }
});

test('any text survives CSV and Excel', async () => {
  const text = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((one) => one.replace(/\p{C}/gu, '').trim().normalize());
  const kept = text.filter(
    (one) => !/^'|^="|^\ufeff|\u00a0|^sep=/.test(one) && one === one.replace(/\s/g, ' '),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(kept, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 8 }),
      async (body) => {
        const rows = [['one', 'two', 'three'], ...body];
        const wanted = rows.map((row) => row.map((cell) => (cell === '' ? null : cell)));
        const csv = await readSheets(csvOf(rows, ';'), 'x.csv');
        assert.deepEqual(csv.ok && csv.sheets[0]?.rows.slice(0, rows.length), wanted);
        const columns = [1, 2, 3].map(() => ({ form: 'text' as const, width: 10 }));
        const xlsx = await readSheets(workbookOf([{ name: 'x', columns, rows }]), 'x.xlsx');
        const read = xlsx.ok ? (xlsx.sheets[0]?.rows ?? []) : [];
        for (const [at, row] of read.entries())
          assert.deepEqual([...row, null, null, null].slice(0, 3), wanted[at]);
      },
    ),
    { numRuns: 40 },
  );
});

const plain = 'run;lot;kg\r\n1;"a;b";1,5\r\n2;Zürich;2\r\n';
const encodings: Record<string, Uint8Array> = {
  'UTF-8': strToU8(plain),
  'UTF-8 with its mark': strToU8(`\ufeff${plain}`),
  'UTF-16 LE': Uint8Array.from([0xff, 0xfe, ...Buffer.from(plain, 'utf16le')]),
  'UTF-16 LE without its mark': Uint8Array.from(Buffer.from(plain, 'utf16le')),
  'UTF-16 BE': Uint8Array.from([0xfe, 0xff, ...Buffer.from(plain, 'utf16le').swap16()]),
  'windows-1252': Uint8Array.from(Buffer.from(plain, 'latin1')),
};
for (const [name, bytes] of Object.entries(encodings)) {
  test(`text in ${name}`, async () => {
    assert.equal(decoded(bytes).replace(/^\ufeff/, ''), plain);
    const read = await readSheets(bytes, '../../etc/list.csv');
    assert.ok(read.ok);
    assert.equal(read.sheets[0]?.name, 'list.csv');
    assert.deepEqual(read.sheets[0]?.rows.slice(0, 3), [
      ['run', 'lot', 'kg'],
      ['1', 'a;b', '1,5'],
      ['2', 'Zürich', '2'],
    ]);
  });
}

test('delimiters of all sorts', async () => {
  for (const delimiter of [',', ';', '\t', '|', '^']) {
    const text =
      ['lot', 'kg', 'note'].join(delimiter) +
      `\n${['A, 1', '5', 'x; y'].map((one) => `"${one}"`).join(delimiter)}\n`;
    const read = await readSheets(strToU8(text), 'x');
    assert.deepEqual(read.ok && read.sheets[0]?.rows[1], ['A, 1', '5', 'x; y'], delimiter);
  }
  const said = await readSheets(strToU8('sep=|\na|b\n1|2\n'), 'x');
  assert.deepEqual(said.ok && said.sheets[0]?.rows[1], ['1', '2']);
});

test('files that are no sheets are told by what is in them, whatever they are called', async () => {
  const files: [Uint8Array, string][] = [
    [new Uint8Array(0), 'EMPTY'],
    [strToU8(' \n ;;\n'), 'EMPTY'],
    [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'OLD_EXCEL'],
    [strToU8('%PDF-1.7\n...'), 'NOT_A_SHEET'],
    [Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'NOT_A_SHEET'],
    [strToU8('<html><table><tr><td>x</td></tr></table></html>'), 'NOT_A_SHEET'],
    [Uint8Array.from({ length: 999 }, (_, at) => (at * 7) % 256), 'NOT_A_SHEET'],
    [zipSync({ 'a.txt': strToU8('hello') }), 'NOT_A_SHEET'],
    [
      zipSync({ mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }] }),
      'OPEN_DOCUMENT',
    ],
    [zipSync({ 'xl/workbook.xml': strToU8('<no') }), 'DAMAGED'],
    [workbookOf([book]).subarray(0, 900), 'DAMAGED'],
    [new Uint8Array(20 * 1024 * 1024 + 1), 'TOO_LARGE'],
  ];
  for (const [bytes, code] of files) {
    const read = await readSheets(bytes, 'month.xlsx');
    assert.equal(read.ok ? 'ok' : read.code, code, `${bytes.length} bytes`);
  }
  assert.equal(kindOfFile(workbookOf([book])), 'xlsx');
});

function withSheet(xml: string): Uint8Array {
  const files = unzipSync(workbookOf([book]));
  return zipSync({ ...files, 'xl/worksheets/sheet1.xml': strToU8(xml) });
}

/** The workbook with so many zeros in it, of which its headers say that they are `said` bytes. */
function bombOf(zeros: number, said: number): Uint8Array {
  const bomb = Buffer.from(
    zipSync({ ...unzipSync(workbookOf([book])), 'xl/sharedStrings.xml': new Uint8Array(zeros) }),
  );
  // The size stands at 22 of a local header and at 24 of one in the central directory.
  const headers = [
    ['PK\x01\x02', 24],
    ['PK\x03\x04', 22],
  ] as const;
  for (const [signature, offset] of headers) {
    for (
      let at = bomb.indexOf(signature, 0, 'latin1');
      at !== -1;
      at = bomb.indexOf(signature, at + 4, 'latin1')
    )
      if (bomb.readUInt32LE(at + offset) === zeros) bomb.writeUInt32LE(said, at + offset);
  }
  return Uint8Array.from(bomb);
}

test('a small file that unpacks to gigabytes is refused before it is unpacked', async (t) => {
  const bomb = bombOf(1_000_000, 2_000_000_000);
  const startedMs = performance.now();
  assert.deepEqual(await readSheets(bomb, 'bomb.xlsx'), { ok: false, code: 'TOO_LARGE_UNPACKED' });
  t.diagnostic(`2 GB refused after ${Math.round(performance.now() - startedMs)} ms`);
  const liar = bombOf(100_000_000, 1000);
  assert.ok(liar.length < 1024 * 1024);
  const before = process.memoryUsage().arrayBuffers;
  await readSheets(liar, 'liar.xlsx');
  assert.ok(process.memoryUsage().arrayBuffers - before < 50_000_000, 'makes room for what it says only');
});

test('a cell in the last corner asks for no room, and entities are not expanded', async () => {
  const corner = withSheet(
    '<worksheet><sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
  );
  assert.deepEqual(await readSheets(corner, 'x'), { ok: false, code: 'TOO_MANY_ROWS' });
  const wide = withSheet(
    '<worksheet><sheetData><row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>',
  );
  assert.deepEqual(await readSheets(wide, 'x'), { ok: false, code: 'TOO_MANY_COLUMNS' });
  const laughs = withSheet(
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&b;&b;</t></is></c></row></sheetData></worksheet>',
  );
  const read = await readSheets(laughs, 'x');
  assert.ok(!read.ok || String(read.sheets[0]?.rows[0]?.[0]).length < 20);
  const tall = strToU8('a;b\n'.repeat(50_200));
  assert.deepEqual(await readSheets(tall, 'x.csv'), { ok: false, code: 'TOO_MANY_ROWS' });
});

test('values of formulas, joined cells, days of Excel', async () => {
  const read = await readSheets(
    withSheet(
      '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>R1</t></is></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" s="3"><v>46085</v></c></row>' +
        '<row r="2"><c r="B2"><v>0.30000000000000004</v></c></row><row r="4"><c r="A4" t="b"><v>1</v></c></row></sheetData><mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells></worksheet>',
    ),
    'x',
  );
  assert.ok(read.ok);
  assert.deepEqual(
    read.sheets[0]?.rows.map((row) => [...row]),
    [
      ['R1', 2, '2026-03-04'],
      ['R1', 0.30000000000000004, null],
      [null, null, null],
      ['TRUE', null, null],
    ],
  );
});

test('names for saving lead nowhere', () => {
  const names = [
    '../../etc/passwd',
    'C:\\a\\b.xlsx',
    'a\u202egnp.exe',
    '..',
    'nul.csv',
    'x'.repeat(300),
    'März 2026.xlsx',
  ];
  assert.deepEqual(names.map(safeName), [
    'passwd',
    'b.xlsx',
    'agnp.exe',
    'file',
    'file',
    'x'.repeat(100),
    'März 2026.xlsx',
  ]);
});

test('a number is read by one mark, never guessed', () => {
  assert.equal(decimalMarkOf(['1,234', '5']), 'ask');
  assert.equal(decimalMarkOf(['1,234', '5,5']), ',');
  assert.equal(decimalMarkOf(['1.234,5']), ',');
  assert.equal(decimalMarkOf(['1,234,567']), '.');
  assert.equal(decimalMarkOf(['1,5', '1.5']), 'ask', 'a column that does both is asked about');
  assert.equal(decimalMarkOf([1.5, '12', null]), 'either');
  assert.equal(decimalMarkOf(['0,125']), ',', 'no thousands begin with nought');
  const read = (text: string, mark: '.' | ',') => readAmount(text, mark)?.decimal ?? null;
  assert.deepEqual(
    [
      read('1.234,50', ','),
      read('1,234.50', '.'),
      read("1'234.5", '.'),
      read('12 345,6', ','),
      read('١٢٬٣٤٥٫٦', '.'),
    ],
    ['1234.5', '1234.5', '1234.5', '12345.6', '12345.6'],
  );
  assert.deepEqual(
    [read('1,23,456.7', '.'), read('1,2,3', '.'), read('1.5', ','), read('abc', '.')],
    ['123456.7', null, null, null],
  );
  assert.deepEqual(readAmount('12,5 kg', ','), { decimal: '12.5', unit: 'kg' });
  assert.equal(readAmount(0.1 + 0.2, '.')?.decimal, '0.3');
});

test('whatever way an amount is written, the same amount is read', () => {
  const amount = fc.record({
    whole: fc.integer({ min: 0, max: 99_999_999 }),
    thousandths: fc.integer({ min: 0, max: 999 }),
  });
  const languages = ['en', 'de', 'fr', 'it', 'es', 'pt', 'tr', 'ar-EG', 'hi', 'bn', 'zh', 'de-CH', 'en-IN'];
  fc.assert(
    fc.property(
      amount,
      fc.constantFrom(...languages),
      fc.boolean(),
      ({ whole, thousandths }, language, useGrouping) => {
        const value = (whole * 1000 + thousandths) / 1000;
        const format = new Intl.NumberFormat(language, { useGrouping, maximumFractionDigits: 3 });
        const latin = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(1.5);
        const mark = latin.find(({ type }) => type === 'decimal')?.value === ',' ? ',' : '.';
        const read = readAmount(format.format(value), mark);
        assert.equal(Number(read?.decimal), value, `${language} ${format.format(value)}`);
        const seen = decimalMarkOf([format.format(value)]);
        assert.ok(
          seen === mark || seen === 'ask' || seen === 'either',
          `${language} ${format.format(value)} ${seen}`,
        );
      },
    ),
    { numRuns: 500 },
  );
});

test('a day is read by one order, never guessed', () => {
  assert.equal(dayOrderOf(['03/04/2026', '05/06/2026']), 'ask');
  assert.equal(dayOrderOf(['03/04/2026', '13/06/2026']), 'day-first');
  assert.equal(dayOrderOf(['03/04/2026', '06/13/2026']), 'month-first');
  assert.equal(dayOrderOf(['13/06/2026', '06/13/2026']), 'ask');
  assert.equal(dayOrderOf(['3.4.2026']), 'day-first');
  assert.equal(dayOrderOf(['2026-03-04', 46085, null, '05/05/2026']), 'either');
  const forms: [Cell, string | null][] = [
    ['2026-03-04', '2026-03-04'],
    ['2026/3/4', '2026-03-04'],
    ['20260304', '2026-03-04'],
    ['04.03.2026', '2026-03-04'],
    ['4/3/26', '2026-03-04'],
    ['4 March 2026', '2026-03-04'],
    ['4-Mar-26', '2026-03-04'],
    ['March 4, 2026', '2026-03-04'],
    ['4. März 2026', '2026-03-04'],
    ['4 mars 2026', '2026-03-04'],
    ['4 de marzo de 2026', null],
    ['٠٤/٠٣/٢٠٢٦', '2026-03-04'],
    ['2026-03-04 14:30', '2026-03-04T14:30'],
    ['4/3/2026 2:30 PM', '2026-03-04T14:30'],
    ['2026-03-04T00:00:00.000Z', '2026-03-04'],
    [46085, '2026-03-04'],
    [46085.5, '2026-03-04T12:00'],
    ['46085', '2026-03-04'],
    ['31/02/2026', null],
    ['2026-13-01', null],
    ['soon', null],
    [12, null],
    ['', null],
  ];
  for (const [cell, day] of forms) assert.equal(readDate(cell, 'day-first'), day, String(cell));
  assert.equal(readDate('04/03/2026', 'month-first'), '2026-04-03');
});

test('whatever way a day is written, the same day is read', () => {
  const days = fc.integer({ min: Date.UTC(1991, 0, 1) / 86_400_000, max: Date.UTC(2099, 0, 1) / 86_400_000 });
  fc.assert(
    fc.property(days, fc.constantFrom('.', '/', '-'), (day, mark) => {
      const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
      const [year, month, date] = iso.split('-');
      assert.equal(readDate(iso, 'month-first'), iso);
      assert.equal(readDate(day + 25_569, 'month-first'), iso);
      assert.equal(readDate([date, month, year].join(mark), 'day-first'), iso);
      if (mark !== '.') assert.equal(readDate([month, date, year].join(mark), 'month-first'), iso);
    }),
  );
});

const fixtures = join(import.meta.dirname, '../../../../shared/fixtures/facilities');
test('published supplier lists are read without loss', {
  skip: existsSync(fixtures) ? false : 'no ../shared/fixtures',
}, async () => {
  let rows = 0;
  for (const name of readdirSync(join(fixtures, 'lists'))) {
    const read = await readSheets(readFileSync(join(fixtures, 'lists', name)), name);
    assert.ok(read.ok, name);
    const filled = (read.sheets[0]?.rows ?? []).filter((row) => row.some((cell) => cell !== null));
    assert.deepEqual(filled[0], ['country', 'name', 'address', 'sector', 'lat', 'lng']);
    rows += filled.length - 1;
  }
  assert.equal(rows, 378);
  const three = join(fixtures, 'same-list-three-formats');
  const rowsIn = async (name: string): Promise<Cell[][]> => {
    const read = await readSheets(readFileSync(join(three, name)), name);
    assert.ok(read.ok, name);
    const all = (read.sheets[0]?.rows ?? []).map((row) => row.map((cell) => cell));
    return all.filter((row) => row.some((cell) => cell !== null)).map((row) => row.slice(0, 4));
  };
  const [csv, xlsx] = [await rowsIn('list-12.csv'), await rowsIn('list-12.xlsx')];
  assert.equal(csv.length, 16);
  // One letter was spoilt (º to ¬∫) before the workbook was saved: it stands so in its XML.
  const mended = xlsx.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.replace('¬∫', 'º') : cell)),
  );
  assert.deepEqual(mended, csv);
  assert.deepEqual(await readSheets(readFileSync(join(three, 'list-12.xls')), 'x.csv'), {
    ok: false,
    code: 'OLD_EXCEL',
  });
});
