import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LateIn, lateIn } from './late.ts';

const nowMs = 1_800_000_000_000;
const minuteMs = 60_000;

/** A log of 100 entries, one a minute until now, where all is well. */
function well(change: Partial<LateIn> = {}): LateIn {
  return {
    ...{
      version: '1',
      nowMs,
      startedAtMs: nowMs - 90 * minuteMs,
      origin: 'x',
      operator: 'x',
      witnessEveryMs: 10_000,
    },
    log: { size: 100, root: '', key: '', newestEntryAtMs: nowMs, publishedSize: 100 },
    keys: {
      ...{ parties: 0, custodial: 0, device: 0, revoked: 0 },
      apiKeys: { operator: 1, party: 0, reader: 0, revoked: 0 },
    },
    storage: {
      ...{ databaseBytes: 1, writeAheadBytes: 0, snapshotBytes: 0, accountsBytes: 0, documents: 0 },
      ...{ documentBytes: 0, backupBytes: 0, freeBytes: 2 ** 40, diskBytes: 2 ** 41, grownBytes: 0 },
    },
    writer: { processId: 1, epoch: 1, memoryBytes: 1, runtime: 'v24' },
    anchors: [],
    witnesses: [],
    holdings: { newest: null, eventsSince: 0 },
    jobs: { waiting: 0, running: 0, newest: [] },
    webhooks: { on: 0, failing: 0, off: 0, waiting: 0, troubled: [] },
    scans: { count: 0, lastAtMs: null },
    doubts: { count: 0, lastAtMs: null, new: 0 },
    backups: { underWay: null, failed: null, newestAtMs: nowMs - minuteMs, newestIsGood: true },
    recordedAtMs: (entry) => (entry < 100 ? nowMs - (100 - entry) * minuteMs : undefined),
    ...change,
  };
}

const codesOf = (change: Partial<LateIn>): string[] => lateIn(well(change)).map(({ code }) => code);

test('where all is well, nothing is late', () => {
  assert.deepEqual(lateIn(well()), []);
});

test('an anchor is late by the first entry it does not cover, and by its own policy', () => {
  const anchor = {
    chain: 'eip155:1',
    kind: 'eip155',
    everyMs: 20 * minuteMs,
    settledAtMs: 0,
    underWay: null,
  };
  const at = (settledSize: number): string[] =>
    codesOf({ anchors: [{ ...anchor, settledSize, trouble: null }] });
  assert.deepEqual([at(100), at(60), at(59)], [[], [], ['ANCHOR_LATE']]);
  const trouble = { code: 'ANCHOR_OUT_OF_FUNDS', detail: 'no money', sinceMs: 7 };
  const [said] = lateIn(well({ anchors: [{ ...anchor, settledSize: 0, trouble }] }));
  assert.deepEqual(said, { code: trouble.code, what: 'eip155:1', sinceMs: 7, detail: 'no money' });
});

test('a witness is late a minute after what it was asked to sign', () => {
  const at = (size: number): string[] =>
    codesOf({ witnesses: [{ name: 'w', url: 'https://w', size, signedAtMs: null, trouble: null }] });
  assert.deepEqual([at(100), at(99), at(98)], [[], [], ['WITNESS_LATE']]);
  const justStarted = { startedAtMs: nowMs - 1_000 };
  const witnesses = [{ name: 'w', url: 'https://w', size: 0, signedAtMs: null, trouble: null }];
  assert.deepEqual(codesOf({ ...justStarted, witnesses }), []);
});

test('a root of the balances is late once the log rests, or after too many events', () => {
  const at = (eventsSince: number, newestEntryAtMs: number): string[] =>
    codesOf({ holdings: { newest: null, eventsSince }, log: { ...well().log, newestEntryAtMs } });
  assert.deepEqual(at(0, nowMs - 5 * minuteMs), []);
  assert.deepEqual(at(1, nowMs - 1_000), []);
  assert.deepEqual(at(1, nowMs - 2 * minuteMs), ['HOLDINGS_LATE']);
  assert.deepEqual(at(300_000, nowMs), ['HOLDINGS_LATE']);
});

test('jobs that wait or broke, a full disk, backups that are old, bad or missing', () => {
  const job = { id: 'j', party: null, partyName: null, finishedAtMs: null, events: 0, errors: [] };
  const waiting = { ...job, state: 'running' as const, createdAtMs: nowMs - 6 * minuteMs };
  const broken = { ...job, state: 'broken' as const, createdAtMs: 0, finishedAtMs: nowMs - minuteMs };
  const jobs = { waiting: 0, running: 1, newest: [broken, waiting] };
  assert.deepEqual(codesOf({ jobs }), ['JOB_BROKEN', 'JOB_WAITS']);
  assert.deepEqual(codesOf({ storage: { ...well().storage, freeBytes: 2 ** 29 } }), ['DISK_LOW']);
  const backups = well().backups;
  const dayMs = 24 * 60 * minuteMs;
  assert.deepEqual(codesOf({ backups: { ...backups, newestAtMs: nowMs - 8 * dayMs } }), ['BACKUP_OLD']);
  assert.deepEqual(codesOf({ backups: { ...backups, newestIsGood: false } }), ['BACKUP_BAD']);
  const none = { ...backups, newestAtMs: null, newestIsGood: null };
  assert.deepEqual(codesOf({ backups: none }), []);
  assert.deepEqual(codesOf({ backups: none, recordedAtMs: () => nowMs - 2 * dayMs }), [
    ...['PUBLISH_LATE', 'BACKUP_NONE'],
  ]);
});

test('a webhook is late when it is off, or has failed for an hour', () => {
  const told = (isOff: boolean, minutes: number): string[] => {
    const sinceMs = nowMs - minutes * minuteMs;
    const one = {
      id: 'whk_1',
      whose: 'Mill',
      host: 'erp.mill.example',
      isOff,
      sinceMs,
      answer: 'ECONNREFUSED',
    };
    return codesOf({ webhooks: { on: 0, failing: 1, off: 0, waiting: 1, troubled: [one] } });
  };
  assert.deepEqual(told(true, 0), ['WEBHOOK_OFF']);
  assert.deepEqual(told(false, 61), ['WEBHOOK_FAILS']);
  assert.deepEqual(told(false, 60), []);
});
