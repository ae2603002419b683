// How commands answer: one JSON document with --json, words without it; and the colours, which mean little by design.
import picocolors from 'picocolors';
import { printable } from '#verifier';
import type { Refusal } from '../flow/answers.ts';
import type { ExitCode, Io } from './io.ts';
import { Progress } from './progress.ts';

export type Colours = ReturnType<typeof picocolors.createColors>;

export interface CommonOptions {
  data?: string;
  json?: boolean;
}

export class Output {
  readonly io: Io;
  readonly json: boolean;
  readonly colours: Colours;

  constructor(io: Io, { json = false }: CommonOptions) {
    this.io = io;
    this.json = json;
    this.colours = picocolors.createColors(io.colour);
  }

  /** The answer, as data or as lines of words. */
  answer(value: unknown, words: (colours: Colours) => string[]): 0 {
    this.#write(value, words);
    return 0;
  }

  /** An answer that means no. */
  no(value: unknown, words: (colours: Colours) => string[]): 1 {
    this.#write(value, words);
    return 1;
  }

  /** The rules say no. */
  refused(refusals: Refusal[]): ExitCode {
    return this.no({ ok: false, refusals }, ({ red }) =>
      refusals.map((refusal) => `${red('refused')} ${refusalWords(refusal)}`),
    );
  }

  /** Words beside the answer. */
  tell(text: string): void {
    this.io.tell(`${text}\n`);
  }

  progress(label: string): Progress {
    return new Progress(this.io, label);
  }

  #write(value: unknown, words: (colours: Colours) => string[]): void {
    const lines = this.json ? [JSON.stringify(value, null, 2)] : words(this.colours).map(this.#printable);
    this.io.write(`${lines.join('\n')}\n`);
  }

  /** Names are of strangers; of what a terminal obeys only our own colours are left. */
  readonly #printable = (line: string): string =>
    this.io.colour
      ? line
          .split(colour)
          .map((part, at) => (at % 2 === 1 ? part : printable(part)))
          .join('')
      : printable(line);
}

const colour = /(\u001b\[\d{1,2}m)/;

/** `CODE: sentence (event 3, lot …)` */
export function refusalWords({ code, detail, eventIndex, lot, pointer }: Refusal): string {
  const about = [
    ...(eventIndex === undefined ? [] : [`event ${eventIndex}`]),
    ...(lot === undefined || detail.includes(lot) ? [] : [`lot ${lot}`]),
    ...(pointer === undefined || pointer === '' ? [] : [`at ${pointer}`]),
  ];
  return `${code}: ${detail}${about.length === 0 ? '' : ` (${about.join(', ')})`}`;
}

/** Rows in columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const width = (at: number): number => Math.max(...rows.map((row) => row[at]?.length ?? 0));
  const widths = Array.from({ length: Math.max(0, ...rows.map((row) => row.length)) }, (_, at) => width(at));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
