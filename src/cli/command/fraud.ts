import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { CaseMistake } from '../../scenario/case/mistake.ts';
import { packsOf } from '../../scenario/case/packs.ts';
import { type PlayedCase, playCase } from '../../scenario/case/play.ts';
import { type CaseForm, readCase, readCases } from '../../scenario/case/read.ts';
import { confusion, type FamilyRow, fraudTotal } from '../../scenario/case/table.ts';
import { frauds } from '../../scenario/frauds.ts';
import { type Played, play } from '../../scenario/play.ts';
import { type Cli, command, group } from '../describe.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import { type Colours, type CommonOptions, table } from '../output.ts';
import type { Session } from '../session.ts';

const corpus: string = join(import.meta.dirname, '../../../scenarios/fraud');
const bases: string = join(corpus, 'base');

const description = {
  usage: 'run [names...]',
  summary: 'play frauds and honest chains, and tell who caught what',
  about:
    'NAMES: of cases in scenarios/fraud, of one of the frauds of `selvedge demo`, or paths of case files; without any, all. ' +
    'Each is played on a node of its own, which is thrown away.',
  examples: ['fraud run', 'fraud run expired-by-a-day --json', 'fraud run ./my-case/case.json'],
};

export function fraudCommands(parent: Command, cli: Cli): void {
  const made = group(parent, 'fraud', 'frauds, and honest chains that look odd', ['fraud run']);
  command<CommonOptions>(made, cli, description, run);
}

/** What JSON cannot say, forged signatures and forked logs, are frauds in code: they are played as well. */
interface Chosen {
  readonly cases: readonly CaseForm[];
  readonly coded: ReturnType<typeof frauds>;
}

async function run(session: Session, _options: CommonOptions, names: string[]): Promise<ExitCode> {
  const { cases, coded } = chosen(names);
  const progress = session.output.progress('played');
  const played: PlayedCase[] = [];
  const playedCoded: Played[] = [];
  for (const one of cases) {
    played.push(await playedOrMistaken(one));
    progress.step(played.length, cases.length + coded.length);
  }
  for (const fraud of coded) playedCoded.push(await play(fraud));
  progress.end();
  return answer(session, played, playedCoded);
}

async function playedOrMistaken(one: CaseForm): Promise<PlayedCase> {
  try {
    return await playCase(one, packsOf(join(corpus, 'packs')));
  } catch (fault) {
    if (fault instanceof CaseMistake) throw new CannotTell(fault.message);
    throw fault;
  }
}

function chosen(names: readonly string[]): Chosen {
  const coded = frauds();
  try {
    const cases = readCases(corpus);
    if (names.length === 0) return { cases, coded };
    const files = names.filter((name) => name.endsWith('.json'));
    for (const name of names) {
      const known = files.includes(name) ? existsSync(name) : isNamed(name, [...cases, ...coded]);
      if (!known) throw new CannotTell(`there is no case ${name}; scenarios/fraud lists them`);
    }
    return {
      cases: [
        ...cases.filter(({ name }) => names.includes(name)),
        ...files.map((path) => readCase(path, bases)),
      ],
      coded: coded.filter(({ name }) => names.includes(name)),
    };
  } catch (fault) {
    if (fault instanceof CaseMistake) throw new CannotTell(fault.message);
    throw fault;
  }
}

function isNamed(name: string, all: readonly { name: string }[]): boolean {
  return all.some((one) => one.name === name);
}

function answer({ output }: Session, played: readonly PlayedCase[], coded: readonly Played[]): ExitCode {
  const rows = confusion(played);
  const value = {
    ok: played.every(({ problems }) => problems.length === 0) && coded.every(({ caught }) => caught),
    table: rows,
    cases: played,
    coded,
  };
  const words = (colours: Colours): string[] => [
    ...played.flatMap((one) => caseWords(one, colours)),
    ...coded.map(({ name, caught, catches }) => codedWords(name, caught, catches, colours)),
    '',
    ...tableWords(rows, coded, colours),
  ];
  return value.ok ? output.answer(value, words) : output.no(value, words);
}

const byWords = {
  capture: 'node, when it was told',
  verdict: 'verdict',
  report: 'standing report',
  scans: 'scans of its code',
};

function caseWords({ name, family, caught, unseen, problems }: PlayedCase, colours: Colours): string[] {
  const { green, red, dim } = colours;
  if (problems.length > 0) return [`${red('✗')} ${name}`, ...problems.map((problem) => `    ${problem}`)];
  const end =
    caught !== null
      ? `${caught.code} ${dim(`(${byWords[caught.by]})`)}`
      : unseen !== null
        ? `cannot be seen from data alone: ${dim(unseen)}`
        : family === 'honest'
          ? 'taken, and judged as it is'
          : 'as expected';
  return [`${green('✓')} ${name}: ${end}`];
}

function codedWords(
  name: string,
  caught: boolean,
  catches: Played['catches'],
  { green, red, dim }: Colours,
): string {
  const codes = catches.flatMap(({ code, by }) => (code === null ? [] : [`${code} ${dim(`(${by})`)}`]));
  return `${caught ? green('✓') : red('✗')} ${name}: ${codes.join(', ') || 'not caught'}`;
}

function tableWords(rows: readonly FamilyRow[], coded: readonly Played[], { bold }: Colours): string[] {
  const total = fraudTotal(rows);
  const honest = rows.find(({ family }) => family === 'honest');
  const cells = (name: string, row: Omit<FamilyRow, 'family'>): string[] =>
    [name, row.cases, row.right, row.unseen, row.wrong].map(String);
  const lines = table([
    ['fraud', 'cases', 'caught', 'unseen', 'missed'],
    ...rows.filter(({ family }) => family !== 'honest').map((row) => cells(row.family, row)),
    cells('all', total),
  ]);
  const beyondJson = coded.filter(({ caught }) => caught).length;
  return [
    bold(lines[0] ?? ''),
    ...lines.slice(1),
    ...(coded.length === 0
      ? []
      : ['', `${beyondJson} of ${coded.length} frauds that no JSON can say: caught`]),
    ...(honest === undefined
      ? []
      : [
          '',
          `honest: ${honest.cases} cases, ${honest.right} taken and judged as they are, ${honest.wrong} not`,
        ]),
  ];
}
