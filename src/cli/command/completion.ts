import type { Command } from 'commander';
import { completionScript, shells } from '../completion.ts';
import { type Cli, command, oneOf } from '../describe.ts';
import type { CommonOptions } from '../output.ts';

const description = {
  usage: 'completion <shell>',
  summary: `print a completion script for ${shells.join(', ')}`,
  examples: [
    'completion bash >> ~/.bashrc',
    'completion zsh > ~/.zsh/_selvedge   # in a directory of fpath',
    'completion fish > ~/.config/fish/completions/selvedge.fish',
  ],
};

export function completionCommand(parent: Command, cli: Cli): void {
  const shellOf = oneOf(shells);
  const made = command<CommonOptions>(parent, cli, description, ({ output }, _, [shell = '']) => {
    const script = completionScript(shellOf(shell), parent);
    return output.answer({ shell, script }, () => [script.trimEnd()]);
  });
  made.registeredArguments[0]?.choices([...shells]);
}
