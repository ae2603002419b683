import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterAttempt, afterByHand, delaysMs, nextFor } from './schedule.ts';
import type { Message, Outcome, OutcomeCode, Webhook } from './subscription.ts';

const startMs = 1_800_000_000_000;
const hourMs = 3_600_000;

const webhook: Webhook = {
  ...{ id: 'whk_1', party: null, url: 'https://a.example/', kinds: ['status.said'], createdAtMs: startMs },
  ...{ endedAtMs: null, cursor: 0, oldSecretUntilMs: null, failingSinceMs: null, off: null },
};
const message: Message = {
  ...{ id: 'msg_1', webhook: 'whk_1', kind: 'status.said', entry: 7, body: '{}', madeAtMs: startMs },
  ...{ attempts: 0, dueAtMs: startMs, deliveredAtMs: null, last: null },
};

function outcome(code: OutcomeCode, atMs: number, retryAfterMs: number | null = null): Outcome {
  return { atMs, tookMs: 1, code, status: null, answer: '', retryAfterMs };
}

/** When each attempt is made at a receiver that never takes anything, until it is switched off. */
function attemptsOf(chance: number, retryAfterMs: number | null = null): { atMs: number[]; off: string } {
  let [one, now, hook] = [message, startMs, webhook];
  for (const atMs: number[] = []; ; ) {
    assert.deepEqual(nextFor(hook, one, now - 1), { act: 'wait', untilMs: now });
    assert.deepEqual(nextFor(hook, one, now), { act: 'send' });
    atMs.push(now);
    const settled = afterAttempt(hook, one, outcome('NOT_TAKEN', now, retryAfterMs), chance);
    one = { ...one, attempts: settled.attempts, dueAtMs: settled.dueAtMs };
    hook = { ...hook, failingSinceMs: settled.failingSinceMs ?? null, off: settled.off ?? null };
    if (hook.off !== null) {
      assert.deepEqual(nextFor(hook, one, now + 1e12), { act: 'rest' });
      return { atMs, off: hook.off.code };
    }
    now = settled.dueAtMs ?? Number.NaN;
  }
}

test('ten attempts over about three days, then it is switched off', () => {
  const { atMs, off } = attemptsOf(0.5);
  assert.equal(off, 'ATTEMPTS_SPENT');
  assert.deepEqual(
    atMs.slice(1).map((at, index) => at - (atMs[index] ?? 0)),
    delaysMs,
  );
  assert.equal(atMs.length, 10);
  assert.equal(Math.round(((atMs.at(-1) ?? 0) - startMs) / hourMs), 76);
});

test('attempts are drawn apart by up to a tenth', () => {
  const [early, late] = [attemptsOf(0), attemptsOf(1 - Number.EPSILON)].map(
    ({ atMs }) => (atMs[1] ?? 0) - startMs,
  );
  assert.deepEqual([early, late], [4_500, 5_500]);
});

test('Retry-After is obeyed up to a day, and not for ever', () => {
  const waits = (retryAfterMs: number): number | null =>
    afterAttempt(webhook, message, outcome('NOT_TAKEN', startMs, retryAfterMs), 0.5).dueAtMs;
  assert.equal(waits(60_000), startMs + 60_000);
  assert.equal(waits(1_000), startMs + 5_000);
  assert.equal(waits(30 * 24 * hourMs), startMs + 24 * hourMs);
  const { atMs, off } = attemptsOf(0.5, 24 * hourMs);
  assert.equal(off, 'FAILING_LONG');
  assert.equal(atMs.length, 6);
});

test('410 switches off at once; what was taken is done, and failures are forgotten', () => {
  const gone = afterAttempt(webhook, message, outcome('GONE', startMs), 0.5);
  assert.deepEqual(
    [gone.off, gone.dueAtMs, gone.deliveredAtMs],
    [{ atMs: startMs, code: 'GONE' }, null, null],
  );
  const failing = { ...webhook, failingSinceMs: startMs - hourMs };
  const taken = afterAttempt(failing, message, outcome('TAKEN', startMs), 0.5);
  assert.deepEqual(
    [taken.off, taken.dueAtMs, taken.deliveredAtMs, taken.failingSinceMs],
    [undefined, null, startMs, null],
  );
});

test('nothing is sent for what is off, ended or empty', () => {
  assert.deepEqual(nextFor(webhook, undefined, startMs), { act: 'rest' });
  const off = { atMs: startMs, code: 'GONE' } as const;
  assert.deepEqual(nextFor({ ...webhook, off }, message, startMs), { act: 'rest' });
  assert.deepEqual(nextFor({ ...webhook, endedAtMs: startMs }, message, startMs), { act: 'rest' });
});

test('what is sent by hand spends no attempt of the node, and switches nothing off', () => {
  const failed = afterByHand(message, outcome('GONE', startMs));
  assert.deepEqual(
    [failed.off, failed.dueAtMs, failed.deliveredAtMs, failed.attempts],
    [undefined, startMs, null, 0],
  );
  const taken = afterByHand(message, outcome('TAKEN', startMs));
  assert.deepEqual([taken.dueAtMs, taken.deliveredAtMs, taken.attempts], [null, startMs, 1]);
  const again = afterByHand({ ...message, attempts: 1, deliveredAtMs: 5 }, outcome('TAKEN', startMs));
  assert.deepEqual([again.deliveredAtMs, again.attempts], [5, 2]);
});
