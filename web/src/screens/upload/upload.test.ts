// Lists as mills write them: finding headings, reading rows, matching names, building events.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSheets } from '../../sheet/read/read.ts';
import type { Cell, Sheet } from '../../sheet/sheet.ts';
import { findHeadings, type HeadingHelp, saidKind } from './columns/headings.ts';
import { takenBack } from './event/event.ts';
import { type KindKey, kinds } from './kind/kinds.ts';
import { Directory, type Known, likeness } from './known/known.ts';
import { sharingLots } from './node/preview.ts';
import { pasted } from './row/paste.ts';
import { compositionOf } from './row/composition.ts';
import { countryOf } from './row/country.ts';
import { type ListHelp, type NodeWord, RowChecks, type RowView, viewsOf } from './row/list.ts';
import type { Row } from './row/row.ts';
import { carried, rowsOf, waysOf, withSame } from './row/take.ts';
import { typedText } from './row/typed.ts';
import { readUnit } from './row/units.ts';
import { withCells, withChoice } from './state/upload.ts';
import { templateBook, templateCsv, type TemplateWords } from './template/template.ts';

const yarn = 'https://id.gs1.org/01/09521234543213';
const lint = 'https://id.gs1.org/01/09521234543206';
const hall = 'https://example.org/hall';
const thing = (id: string, name: string, ...also: string[]) => ({ id, name, also });
const known: Known = {
  party: 'urn:uuid:00000000-0000-4000-8000-000000000001',
  site: new Directory([thing(hall, 'Spinning hall'), thing('https://example.org/gin', 'Gin no. 2')]),
  product: new Directory([
    thing(yarn, 'Carded yarn 20/1', '09521234543213', '9521234543213'),
    thing(lint, 'Lint', '09521234543206'),
  ]),
  partner: new Directory([thing('urn:uuid:2', 'Weaving Brothers GmbH')]),
  lot: new Directory([
    thing(`${lint}/10/L17`, 'L17'),
    thing(`${lint}/10/L71`, 'L71'),
    thing(`${lint}/10/SAME`, 'SAME'),
    thing(`${yarn}/10/SAME`, 'SAME'),
  ]),
  process: new Directory([thing('spinning', 'Spinning', 'PR0027')]),
};
const help: HeadingHelp = { textOf: (column) => `Spalte ${column}`, remembered: () => undefined };
const sheetOf = (...rows: Cell[][]): Sheet => ({ name: 'x', rows });

function take(kind: KindKey, sheet: Sheet): Row[] {
  const { row, columns } = findHeadings(sheet, kinds[kind], help);
  const { mark, order } = waysOf(sheet, row, columns, '.');
  assert.ok(mark !== 'ask' && order !== 'ask');
  const rows = rowsOf(sheet, row, columns, { mark, order });
  return kind === 'runs' ? carried(rows) : rows;
}

function listHelp(kind: KindKey, more: Partial<ListHelp> = {}): ListHelp {
  return {
    ...{ kind: kinds[kind], known, remembered: {}, today: '2026-11-22', sent: {} },
    sender: { party: known.party, digest: 'd', offsetOf: () => '+01:00' },
    wordOn: () => fresh,
    ...more,
  };
}

const fresh: NodeWord = { status: 'new', entry: null, refusals: [], warnings: [] };

function look(kind: KindKey, rows: readonly Row[], more: Partial<ListHelp> = {}): RowView[] {
  const all = listHelp(kind, more);
  return viewsOf(rows, new RowChecks().of(rows, all), all);
}

const codes = (views: readonly RowView[]): string[][] =>
  views.map(({ wrongs }) => wrongs.map(({ code, column }) => `${column}:${code}`));

