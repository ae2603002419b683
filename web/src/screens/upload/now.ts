// The day and the time zone of whoever reads the list: dates in lists say neither.

/** `2026-03-31`. */
export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** `+05:30`, as it was on that day. */
export function offsetOf(day: string): string {
  const minutes = -new Date(day.includes('T') ? day : `${day}T00:00`).getTimezoneOffset();
  const size = Math.abs(minutes);
  const hours = String(Math.floor(size / 60)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`;
}
