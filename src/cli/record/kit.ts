// `pack test DIR`: the cases of a conformance kit, each played on a node of its own.
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { CaseMistake } from '../../scenario/case/mistake.ts';
import { packsOf } from '../../scenario/case/packs.ts';
import { type PlayedCase, playCase } from '../../scenario/case/play.ts';
import { type CaseForm, readCase } from '../../scenario/case/read.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import { type Colours, table } from '../output.ts';
import type { Session } from '../session.ts';
import { amountWords, counted } from '../words.ts';

export async function playKit(session: Session, folder: string): Promise<ExitCode> {
  const cases = kitIn(folder);
  // A scheme that does not come with the node brings its pack in the kit.
  const packOf = packsOf(join(folder, 'packs'));
  const progress = session.output.progress('playing');
  const played: PlayedCase[] = [];
  for (const one of cases) {
    played.push(await playCase(one, packOf).catch(tellMistake));
    progress.step(played.length, cases.length);
  }
  progress.end();
  const ok = played.every(({ problems }) => problems.length === 0);
  const words = (colours: Colours): string[] => kitLines(played, colours);
  return ok
    ? session.output.answer({ ok, cases: played }, words)
    : session.output.no({ ok, cases: played }, words);
}

const notCases: ReadonlySet<string> = new Set(['base', 'packs']);

/** Every file of the folder is a case; `base` in it or beside it holds what they begin with. */
function kitIn(folder: string): CaseForm[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(folder, path)
          .split(sep)
          .some((part) => notCases.has(part)),
    )
    .sort();
  if (files.length === 0)
    throw new CannotTell(`there is no case in ${folder}: a kit is a folder of .json files`);
  const bases =
    [join(folder, 'base'), join(dirname(folder), 'base')].find(existsSync) ?? join(folder, 'base');
  try {
    return files.map((path) => readCase(path, bases, folder));
  } catch (fault) {
    return tellMistake(fault);
  }
}

/** What a case cannot be played for is its writer's to mend: said as it stands, with exit code 2. */
function tellMistake(fault: unknown): never {
  throw fault instanceof CaseMistake ? new CannotTell(fault.message) : fault;
}

function kitLines(played: PlayedCase[], { green, red }: Colours): string[] {
  const wrong = played.filter(({ problems }) => problems.length > 0);
  const rows = played.flatMap(({ name, problems, verdicts }) =>
    verdicts.map((verdict, at) => [
      at > 0 ? '' : problems.length === 0 ? green('✓') : red('✗'),
      at > 0 ? '' : name,
      verdict.result,
      `${amountWords(verdict.gramsSubstantiated, 'mass')} of ${amountWords(verdict.gramsClaimed, 'mass')}`,
      [...new Set(verdict.findings.map(({ code }) => code))].join(', '),
    ]),
  );
  return [
    ...table(rows),
    ...wrong.flatMap(({ name, problems }) => ['', red(name), ...problems.map((problem) => `  ${problem}`)]),
    '',
    `${counted(played.length, 'case')}, ${wrong.length} not as expected.`,
  ];
}
