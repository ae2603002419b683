import assert from 'node:assert/strict';
import { test } from 'node:test';
import { localTime } from './event.ts';
import { localDate, nextHour, offsetMinutes, siteOf } from './site.ts';

const row = {
  prefix: '9520999',
  name: 'Somewhere',
  role: 'dyer',
  country: 'PT',
  region: 'PT-03',
  latitude: 41,
  longitude: -8,
} as const;
const lisbon = siteOf({ ...row, offsetHours: 0, summerTime: true });
const delhi = siteOf({ ...row, offsetHours: 5.5 });

test('European clocks change on the last Sundays of March and October, Indian ones never', () => {
  assert.equal(offsetMinutes(lisbon, Date.UTC(2025, 9, 26, 0, 59)), 60);
  assert.equal(offsetMinutes(lisbon, Date.UTC(2025, 9, 26, 1)), 0);
  assert.equal(offsetMinutes(lisbon, Date.UTC(2026, 2, 29, 1)), 60);
  assert.equal(offsetMinutes(delhi, Date.UTC(2026, 6, 1)), 330);
});

test('the calendar and the hour are those on the wall', () => {
  const late = Date.UTC(2026, 0, 1, 20);
  assert.equal(localDate(delhi, late), '2026-01-02');
  assert.equal(localTime(nextHour(delhi, late, 8.25), 330), '2026-01-02T08:15:00.000+05:30');
  assert.equal(localTime(nextHour(delhi, late, 1), 330), '2026-01-03T01:00:00.000+05:30');
  assert.equal(localTime(late, -210), '2026-01-01T16:30:00.000-03:30');
});

test('a party keeps its id', () => {
  assert.equal(siteOf({ ...row, offsetHours: 0 }).party.party, lisbon.party.party);
  assert.notEqual(siteOf({ ...row, prefix: '9520998', offsetHours: 0 }).party.party, lisbon.party.party);
});
