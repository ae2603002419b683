// Completion scripts for three shells, made from the commands as they are described: nothing to keep in step.
import type { Command } from 'commander';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** One command with what may follow it. `path`: words behind `selvedge`. */
interface Entry {
  path: string[];
  summary: string;
  commands: { name: string; summary: string }[];
  options: { flag: string; summary: string }[];
}

export function completionScript(shell: Shell, program: Command): string {
  const entries = [...entriesOf(program, [])];
  return { bash, zsh, fish }[shell](entries);
}

function* entriesOf(command: Command, path: string[]): Generator<Entry> {
  const commands = command.commands.map((one) => ({ name: one.name(), summary: one.summary() }));
  const options = [
    ...command.options
      .filter(({ hidden }) => !hidden)
      .map(({ long, description }) => ({ flag: long ?? '', summary: description })),
    { flag: '--help', summary: 'show help' },
  ];
  yield { path, summary: command.summary(), commands, options: options.filter(({ flag }) => flag !== '') };
  for (const one of command.commands) yield* entriesOf(one, [...path, one.name()]);
}

/** A word list for each path; files where a command takes arguments. */
function bash(entries: Entry[]): string {
  return `# selvedge completion for bash:  source <(selvedge completion bash)
_selvedge() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path="" word words=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$path $word" in
${pathCases(entries)}
    esac
  done
  case "$path" in
${entries.map(({ path, commands, options }) => `    "${path.join(' ')}") words="${wordsOf(commands, options)}" ;;`).join('\n')}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
  [[ \${#COMPREPLY[@]} -eq 0 ]] && mapfile -t COMPREPLY < <(compgen -f -- "$current")
}
complete -o filenames -F _selvedge selvedge
`;
}

/** Which words lead from one path to the next: an option's value never does. */
function pathCases(entries: Entry[]): string {
  return entries
    .filter(({ path }) => path.length > 0)
    .map(({ path }) => `      "${path.slice(0, -1).join(' ')} ${path.at(-1)}") path="${path.join(' ')}" ;;`)
    .join('\n');
}

function wordsOf(commands: Entry['commands'], options: Entry['options']): string {
  return [...commands.map(({ name }) => name), ...options.map(({ flag }) => flag)].join(' ');
}

function zsh(entries: Entry[]): string {
  return `#compdef selvedge
# selvedge completion for zsh:  selvedge completion zsh > ~/.zsh/_selvedge   (a directory of fpath)
_selvedge() {
  local path="" word
  local -a commands options
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$path $word" in
${pathCases(entries)}
    esac
  done
  case "$path" in
${entries.map((entry) => `    "${entry.path.join(' ')}") commands=(${described(entry.commands.map(({ name, summary }) => [name, summary]))}) options=(${described(entry.options.map(({ flag, summary }) => [flag, summary]))}) ;;`).join('\n')}
  esac
  (( \${#commands} )) && _describe command commands
  _describe option options
  _files
}
_selvedge "$@"
`;
}

function described(pairs: string[][]): string {
  return pairs.map(([name, summary = '']) => quoted(`${name}:${summary.replaceAll(':', '\\:')}`)).join(' ');
}

function fish(entries: Entry[]): string {
  const lines = entries.flatMap(({ path, commands, options }) => {
    const condition = conditionOf(path, commands);
    return [
      ...commands.map(
        ({ name, summary }) =>
          `complete -c selvedge -f -n ${quoted(condition)} -a ${name} -d ${quoted(summary)}`,
      ),
      ...options.map(
        ({ flag, summary }) =>
          `complete -c selvedge -n ${quoted(condition)} -l ${flag.replace(/^--/, '')} -d ${quoted(summary)}`,
      ),
    ];
  });
  return `# selvedge completion for fish:  selvedge completion fish > ~/.config/fish/completions/selvedge.fish\n${lines.join('\n')}\n`;
}

function conditionOf(path: string[], commands: Entry['commands']): string {
  const names = commands.map(({ name }) => name).join(' ');
  if (path.length === 0) return '__fish_use_subcommand';
  const seen = path.map((word) => `__fish_seen_subcommand_from ${word}`);
  return [...seen, ...(names === '' ? [] : [`not __fish_seen_subcommand_from ${names}`])].join('; and ');
}

function quoted(text: string): string {
  return `'${text.replaceAll('\n', ' ').replaceAll("'", "'\\''")}'`;
}