test('headings stand anywhere in the first lines, in any language and order', () => {
  const lists: [KindKey, Cell[], string[]][] = [
    [
      'made',
      ['Datum', 'Werk', 'Artikel', 'Charge', 'Menge', 'ME'],
      ['day', 'site', 'product', 'lot', 'amount', 'unit'],
    ],
    [
      'made',
      ['Unité', 'Poids net', 'Lot', 'Produit', 'Usine', 'Date'],
      ['unit', 'amount', 'lot', 'product', 'site', 'day'],
    ],
    [
      'made',
      ['日期', '工厂', '产品', '批号', '数量', '单位'],
      ['day', 'site', 'product', 'lot', 'amount', 'unit'],
    ],
    [
      'made',
      ['التاريخ', 'الموقع', 'المنتج', 'رقم الدفعة', 'الكمية', 'الوحدة'],
      ['day', '', 'product', 'lot', 'amount', 'unit'],
    ],
    [
      'made',
      ['Production Date *', 'Mill', 'Item', 'Batch No.', 'Net weight (kg)', 'Remarks'],
      ['day', 'site', 'product', 'lot', 'amount', ''],
    ],
    [
      'runs',
      ['Run No', 'Date', 'Site', 'Lot in', 'Input kg', 'Lot out', 'Product out', 'Output kg'],
      ['run', 'day', 'site', 'inLot', 'inAmount', 'outLot', 'outProduct', 'outAmount'],
    ],
    [
      'sites',
      ['country', 'name', 'address', 'sector', 'lat', 'lng'],
      ['country', 'name', 'address', '', 'latitude', 'longitude'],
    ],
    ['made', ['Spalte day', 'Spalte lot', 'Spalte amount'], ['day', 'lot', 'amount']],
  ];
  for (const [kind, heading, wanted] of lists) {
    const sheet = sheetOf(['Report of the month', null], [], [null], heading, ['1', '2', '3']);
    const found = findHeadings(sheet, kinds[kind], help);
    assert.equal(found.row, 3, heading.join());
    assert.deepEqual(
      found.columns.map((column) => column ?? ''),
      wanted,
      heading.join(),
    );
  }
});

const words: TemplateWords = {
  ...{
    title: 'Was wir gemacht haben',
    help: 'Hilfe',
    columnHead: 'Spalte',
    meaningHead: 'Sinn',
    exampleHead: 'Beispiel',
  },
  ...{ choose: 'Wählen', reason: 'Was falsch ist' },
  headingOf: (column) => `Spalte ${column}`,
  meaningOf: () => 'x',
  exampleOf: () => 'y',
};

test('every template is read again by its hidden names, and lists what can be chosen', async () => {
  for (const kind of Object.values(kinds)) {
    const read = await readSheets(templateBook(kind, known, words), 'x.xlsx');
    assert.ok(read.ok, kind.key);
    const [sheet] = read.sheets;
    assert.equal(saidKind(sheet!), kind.key);
    const found = findHeadings(sheet!, kind, { ...help, textOf: () => 'nothing' });
    assert.deepEqual([found.row, found.columns, found.isSure], [1, kind.columns, true], kind.key);
    const csv = await readSheets(templateCsv(kind, words, ';'), 'x.csv');
    assert.ok(csv.ok);
    assert.deepEqual(findHeadings(csv.sheets[0]!, kind, help).columns, kind.columns, kind.key);
  }
});

test('what is wrong comes back as a list with its reasons, and can be uploaded as it is', async () => {
  const given = [
    { cells: { day: '2026-03-04', lot: '0012', amount: '12.5', product: '=1+1' }, reason: 'because' },
  ];
  const read = await readSheets(templateBook(kinds.made, known, words, given), 'x');
  assert.ok(read.ok);
  const [row] = take('made', read.sheets[0]!);
  assert.deepEqual(row?.cells, { day: '2026-03-04', product: '=1+1', lot: '0012', amount: '12.5' });
  assert.equal(read.sheets[0]?.rows[2]?.at(-1), 'because');
});

