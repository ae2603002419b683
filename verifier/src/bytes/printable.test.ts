import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from './printable.ts';

test('what a terminal obeys is written out; letters of all scripts stay', () => {
  assert.equal(printable('a\u001b[2Jb\nc\r\u009b31m'), 'a\\u001b[2Jb\\u000ac\\u000d\\u009b31m');
  assert.equal(printable('ok\u202edeifirev'), 'ok\\u202edeifirev');
  const harmless = '✓ Çalışkan Pamuk, قطن, 綿, 4 kg – “x” \\ 🧵';
  assert.equal(printable(harmless), harmless);
});
