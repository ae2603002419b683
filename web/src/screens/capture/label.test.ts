import assert from 'node:assert/strict';
import { test } from 'node:test';
import { calledSo, readLabel, shortName } from './label.ts';

const lot = 'https://id.gs1.org/01/09521234543213/10/B-17';

test('a Digital Link of any domain, a bracketed and a raw element string are the same lot', () => {
  for (const text of [
    'https://id.gs1.org/01/09521234543213/10/B-17',
    'https://brand.example/01/09521234543213/10/B-17?17=260101',
    '(01)09521234543213(10)B-17',
    '(01)09521234543213(17)260101(10)B-17',
    '010952123454321310B-17',
    ']C1010952123454321310B-17',
    ']d201095212345432131726010110B-17',
    '\u001d010952123454321310B-17',
    '  010952123454321310B-17\u001d37100 ',
  ])
    assert.deepEqual(readLabel(text), { kind: 'id', id: lot, grams: null }, text);
});

test('a serial number wins over the lot, and a unit is a unit', () => {
  assert.deepEqual(readLabel('(01)09521234543213(10)B-17(21)00042'), {
    kind: 'id',
    id: 'https://id.gs1.org/01/09521234543213/21/00042',
    grams: null,
  });
  assert.deepEqual(readLabel('00095212340000000013'), {
    kind: 'id',
    id: 'https://id.gs1.org/00/095212340000000013',
    grams: null,
  });
});

test('the weight on the label is read: (3102) has two decimals', () => {
  assert.deepEqual(readLabel('(01)09521234543213(3102)022050(10)B-17'), {
    kind: 'id',
    id: lot,
    grams: 220_500,
  });
  assert.deepEqual(readLabel(']C10109521234543213310302205010B-17'), { kind: 'id', id: lot, grams: 22_050 });
});

test('what is no key is a number on a label, wrong check digits too', () => {
  for (const code of ['B-17', '17', '(10)B-17', '010952123454321410B-17'])
    assert.deepEqual(readLabel(code), { kind: 'code', code }, code);
  assert.equal(readLabel('  '), undefined);
  assert.deepEqual(readLabel('urn:x:lot:7'), { kind: 'id', id: 'urn:x:lot:7', grams: null });
});

test('lots are found by what stands on the bale', () => {
  const lots = [lot, 'https://id.gs1.org/01/09521234543213/10/b-17', 'urn:x:lot:0042'].map((id) => ({ id }));
  assert.equal(shortName('https://id.gs1.org/01/09521234543213/10/A%2F1'), 'A/1');
  assert.deepEqual(calledSo(lots, 'B-17'), [{ id: lot }]);
  assert.deepEqual(calledSo(lots, '42'), [{ id: 'urn:x:lot:0042' }]);
  assert.equal(calledSo([{ id: lot }], 'b-17').length, 1);
});