test('rows are read: units in headings and behind numbers, blank lines and repeated headings left out', () => {
  const rows = take(
    'made',
    sheetOf(
      ['Date', 'Site', 'Product', 'Lot', 'Net weight (kg)'],
      ['2026-03-04', 'Spinning hall', yarn, '0017', 12.5],
      [null, null, null, null, null],
      ['Date', 'Site', 'Product', 'Lot', 'Net weight (kg)'],
      [46085, 'SPINNING-HALL', '9521234543213', 'B', '3 m'],
    ),
  );
  assert.deepEqual(
    rows.map(({ line }) => line),
    [2, 5],
  );
  assert.deepEqual(rows[0]?.cells, {
    day: '2026-03-04',
    site: 'Spinning hall',
    product: yarn,
    lot: '0017',
    amount: '12.5',
    unit: 'kg',
  });
  assert.deepEqual(
    [rows[1]?.cells.day, rows[1]?.cells.amount, rows[1]?.cells.unit],
    ['2026-03-04', '3', 'm'],
  );
  const views = look('made', rows);
  assert.deepEqual(
    views.map(({ state }) => state),
    ['new', 'new'],
  );
  assert.deepEqual(views[0]?.parcel?.body['quantityList'], [
    { epcClass: `${yarn}/10/0017`, quantity: 12.5, uom: 'KGM' },
  ]);
  assert.deepEqual(
    [views[1]?.parcel?.body['eventTime'], views[1]?.parcel?.body['readPoint']],
    ['2026-03-04T00:00:00.000+01:00', { id: hall }],
  );
});

test('what no column says is said once for every line; lines that say it themselves keep it', () => {
  const rows = take(
    'made',
    sheetOf(
      ['Date', 'Product', 'Lot', 'Net weight (kg)'],
      ['2026-03-04', yarn, 'A', 12.5],
      ['2026-03-04', yarn, 'B', 3],
    ),
  );
  assert.deepEqual(
    look('made', rows).map(({ state }) => state),
    ['wrong', 'wrong'],
  );
  const told = withSame(rows, {
    site: { text: 'A hall that no list names so', id: hall },
    product: { text: 'x' },
  });
  assert.deepEqual(
    look('made', told).map(({ state, parcel }) => [state, parcel?.body['readPoint']]),
    [
      ['matched', { id: hall }],
      ['matched', { id: hall }],
    ],
  );
  assert.equal(told[0]?.cells.product, yarn);
});

test('each thing that can be wrong with a cell is told of that cell', () => {
  const good = {
    day: '2026-03-04',
    site: 'Spinning hall',
    product: 'Lint',
    lot: 'A',
    amount: '1',
    unit: 'kg',
  };
  const wrongs: [Record<string, string>, string][] = [
    [{ day: 'soon' }, 'day:NOT_A_DAY'],
    [{ day: '03/04/2026' }, 'day:NOT_A_DAY'],
    [{ day: '2027-01-01' }, 'day:DAY_TO_COME'],
    [{ site: 'Dye house' }, 'site:SITE_UNKNOWN'],
    [{ product: 'Socks' }, 'product:PRODUCT_UNKNOWN'],
    [{ lot: 'ö'.repeat(5) }, 'lot:LOT_NAME_WRONG'],
    [{ lot: '1.23457E+17' }, 'lot:LONG_NUMBER'],
    [{ amount: 'zwölf' }, 'amount:NOT_A_NUMBER'],
    [{ amount: '0' }, 'amount:NOT_ABOVE_ZERO'],
    [{ amount: '' }, 'amount:MISSING'],
    [{ unit: '' }, 'unit:UNIT_MISSING'],
    [{ unit: 'furlong' }, 'unit:UNIT_UNKNOWN'],
    [{ unit: 'Ballen' }, 'unit:UNIT_IS_A_PACKAGE'],
  ];
  for (const [change, code] of wrongs) {
    const cells = Object.fromEntries(
      Object.entries({ ...good, ...change }).filter(([, text]) => text !== ''),
    );
    const [view] = look('made', [{ line: 2, cells, chosen: {} }]);
    assert.deepEqual([view?.state, codes([view!])[0]], ['wrong', [code]]);
    assert.equal(view?.parcel, null, 'is not sent');
  }
});

