import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { runVerify } from '../../../verifier/bin/run-verify.ts';
import { type Cli, command } from '../describe.ts';
import type { CommonOptions } from '../output.ts';

interface VerifyOptions extends CommonOptions {
  key?: string;
  earlier?: string;
  policy?: string;
  witness?: string[];
  witnesses?: string;
  block?: string[];
  newestAge?: string;
  beside?: string;
}

const description = {
  usage: 'verify <file>',
  summary: 'check an evidence file, without any node',
  about: 'Needs no data directory. With --key only the log that you know will do; without it, anybody’s.',
  examples: [
    'verify shirt.evidence',
    "verify shirt.evidence --key 'log.example.org+1a2b3c4d+AZ…'",
    'verify shirt.evidence --earlier kept-checkpoint --json',
    'verify shirt.evidence --policy log-and-witnesses.policy --newest-age 1d',
    'verify shirt.evidence --beside the-one-my-neighbour-got.evidence',
  ],
};

/** The verifier's own command, with this program's input and output. */
export function verifyCommand(parent: Command, cli: Cli): void {
  command<VerifyOptions>(parent, cli, description, ({ io }, given, [file = '']) => {
    const pair = (name: string, value: string | undefined): string[] =>
      value === undefined ? [] : [name, value];
    const args = [
      ...pair('--key', given.key),
      ...pair('--earlier', given.earlier),
      ...pair('--policy', given.policy),
      ...(given.witness ?? []).flatMap((key) => ['--witness', key]),
      ...pair('--witnesses', given.witnesses),
      ...(given.block ?? []).flatMap((block) => ['--block', block]),
      ...pair('--newest-age', given.newestAge),
      ...pair('--beside', given.beside),
      ...(given.json ? ['--json'] : []),
      file,
    ];
    return runVerify(args, {
      readFile: (path) => readFileSync(path),
      print: (line) => io.write(`${line}\n`),
      complain: (line) => io.tell(`${line}\n`),
      nowMs: () => Date.now(),
    });
  })
    .option('--key <vkey>', 'verifier key of the log, from a source that you trust')
    .option('--earlier <file>', 'a checkpoint of the same log that you kept: was the log rewritten since?')
    .option('--policy <file>', 'a C2SP tlog-policy: logs that you take, and whose cosignatures you ask for')
    .option(
      '--witness <vkey>',
      'a witness that you know (repeatable); all of them must have cosigned',
      oneMore,
    )
    .option('--witnesses <k>', 'so many of the named witnesses must have cosigned')
    .option(
      '--block <name=hash>',
      'hash of a block that an anchor leads to, eip155:1/123=0x… (repeatable)',
      oneMore,
    )
    .option(
      '--newest-age <age>',
      'how old the newest word of those outside whom you named may be: seconds, 12h, 1d',
    )
    .option(
      '--beside <file>',
      'another file of the same log: does one leave out or contradict what the other shows?',
    );
}

function oneMore(value: string, before: string[] = []): string[] {
  return [...before, value];
}
