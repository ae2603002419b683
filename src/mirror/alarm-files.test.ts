import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { alarmOf, readAlarm } from './alarm.ts';
import { AlarmFiles } from './alarm-files.ts';

const about = { foundAtMs: 1, node: 'http://node.test', log: 'log.test+00000000+AQ==' };
const alarm = (subject: string): ReturnType<typeof alarmOf> =>
  alarmOf({ code: 'FORKED', detail: 'A sentence.', subject, heads: [] }, about);

test('alarms are numbered on, told once, and never overwritten', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-alarms-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'alarm-9.json'), 'somebody else’s');
  const files = new AlarmFiles(folder);
  assert.equal(files.raise(alarm('a')), join(folder, 'alarm-10.json'));
  assert.equal(files.raise(alarm('a')), undefined);
  const again = new AlarmFiles(folder);
  assert.equal(again.raise(alarm('a')), undefined);
  assert.equal(again.raise(alarm('b')), join(folder, 'alarm-11.json'));
  assert.deepEqual(again.names(), ['alarm-9.json', 'alarm-10.json', 'alarm-11.json']);
  assert.deepEqual(readAlarm(readFileSync(join(folder, 'alarm-10.json'), 'utf8')), alarm('a'));
  renameSync(join(folder, 'alarm-10.json'), join(folder, 'seen.json'));
  assert.equal(new AlarmFiles(folder).raise(alarm('a')), join(folder, 'alarm-12.json'));
  writeFileSync(join(folder, 'alarm-13.json'), 'came in between');
  assert.equal(again.raise(alarm('c')), join(folder, 'alarm-14.json'));
  assert.equal(readFileSync(join(folder, 'alarm-13.json'), 'utf8'), 'came in between');
  assert.ok(readdirSync(folder).length >= 5);
});

test('what is not of the form is no alarm', () => {
  const good = alarm('a');
  for (const change of [
    { format: 'x' },
    { code: 'X' },
    { heads: [1] },
    { tree: [[0, 1]] },
    { entries: [{}] },
    { holdings: {} },
  ])
    assert.equal(readAlarm(JSON.stringify({ ...good, ...change })), undefined, JSON.stringify(change));
  assert.equal(readAlarm('{'), undefined);
  assert.deepEqual(readAlarm(JSON.stringify(good)), good);
});
