// One line of the table: what was measured, against what, and whether the target of the issue is reached.

export type Target = { atLeast: number } | { atMost: number };

export interface Row {
  section: string;
  what: string;
  /** What is compared with the target: a ratio (`x`) or a figure of its own. null: could not be measured. */
  value: number | null;
  unit: 'x' | 'ms' | 's' | '/s' | 'B/edge' | 'B/lot' | 'gas' | 'gas/event' | 'µs/event' | 'noticed' | 'of 4';
  target: Target | null;
  /** Raw figures with their units, as measured. */
  raw: Record<string, string>;
  /** Why it was left out, or what stands behind the figure. */
  note?: string;
}

export type Verdict = 'reached' | 'not reached' | 'skipped' | '';

export function verdictOf({ value, target }: Row): Verdict {
  if (value === null) return 'skipped';
  if (target === null) return '';
  const reached = 'atLeast' in target ? value >= target.atLeast : value <= target.atMost;
  return reached ? 'reached' : 'not reached';
}

export function skipped(section: string, what: string, target: Target | null, why: string): Row {
  return { section, what, value: null, unit: 'x', target, raw: {}, note: why };
}

/** The table as lines of text: one line a row, its raw figures indented below. */
export function tableText(rows: Row[]): string {
  const cells = rows.map((row) => [row.what, figureText(row), targetText(row), verdictOf(row)]);
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]!.length)));
  const lines: string[] = [];
  let section = '';
  rows.forEach((row, at) => {
    if (row.section !== section) lines.push('', row.section);
    section = row.section;
    const [what, figure, target, verdict] = cells[at]!;
    lines.push(
      `  ${what!.padEnd(widths[0]!)}  ${figure!.padStart(widths[1]!)}  ${target!.padEnd(widths[2]!)}  ${verdict}`.trimEnd(),
    );
    const raw = Object.entries(row.raw).map(([name, value]) => `${name} ${value}`);
    if (raw.length > 0) lines.push(`      ${raw.join(' | ')}`);
    if (row.note !== undefined) lines.push(`      ${row.note}`);
  });
  return lines.slice(1).join('\n');
}

function figureText({ value, unit }: Row): string {
  if (value === null) return '-';
  return unit === 'x' || unit === '/s' ? `${short(value)}${unit}` : `${short(value)} ${unit}`;
}

function targetText({ target, unit }: Row): string {
  if (target === null) return '';
  const [sign, bound] = 'atLeast' in target ? ['>=', target.atLeast] : ['<=', target.atMost];
  return `${sign} ${short(bound)}${unit === 'x' || unit === '/s' ? unit : ` ${unit}`}`;
}

/** Three figures that matter; whole numbers from a hundred on. */
export function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-GB');
  return String(Number(value.toPrecision(3)));
}

export function perSecond(value: number): string {
  return `${short(value)}/s`;
}

export function milliseconds(value: number): string {
  return value >= 1_000 ? `${short(value / 1_000)} s` : `${short(value)} ms`;
}
