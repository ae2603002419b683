import type { Command } from 'commander';
import type { Tried } from '../../cheat/try.ts';
import { type Cli, command } from '../describe.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import { type Colours, type CommonOptions, table } from '../output.ts';
import type { Session } from '../session.ts';

interface CheatOptions extends CommonOptions {
  keep?: string;
}

const description = {
  usage: 'cheat [names...]',
  summary: 'be a dishonest operator, and see who catches it',
  about:
    'NAMES: of cheats; without any, all. Each is played on a real node of its own, with a witness, two mirrors, shoppers with ' +
    'evidence files and, where anvil is, a chain with the anchor contract; all are thrown away. Exit code 1 where somebody who is promised to catch a cheat does not.',
  examples: ['cheat', 'cheat fork sold-twice', 'cheat --keep ./proofs --json'],
};

export function cheatCommand(parent: Command, cli: Cli): void {
  command<CheatOptions>(parent, cli, description, run).option(
    '--keep <dir>',
    'write what the catchers hold into this directory',
  );
}

/** What only this command needs is loaded only for it: a chain and its wallets among it. */
async function run(session: Session, { keep }: CheatOptions, names: string[]): Promise<ExitCode> {
  const [{ cheatNamed, tryAll }, { cheats }] = await Promise.all([
    import('../../cheat/run.ts'),
    import('../../cheat/corpus.ts'),
  ]);
  const unknown = names.find((name) => cheatNamed(name) === undefined);
  if (unknown !== undefined)
    throw new CannotTell(`there is no cheat ${unknown}: ${cheats.map(({ name }) => name).join(', ')}`);
  const chosen = names.length === 0 ? cheats : names.flatMap((name) => cheatNamed(name) ?? []);
  const progress = session.output.progress('tried');
  const tried = await tryAll(chosen, (done, all) => progress.step(done, all));
  progress.end();
  const commands = keep === undefined ? [] : await kept(keep, tried);
  return await answer(session, tried, commands, names.length > 0);
}

async function kept(folder: string, tried: readonly Tried[]): Promise<string[]> {
  const { keepProof } = await import('../../cheat/proof/keep.ts');
  return tried.flatMap(({ name, caught, log }) =>
    caught.flatMap(({ by, proof }) =>
      proof === null ? [] : keepProof(folder, `${name}.${by.replaceAll(' ', '-')}`, proof, log),
    ),
  );
}

async function answer(
  { output }: Session,
  tried: readonly Tried[],
  commands: readonly string[],
  isTold: boolean,
): Promise<ExitCode> {
  const { unseen } = await import('../../cheat/unseen.ts');
  const { isUncaught, legend, matrix } = await import('../../cheat/table.ts');
  const ok = tried.every(({ problems }) => problems.length === 0);
  const value = { ok, cheats: tried.map(withoutBytes), unseen, commands };
  const words = (colours: Colours): string[] => [
    ...(isTold ? tried.flatMap((one) => storyWords(one, colours)) : []),
    ...headed(table(matrix(tried)), colours),
    '',
    ...legend.map(colours.dim),
    ...absentWords(tried),
    '',
    colours.bold('Nobody outside catches'),
    ...tried.filter(isUncaught).map((one) => `  ${one.title}: ${one.would}`),
    ...unseen.map(({ what, would }) => `  ${what}: ${would}`),
    ...weakWords(
      tried.filter((one) => !isUncaught(one)),
      colours,
    ),
    ...tried.flatMap(({ name, problems }) => problems.map((problem) => colours.red(`${name}: ${problem}`))),
    ...commands,
  ];
  return ok ? output.answer(value, words) : output.no(value, words);
}

/** What is caught, but by somebody who happened to look. */
function weakWords(tried: readonly Tried[], { bold }: Colours): string[] {
  const weak = tried.filter(({ would }) => would !== null);
  return weak.length === 0
    ? []
    : [
        '',
        bold('Caught by luck, and what would do better'),
        ...weak.map(({ title, would }) => `  ${title}: ${would}`),
      ];
}

function headed([heading = '', ...rows]: string[], { bold }: Colours): string[] {
  return [bold(heading), ...rows];
}

function absentWords(tried: readonly Tried[]): string[] {
  const absent = new Map(tried.flatMap((one) => one.absent.map(({ by, why }) => [by, why] as const)));
  return [...absent].map(([by, why]) => `${by}: skipped, ${why}`);
}

function storyWords({ title, story, caught }: Tried, { bold, dim }: Colours): string[] {
  return [
    bold(title),
    ...story.split(/(?<=\.) /).map((sentence) => `  ${dim(sentence)}`),
    ...caught.map(({ by, when, code, detail, checked }) => {
      const holds =
        checked?.convicts === true ? 'proof' : checked === null ? 'no proof' : 'nothing that convicts';
      return `  ${by}, ${when}: ${code} ${detail} (${holds})`;
    }),
    '',
  ];
}

function withoutBytes({ caught, ...rest }: Tried): object {
  return { ...rest, caught: caught.map(({ proof, ...one }) => ({ ...one, proof: proof?.kind ?? null })) };
}
