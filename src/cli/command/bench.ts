import type { Command } from 'commander';
import type { Cli } from '../describe.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';

/** What stands behind the word is for the bench: it has options of its own (src/bench). */
export function benchCommand(parent: Command, cli: Cli): void {
  const made = parent
    .command('bench')
    .summary('measure this node side by side with PostgreSQL, or generate load')
    .description('measure this node side by side with PostgreSQL, or generate load')
    .argument('[arguments...]', 'options of the bench; a wrong one lists them')
    .option('--data <dir>', 'not needed: the bench works in directories of its own')
    .option('--json', 'answer with one JSON document')
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText('after', '\nExamples:\n  selvedge bench\n  selvedge bench --json');
  made.action(async () => {
    const { runBench } = await import('../../bench/bench.ts');
    const { json } = made.opts<CommonOptions>();
    const { io } = cli;
    const args = [...(json === true ? ['--json'] : []), ...made.args];
    cli.exitCode = (await runBench(args, {
      out: (text) => io.write(text),
      err: (text) => io.tell(text),
    })) as ExitCode;
  });
}
