// A party at its one place, with the clock on its wall.
import { chance } from './chance.ts';
import type { FacilityRecord, PartyRecord, PartyRole } from './chain.ts';
import { facilityId } from './identifier.ts';

export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

export interface Site {
  party: PartyRecord;
  facility: FacilityRecord;
  /** Seven digits: the company part of its GS1 keys. */
  prefix: string;
  /** Of the wall clock, without summer time. */
  standardOffsetMinutes: number;
  summerTime: boolean;
}

/** One row of a scenario's address book. */
export interface SiteRow {
  prefix: string;
  name: string;
  role: PartyRole;
  country: string;
  region: string;
  latitude: number;
  longitude: number;
  offsetHours: number;
  summerTime?: boolean;
}

export function siteOf(row: SiteRow): Site {
  const party = `urn:uuid:${chance(Number(row.prefix)).uuid()}`;
  const where = { country: row.country, region: row.region };
  const facility = facilityId(row.prefix, 1);
  return {
    party: {
      party,
      name: row.name,
      ...where,
      role: row.role,
      identifiers: [facility.replace('/414/', '/417/')],
    },
    facility: {
      facility,
      party,
      name: `${row.name}, main site`,
      ...where,
      latitude: row.latitude,
      longitude: row.longitude,
    },
    prefix: row.prefix,
    standardOffsetMinutes: row.offsetHours * 60,
    summerTime: row.summerTime ?? false,
  };
}

// European summer time: last Sunday of March to last Sunday of October, at 01:00 UTC (Directive 2000/84/EC).
const summers = [
  [Date.UTC(2025, 2, 30, 1), Date.UTC(2025, 9, 26, 1)],
  [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1)],
] as const;

export function offsetMinutes(site: Site, atMs: number): number {
  const summer = site.summerTime && summers.some(([from, to]) => atMs >= from && atMs < to);
  return site.standardOffsetMinutes + (summer ? 60 : 0);
}

/** `2026-03-04` on the site's calendar. */
export function localDate(site: Site, atMs: number): string {
  return new Date(atMs + offsetMinutes(site, atMs) * minuteMs).toISOString().slice(0, 10);
}

/** The first time from `afterMs` on when the site's clock shows that hour (fractions allowed). */
export function nextHour(site: Site, afterMs: number, hour: number): number {
  const offset = offsetMinutes(site, afterMs) * minuteMs;
  const today = Math.floor((afterMs + offset) / dayMs) * dayMs + Math.round(hour * hourMs) - offset;
  return today >= afterMs ? today : today + dayMs;
}
