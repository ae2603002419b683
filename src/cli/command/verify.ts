import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { runVerify } from '../../../verifier/bin/run-verify.ts';
import { type Cli, command } from '../describe.ts';
import type { CommonOptions } from '../output.ts';

interface VerifyOptions extends CommonOptions {
  key?: string;
  earlier?: string;
}

const description = {
  usage: 'verify <file>',
  summary: 'check an evidence file, without any node',
  about: 'Needs no data directory. With --key only the log that you know will do; without it, anybody’s.',
  examples: [
    'verify shirt.evidence',
    "verify shirt.evidence --key 'log.example.org+1a2b3c4d+AZ…'",
    'verify shirt.evidence --earlier kept-checkpoint --json',
  ],
};

/** The verifier's own command, with this program's input and output. */
export function verifyCommand(parent: Command, cli: Cli): void {
  command<VerifyOptions>(parent, cli, description, ({ io }, { key, earlier, json }, [file = '']) => {
    const pair = (name: string, value: string | undefined): string[] =>
      value === undefined ? [] : [name, value];
    const args = [...pair('--key', key), ...pair('--earlier', earlier), ...(json ? ['--json'] : []), file];
    return runVerify(args, {
      readFile: (path) => readFileSync(path),
      print: (line) => io.write(`${line}\n`),
      complain: (line) => io.tell(`${line}\n`),
    });
  })
    .option('--key <vkey>', 'verifier key of the log, from a source that you trust')
    .option('--earlier <file>', 'a checkpoint of the same log that you kept: was the log rewritten since?');
}
