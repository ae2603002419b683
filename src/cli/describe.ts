// How a command is described to commander: the same options, examples and exit codes for all.
import { type Command, InvalidArgumentError } from 'commander';
import type { ExitCode, Io } from './io.ts';
import type { CommonOptions } from './output.ts';
import { Session, usualDirectory } from './session.ts';

/** What the commands of one run share. */
export interface Cli {
  io: Io;
  exitCode: ExitCode;
}

export interface Description {
  /** Name and arguments, e.g. `trace <id>`. */
  usage: string;
  summary: string;
  /** More words, above the options. */
  about?: string;
  /** Each without the `selvedge` in front. At least one. */
  examples: readonly string[];
  /** It is run where its group is named alone. */
  isDefault?: boolean;
}

export type Run<Options extends CommonOptions> = (
  session: Session,
  options: Options,
  args: string[],
) => Promise<ExitCode> | ExitCode;

/** A group of commands, such as `party`. */
export function group(parent: Command, name: string, summary: string, examples: readonly string[]): Command {
  return parent
    .command(name)
    .summary(summary)
    .description(summary)
    .addHelpText('after', examplesText(examples));
}

/** A command with --data and --json; `run` decides the exit code. */
export function command<Options extends CommonOptions>(
  parent: Command,
  cli: Cli,
  description: Description,
  run: Run<Options>,
): Command {
  const { usage, summary, about, examples, isDefault = false } = description;
  const made = parent
    .command(usage, { isDefault })
    .summary(summary)
    .description(about === undefined ? summary : `${summary}\n\n${about}`)
    .option('--data <dir>', `data directory (default: ${usualDirectory})`)
    .option('--json', 'answer with one JSON document')
    .addHelpText('after', examplesText(examples));
  return made.action(async () => {
    const options = made.optsWithGlobals<Options>();
    cli.exitCode = await run(new Session(cli.io, options), options, made.args);
  });
}

function examplesText(examples: readonly string[]): string {
  return `\nExamples:\n${examples.map((example) => `  selvedge ${example}`).join('\n')}`;
}

/** For options that take a whole number. */
export function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`A whole number from ${least} to ${most}.`);
  };
}

export function oneOf<Word extends string>(words: readonly Word[]): (text: string) => Word {
  return (text) => {
    const word = words.find((one) => one === text);
    if (word !== undefined) return word;
    throw new InvalidArgumentError(`One of ${words.join(', ')}.`);
  };
}
