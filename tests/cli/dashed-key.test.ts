import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { selvedge } from './run.ts';

test('a key whose thumbprint begins with a dash is a key, not an option', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-dash-'));
  context.after(() => rmSync(folder, { recursive: true }));
  const data = join(folder, 'data');
  const { out } = await selvedge(['party', 'add', 'A Test Gin', '--json', '--data', data]);
  const { party } = JSON.parse(out) as { party: string };
  const asked = ['key', 'revoke', `-${'A'.repeat(42)}`, '--party', party, '--reason', 'lost', '--data', data];
  const answer = await selvedge([...asked, '--json']);
  assert.equal(answer.code, 1, answer.err);
  assert.match(answer.out, /KEY_UNKNOWN/);
});
