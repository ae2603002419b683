// Times of events: xsd:dateTimeStamp (a zone is mandatory), read strictly and by hand, because Date.parse accepts
// 30 February and is implementation-defined outside ISO 8601.

const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;
const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Milliseconds since 1970 UTC; undefined for anything that is no real time with a zone.
 * Finer fractions are rounded by their fourth digit (CBV 2.0, 8.9: the event hash counts whole milliseconds).
 */
export function parseInstant(text: unknown): number | undefined {
  const parts = typeof text === 'string' ? form.exec(text) : null;
  if (parts === null) return undefined;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const [hour, minute, second] = [Number(parts[4]), Number(parts[5]), Number(parts[6])];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const offset = parts[8] === undefined ? 0 : offsetMinutes(Number(parts[9]), Number(parts[10]));
  if (offset === undefined) return undefined;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second) + millisecondsOf(parts[7] ?? '');
  return year < 100 ? undefined : utc - (parts[8] === '-' ? -offset : offset) * 60_000;
}

/** EPCIS eventTimeZoneOffset: -14:00 to +14:00. */
export function isZoneOffset(text: unknown): text is string {
  return typeof text === 'string' && /^[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00)$/.test(text);
}

function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (daysOfMonths[month - 1] ?? 0);
}

function offsetMinutes(hours: number, minutes: number): number | undefined {
  const offset = hours * 60 + minutes;
  return minutes > 59 || offset > 14 * 60 ? undefined : offset;
}

function millisecondsOf(fraction: string): number {
  const whole = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return Number(fraction[3] ?? 0) >= 5 ? whole + 1 : whole;
}
