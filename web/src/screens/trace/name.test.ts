import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lotName, shortNames } from './name.ts';
import { together } from './wrong.ts';

test('words that all names begin or end with are left out, as long as something is left of each', () => {
  const short = (...names: string[]): string[] => [...shortNames(names).values()];
  assert.deepEqual(short('Acme Gin East, main site', 'Acme Gin West, main site', 'Acme Weaver, main site'), [
    'Gin East',
    'Gin West',
    'Weaver',
  ]);
  assert.deepEqual(short('Acme', 'Acme Gin', 'Acme Mill'), ['Acme', 'Acme Gin', 'Acme Mill']);
  assert.deepEqual(short('Acme Gin', 'Acme Mill'), ['Acme Gin', 'Acme Mill']);
  assert.deepEqual(short(), []);
});

test('a lot is called by its batch or serial, else by the last part of its address', () => {
  assert.equal(lotName('https://id.gs1.org/01/09520161000035/10/62T1'), '62T1');
  assert.equal(lotName('https://id.gs1.org/00/340123450000000018'), '340123450000000018');
  assert.equal(lotName('urn:x:lot:7%2F1'), '7/1');
});

test('sentences that differ in their lot alone are one', () => {
  const about = (lot: string): string =>
    `https://id.gs1.org/01/09520151000038/10/${lot} is cutting-waste, which bears no claim`;
  const lots = Array.from({ length: 8 }, (_, at) => `J${at}`);
  assert.deepEqual(
    together([...lots.map(about), 'something else'], (count) => `${count} more`),
    ['J0 is cutting-waste, which bears no claim (J1, J2, J3, J4, J5, 2 more)', 'something else'],
  );
});