test('names that are nearly the same wait for a word; numbers in them must be the same', () => {
  const row = (site: string, more: Partial<Row> = {}): Row => ({
    line: 2,
    cells: { day: '2026-03-04', site, product: 'Lint', lot: 'A', amount: '1', unit: 'kg' },
    chosen: {},
    ...more,
  });
  const near = look('made', [row('Spining hal')])[0]!;
  assert.deepEqual([near.state, near.isOpen, near.matches[0]?.how], ['matched', true, 'near']);
  const confirmed = look('made', withChoice([row('Spining hal')], 'site', 'Spining hal', hall))[0]!;
  assert.deepEqual([confirmed.state, confirmed.isOpen], ['matched', false]);
  const remembered = look('made', [row('H1')], { remembered: { site: { h1: hall } } })[0]!;
  assert.deepEqual(
    [remembered.state, remembered.isOpen, remembered.matches[0]?.how],
    ['matched', false, 'remembered'],
  );
  assert.equal(look('made', [row('Gin no. 3')])[0]?.state, 'wrong');
  assert.equal(likeness('lot 17', 'lot 71'), 0);
  const again = withCells(withChoice([row('x')], 'site', 'x', hall), [
    { line: 2, column: 'site', text: 'y' },
  ]);
  assert.deepEqual(again[0]?.chosen, {}, 'a choice is of its text');
});

test('a run is one event of several lines; what one run makes the next may use', () => {
  const rows = take(
    'runs',
    sheetOf(
      [
        'Run no',
        'Date',
        'Site',
        'Process',
        'Input lot',
        'Input kg',
        'Output product',
        'Output lot',
        'Output kg',
      ],
      ['1', '2026-03-04', 'Spinning hall', 'Spinning', 'L17', 60, 'Carded yarn 20/1', 'Y1', 90],
      [null, null, null, null, 'L71', 40, null, null, null],
      ['2', '2026-03-05', 'Spinning hall', 'PR0027', 'Y1', 90, yarn, 'Y2', 80],
    ),
  );
  const views = look('runs', rows);
  assert.deepEqual(codes(views), [[], [], []]);
  assert.equal(new Set(views.map(({ parcel }) => parcel?.id)).size, 2);
  const body = views[1]?.parcel?.body;
  assert.deepEqual(body?.['inputQuantityList'], [
    { epcClass: `${lint}/10/L17`, quantity: 60, uom: 'KGM' },
    { epcClass: `${lint}/10/L71`, quantity: 40, uom: 'KGM' },
  ]);
  assert.equal(body?.['tex:processType'], 'spinning');
  assert.deepEqual(views[2]?.parcel?.body['inputQuantityList'], [
    { epcClass: `${yarn}/10/Y1`, quantity: 90, uom: 'KGM' },
  ]);
  const again = look('runs', rows).map(({ parcel }) => parcel?.id);
  assert.deepEqual(
    again,
    views.map(({ parcel }) => parcel?.id),
    'ids are the same each time',
  );
  const all = [...new Set(views.flatMap(({ parcel }) => parcel ?? []))];
  assert.deepEqual(
    sharingLots([all[0]!], all),
    all,
    'what uses a lot is asked about again with what makes it',
  );
});

