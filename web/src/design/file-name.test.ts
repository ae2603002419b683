import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName } from './file-name.ts';

const names: [string | null, string][] = [
  ['Rechnung März.pdf', 'Rechnung März.pdf'],
  ['発票 4711.pdf', '発票 4711.pdf'],
  ['../../etc/passwd', 'etc-passwd'],
  ['..\\..\\system32\\a.exe', 'system32-a.exe'],
  ['photo\u202Egnp.exe', 'photognp.exe'],
  ['a\u0000b\r\nSet-Cookie: x=y.pdf', 'abSet-Cookie- x=y.pdf'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['console.txt', 'console.txt'],
  ['...', 'paper'],
  ['\u200b\u2066', 'paper'],
  ['', 'paper'],
  [null, 'paper'],
  ['report.pdf. . ', 'report.pdf'],
];

for (const [name, shown] of names)
  test(`${JSON.stringify(name)} is shown and saved as ${shown}`, () =>
    assert.equal(fileName(name, 'paper'), shown));

test('three hundred characters become a hundred and twenty, with their end', () => {
  const name = fileName(`${'x'.repeat(300)}.pdf`, 'paper');
  assert.equal(name.length, 120);
  assert.match(name, /^x+…\.pdf$/);
});
