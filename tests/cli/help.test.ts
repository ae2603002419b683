// Every command explains itself, and the shells complete what there is.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import type { Command } from 'commander';
import { completionScript, shells } from '../../src/cli/completion.ts';
import { programOf, runCli } from '../../src/cli/program.ts';
import { ear } from './ear.ts';

const program = await programOf({ io: ear().io, exitCode: 0 }, '0', []);

function* leaves(command: Command, path: string[] = []): Generator<{ path: string[]; command: Command }> {
  if (command.commands.length === 0) yield { path, command };
  for (const one of command.commands) yield* leaves(one, [...path, one.name()]);
}

const commands = [...leaves(program)];

test('the commands are those that are promised', () => {
  const names = commands.map(({ path }) => path.join(' ')).sort();
  const promised =
    'account end,account invite,account list,account reset,accredit add,accredit list,accredit reinstate,accredit revoke,accredit show,accredit suspend,anchor address,anchor check,anchor deploy,anchor list,anchor now,anchor rotate,anchor tell,apikey add,apikey list,apikey revoke,backup,bench,capture,case add,case dismiss,case list,case open,case show,case uphold,case withdraw,certificate add,certificate list,certificate show,certificate status,cheat,claim add,claim judge,claim list,claim show,completion,demo,document add,document get,erase,evidence,facility add,fraud run,import,invite accept,invite create,key enrol,key new,key revoke,key rotate,key show,log check,log head,mirror,notice list,pack adopt,pack list,pack show,pack test,party add,party list,product add,rebuild,report,serve,start,trace,trade add,trade answer,trade list,trade show,trust set,trust show,verify,webhook add,webhook end,webhook list,webhook resume,webhook test,witness run,witness sign';
  assert.deepEqual(names, promised.split(','));
});

for (const { path, command } of commands) {
  test(`selvedge ${path.join(' ')} --help has an example, --data and --json`, async () => {
    const { io, out } = ear();
    assert.equal(await runCli([...path, '--help'], io, '0'), 0);
    const text = out.join('');
    assert.match(text, new RegExp(`Examples:\\n  selvedge ${path.join(' ')}`));
    const flags = command.options.map(({ long }) => long);
    assert.ok(flags.includes('--data') && flags.includes('--json'));
  });
}

test('every example in a help is a command that is understood so far as its options go', async () => {
  for (const { path } of commands) assert.ok(path.length >= 1);
  const { io, out } = ear();
  (await programOf({ io, exitCode: 0 }, '0', [])).outputHelp();
  for (const example of out.join('').split('Examples:')[1]?.trim().split('\n') ?? []) {
    const [, first = ''] = example.trim().split(' ');
    assert.ok(
      commands.some(({ path }) => path[0] === first),
      example,
    );
  }
});

for (const shell of shells) {
  const found = spawnSync(shell, ['-c', 'true']).status === 0;
  test(`the completion script is good ${shell}`, {
    skip: found ? false : `no ${shell} on this machine`,
  }, () => {
    const script = completionScript(shell, program);
    const checked = spawnSync(shell, ['-n'], { input: script, encoding: 'utf8' });
    assert.deepEqual([checked.status, checked.stderr], [0, '']);
  });
}

test('bash completes commands, their commands and options', {
  skip: spawnSync('bash', ['-c', 'true']).status === 0 ? false : 'no bash on this machine',
}, () => {
  const completed = (words: string[]): string[] => {
    const quoted = ['selvedge', ...words].map((word) => `'${word}'`).join(' ');
    const script = `${completionScript('bash', program)}\nCOMP_WORDS=(${quoted}); COMP_CWORD=${words.length}; _selvedge; printf '%s\\n' "\${COMPREPLY[@]}"`;
    return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split('\n');
  };
  assert.deepEqual(completed(['tra']), ['trace', 'trade']);
  assert.deepEqual(completed(['party', '']).slice(0, 2), ['add', 'list']);
  assert.deepEqual(completed(['trace', 'X', '--for']), ['--forward']);
  assert.deepEqual(completed(['evidence', 'X', '--level', 'full', '--si']), ['--since']);
});

test('the first word alone decides what is loaded, and it finds the same command', async () => {
  for (const { path } of commands) {
    const [first = ''] = path;
    const alone = await programOf({ io: ear().io, exitCode: 0 }, '0', path);
    const found = [...leaves(alone)].map((one) => one.path.join(' '));
    assert.ok(found.includes(path.join(' ')), path.join(' '));
    assert.equal(first === 'completion' || found.length < commands.length / 2, true, first);
  }
});
