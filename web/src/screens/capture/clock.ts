// The clock on the wall, as forms and events have it.

/** Minutes east of Greenwich at that moment, where this device is. */
export function offsetAt(atMs: number): number {
  return -new Date(atMs).getTimezoneOffset();
}

/** `2026-03-04T08:15`, as a field for date and time has it. */
export function wallText(atMs: number): string {
  return new Date(atMs + offsetAt(atMs) * 60_000).toISOString().slice(0, 16);
}

/** null where it is no date and time. */
export function msOfWall(text: string): number | null {
  const ms = new Date(text).getTime();
  return text === '' || Number.isNaN(ms) ? null : ms;
}