test('lines of a run must say the same, and while one is wrong none of it goes', () => {
  const cells = {
    run: '1',
    day: '2026-03-04',
    site: 'Spinning hall',
    inLot: 'L17',
    inAmount: '1',
    inUnit: 'kg',
  };
  const out = {
    run: '1',
    day: '2026-03-04',
    site: 'Spinning hall',
    outProduct: 'Lint',
    outLot: 'N',
    outAmount: '1',
    outUnit: 'kg',
  };
  const at = (line: number, one: Row['cells']): Row => ({ line, cells: one, chosen: {} });
  assert.deepEqual(codes(look('runs', [at(2, cells), at(3, { ...out, day: '2026-03-05' })])), [
    [],
    ['day:RUN_DIFFERS'],
  ]);
  assert.deepEqual(codes(look('runs', [at(2, cells)])), [['outLot:RUN_WITHOUT_OUTPUT']]);
  assert.deepEqual(codes(look('runs', [at(2, out)])), [['inLot:RUN_WITHOUT_INPUT']]);
  const spoilt = look('runs', [at(2, cells), at(3, { ...out, outAmount: 'x' })]);
  assert.deepEqual(
    spoilt.map(({ parcel }) => parcel),
    [null, null],
  );
  assert.deepEqual(codes(look('runs', [at(2, { ...cells, inLot: 'SAME' }), at(3, out)])), [
    ['inLot:SEVERAL_MEANT'],
    [],
  ]);
});

test('what is there already, twice in the list, refused or sent is told of its line', () => {
  const at = (line: number, lot: string): Row => ({
    line,
    cells: { day: '2026-03-04', site: 'Spinning hall', product: 'Lint', lot, amount: '1', unit: 'kg' },
    chosen: {},
  });
  const rows = [at(2, 'A'), at(3, 'B'), at(4, 'B'), at(5, 'C'), at(6, 'D')];
  const first = look('made', rows);
  const refusal = { code: 'LOT_OF_ANOTHER_PARTY', detail: 'was made by another party', decidedBy: 9 };
  const views = look('made', rows, {
    wordOn: ({ lines }) =>
      lines[0] === 2
        ? { ...fresh, status: 'already-recorded', entry: 7 }
        : lines[0] === 5
          ? { ...fresh, status: 'refused', refusals: [refusal] }
          : fresh,
    sent: { [first[4]!.parcel!.id]: 12 },
  });
  assert.deepEqual(
    views.map(({ state }) => state),
    ['duplicate', 'new', 'duplicate', 'wrong', 'sent'],
  );
  assert.deepEqual([views[0]?.entry, views[2]?.sameAs, views[4]?.entry], [7, 3, 12]);
  assert.deepEqual(views[3]?.wrongs, [
    { code: 'REFUSED', column: 'lot', refusal: { code: refusal.code, detail: refusal.detail, entry: 9 } },
  ]);
  const left = look('made', [{ ...rows[0]!, isLeftOut: true }]);
  assert.deepEqual([left[0]?.state, left[0]?.parcel], ['left-out', null]);
});

test('a copied column goes down the lines that are shown', () => {
  const rows: Row[] = [2, 5, 9].map((line) => ({ line, cells: {}, chosen: {} }));
  const views = look('made', rows);
  assert.deepEqual(pasted(views, ['lot', 'amount'], 1, 'lot', 'A\t1\r\nB\t2\r\nC\t3\r\n'), [
    { line: 5, column: 'lot', text: 'A' },
    { line: 5, column: 'amount', text: '1' },
    { line: 9, column: 'lot', text: 'B' },
    { line: 9, column: 'amount', text: '2' },
  ]);
});

test('what is typed is read as it shows itself, and else as the language writes it', () => {
  assert.equal(typedText('amount', '12,5', 'en'), '12.5');
  assert.equal(typedText('amount', '1.250', 'de'), '1250');
  assert.equal(typedText('amount', '1.250', 'en'), '1.25');
  assert.equal(typedText('day', '03/04/2026', 'en'), '2026-03-04');
  assert.equal(typedText('day', '03/04/2026', 'fr'), '2026-04-03');
  assert.equal(typedText('day', '31.12.2026', 'en'), '2026-12-31');
  assert.equal(typedText('lot', '12,5', 'en'), '12,5');
});

