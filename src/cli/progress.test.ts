import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Io } from './io.ts';
import { Progress } from './progress.ts';

function watched(interactive: boolean): { told: string[]; time: { nowMs: number }; progress: Progress } {
  const told: string[] = [];
  const time = { nowMs: 0 };
  const io = {
    tell: (text: string) => void told.push(text),
    interactive,
    nowMs: () => time.nowMs,
  } as unknown as Io;
  return { told, time, progress: new Progress(io, 'reading') };
}

test('work of less than two seconds shows nothing', () => {
  const { told, time, progress } = watched(true);
  for (time.nowMs = 0; time.nowMs < 2_000; time.nowMs += 50) progress.step(time.nowMs, 2_000);
  progress.end();
  assert.deepEqual(told, []);
});

test('at a terminal a bar is drawn over itself and taken away', () => {
  const { told, time, progress } = watched(true);
  time.nowMs = 3_000;
  progress.step(30, 60);
  progress.end();
  assert.deepEqual(told, [`\r\x1b[Kreading ${'█'.repeat(12)}${'░'.repeat(12)} 50 % (30 of 60)`, '\r\x1b[K']);
});

test('elsewhere there is a line now and then, without escapes', () => {
  const { told, time, progress } = watched(false);
  for (time.nowMs = 0; time.nowMs <= 30_000; time.nowMs += 1_000) progress.step(time.nowMs, 30_000);
  progress.end();
  assert.deepEqual(told, [
    'reading 33 % (10000 of 30000)\n',
    'reading 66 % (20000 of 30000)\n',
    'reading 100 % (30000 of 30000)\n',
  ]);
});
