import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Sight, UnderWay } from '../port.ts';
import { decideDue, decideUnderWay, heldBack, restBefore, sizeToAnchor } from './decide.ts';
import { type Kept, nothingKept, type Policy, withTrouble } from './kept.ts';

const policy: Policy = {
  ...{ everyMs: 1_000, confirmations: 12, replaceAfterMs: 300 },
  ...{ lookEveryMs: 10, waitMs: 5, longestWaitMs: 100 },
};
const letter = { id: '0x1', sentAtMs: 0, content: {} };
const underWay: UnderWay = { size: 512, root: 'AA==', fromSize: 256, letters: [letter], seenIn: null };
const root = new Uint8Array(32);

test('the largest multiple of 256 where that is above what the place holds, otherwise all', () => {
  const cases = [
    [0, 5, 5],
    [0, 256, 256],
    [0, 300, 256],
    [256, 300, 300],
    [256, 511, 511],
    [300, 512, 512],
    [300, 300, 300],
    [0, 1_000_000, 999_936],
  ] as const;
  for (const [place, log, expected] of cases) assert.equal(sizeToAnchor(place, log, 256), expected);
  assert.equal(sizeToAnchor(3, 300, 1), 300);
});

test('due after its time where the log has grown; trouble waits, and waits longer each time', () => {
  assert.equal(restBefore(nothingKept, 1, policy, 0), undefined);
  const kept: Kept = { ...nothingKept, begunAtMs: 0, size: 5 };
  assert.deepEqual(restBefore(kept, 9, policy, 999), { do: 'rest', untilMs: 1_000 });
  assert.equal(restBefore(kept, 9, policy, 1_000), undefined);
  assert.deepEqual(restBefore(kept, 5, policy, 1_000), { do: 'rest', untilMs: 1_010 });
  assert.equal(restBefore({ ...kept, underWay }, 5, policy, 1), undefined);
  let troubled: Kept = kept;
  const waits = Array.from({ length: 8 }, () => {
    troubled = withTrouble(troubled, { code: 'ANCHOR_UNREACHABLE', detail: '' }, policy, 0);
    return troubled.trouble!.untilMs;
  });
  assert.deepEqual(waits, [5, 10, 20, 40, 80, 100, 100, 100]);
  assert.deepEqual(restBefore(troubled, 9, policy, 99), { do: 'rest', untilMs: 100 });
  const other = withTrouble(troubled, { code: 'ANCHOR_TOO_DEAR', detail: '' }, policy, 7).trouble;
  assert.deepEqual([other?.times, other?.sinceMs, other?.untilMs], [1, 7, 12]);
});

test('a head that is not ours is an alarm; one that is ours and forgotten is taken up', () => {
  const due = (head: number, isOurs: boolean, isSettled: boolean): string =>
    decideDue({ head: { size: head, root }, isOurs, isSettled }, 600, 256, policy, 0).do;
  assert.equal(decideDue({ head: null, isOurs: true, isSettled: true }, 600, 256, policy, 0).do, 'begin');
  assert.equal(due(256, false, true), 'alarm');
  assert.equal(due(256, true, false), 'adopt');
  assert.equal(due(256, true, true), 'begin');
  assert.equal(due(600, true, true), 'rest');
});

test('under way: sent, replaced, seen, lost from its block, settled', () => {
  const step = (sight: Sight, change: Partial<UnderWay> = {}, nowMs = 0): string =>
    decideUnderWay({ ...underWay, ...change }, sight, policy, nowMs).do;
  const seen = (confirmations: number): Sight => ({ at: 'seen', where: '0xb', confirmations });
  assert.equal(step({ at: 'nowhere' }), 'send');
  assert.equal(step({ at: 'waiting' }), 'rest');
  assert.equal(step({ at: 'waiting' }, {}, 300), 'replace');
  assert.equal(step(seen(0)), 'mark');
  assert.equal(step(seen(11), { seenIn: '0xb' }), 'rest');
  assert.equal(step(seen(12), { seenIn: '0xb' }), 'settle');
  assert.equal(step(seen(50), { seenIn: '0xa' }), 'mark', 'another block than before');
  assert.equal(step({ at: 'waiting' }, { seenIn: '0xb' }), 'mark');
  assert.equal(step({ at: 'gone', why: 'x' }, { seenIn: '0xb' }), 'forget');
});

test('nothing leaves that does not follow what the place holds', () => {
  const held = (head: number, isOurs = true): string | undefined =>
    heldBack(underWay, { head: { size: head, root }, isOurs, isSettled: true }, 600, policy, 0)?.do;
  assert.equal(held(256), undefined);
  assert.equal(held(512), 'rest');
  assert.equal(held(300), 'forget');
  assert.equal(held(700, false), 'alarm');
  assert.equal(
    heldBack(underWay, { head: null, isOurs: true, isSettled: true }, 600, policy, 0)?.do,
    'forget',
  );
});

test('whatever is seen, an anchor settles only under enough blocks of the block that it was marked in', () => {
  const sight: fc.Arbitrary<Sight> = fc.oneof(
    fc.constantFrom<Sight>({ at: 'nowhere' }, { at: 'waiting' }, { at: 'gone', why: '' }),
    fc.record({
      at: fc.constant('seen' as const),
      where: fc.constantFrom('0xa', '0xb'),
      confirmations: fc.nat({ max: 20 }),
    }),
  );
  const seenIn = fc.constantFrom(null, '0xa', '0xb');
  fc.assert(
    fc.property(sight, seenIn, fc.nat({ max: 1_000 }), (seen, marked, nowMs) => {
      const step = decideUnderWay({ ...underWay, seenIn: marked }, seen, policy, nowMs);
      const isDeep = seen.at === 'seen' && seen.where === marked && seen.confirmations >= 12;
      assert.equal(step.do === 'settle', isDeep);
    }),
  );
});