test('products and sites: numbers, fibres, countries, places', () => {
  const product = {
    id: '9521234543213',
    name: 'Yarn',
    composition: '95 % cotton, 5% elastane',
    weight: '170',
  };
  const [one] = look('products', [{ line: 2, cells: product, chosen: {} }]);
  assert.deepEqual(one?.parcel?.body, {
    ...{ product: yarn, party: known.party, name: 'Yarn', netWeightGrams: 170 },
    composition: [
      { material: 'cotton', percent: 95 },
      { material: 'elastane', percent: 5 },
    ],
  });
  const site = { id: '9521321000018', name: 'Hall', country: 'Indien', latitude: '22.3', longitude: '-181' };
  assert.deepEqual(codes(look('sites', [{ line: 2, cells: site, chosen: {} }])), [
    ['longitude:DEGREES_WRONG'],
  ]);
  const [two] = look('sites', [{ line: 2, cells: { ...site, longitude: '73.1' }, chosen: {} }]);
  assert.deepEqual(
    [two?.parcel?.body['facility'], two?.parcel?.body['country']],
    ['https://id.gs1.org/414/9521321000018', 'IN'],
  );
  const wrong = { id: '9521234543214', name: 'x', composition: '50 % cotton' };
  assert.deepEqual(codes(look('products', [{ line: 2, cells: wrong, chosen: {} }])), [
    ['id:ID_WRONG', 'composition:COMPOSITION_WRONG'],
  ]);
  assert.deepEqual(compositionOf('cotton 60%; 40 linen'), [
    { material: 'cotton', percent: 60 },
    { material: 'linen', percent: 40 },
  ]);
  assert.deepEqual(
    [readUnit('KGS'), readUnit('M²'), readUnit('किग्रा')],
    [{ code: 'KGM' }, { code: 'MTK' }, { code: 'KGM' }],
  );
});

test('taking back says the same event, declared an error', () => {
  const event = { type: 'ObjectEvent', eventID: 'urn:uuid:1' };
  assert.deepEqual(takenBack(event, 0), {
    ...event,
    errorDeclaration: { declarationTime: '1970-01-01T00:00:00.000Z', reason: 'incorrect_data' },
  });
});

test('5,000 lines are looked at in a moment, and a changed one in less', () => {
  const rows: Row[] = Array.from({ length: 5000 }, (_, at) => ({
    line: at + 2,
    cells: {
      day: '2026-03-04',
      site: 'Spinning hall',
      product: 'Lint',
      lot: `N${at}`,
      amount: '1',
      unit: 'kg',
    },
    chosen: {},
  }));
  const all = listHelp('made');
  const checks = new RowChecks();
  const time = (now: readonly Row[]): number => {
    const startedMs = performance.now();
    const views = viewsOf(now, checks.of(now, all), all);
    assert.equal(views.filter(({ state }) => state === 'new').length, 5000);
    return Math.round(performance.now() - startedMs);
  };
  const [first, second] = [time(rows), time(withCells(rows, [{ line: 9, column: 'amount', text: '2' }]))];
  console.log(`  5,000 lines: ${first} ms, after a change ${second} ms`);
  assert.ok(second < 500);
});

const lists = join(import.meta.dirname, '../../../../../shared/fixtures/facilities/lists');
test('published supplier lists as sites: every country is known', {
  skip: existsSync(lists) ? false : 'no ../shared/fixtures',
}, async () => {
  const unknown = new Set<string>();
  let count = 0;
  for (const name of readdirSync(lists)) {
    const read = await readSheets(readFileSync(join(lists, name)), name);
    assert.ok(read.ok);
    const views = look('sites', take('sites', read.sheets[0]!));
    count += views.length;
    for (const { row, wrongs } of views) {
      if (row.cells.country !== undefined && countryOf(row.cells.country) === null)
        unknown.add(row.cells.country);
      assert.deepEqual(
        wrongs.filter(({ column }) => column !== 'country'),
        [],
        `${name} line ${row.line}`,
      );
    }
  }
  assert.equal(count, 378);
  assert.deepEqual([...unknown], []);
});
