// How people say an age: `3600`, `90m`, `12h`, `1d`.
const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600, d: 86_400 };

/** In milliseconds; undefined where it is none. Without a letter it is seconds. */
export function ageMsOf(text: string): number | undefined {
  const [, digits, unit = 's'] = /^(0|[1-9][0-9]{0,9})([smhd])?$/.exec(text) ?? [];
  return digits === undefined ? undefined : Number(digits) * (secondsOf[unit] ?? 1) * 1000;
}
