import type { Command } from 'commander';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { DoubleFinding } from '../../flow/answers.ts';
import { type Cli, command } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import type { ExitCode } from '../io.ts';
import type { Colours, CommonOptions } from '../output.ts';
import { timeOf } from '../record/claims.ts';
import { withNames } from '../record/words.ts';
import type { Session } from '../session.ts';
import { counted, partyWords } from '../words.ts';

interface ReportOptions extends CommonOptions {
  at?: string;
}

const description = {
  usage: 'report',
  summary: 'what is claimed, shipped, certified or scanned twice, anywhere in the log',
  about: 'Exit code 1 where anything is. Works while a node serves.',
  examples: ['report', "report --json | jq -r '.findings[].code'", 'report --at 2026-06-30'],
};

export function reportCommand(parent: Command, cli: Cli): void {
  command<ReportOptions>(parent, cli, description, report).option(
    '--at <time>',
    'as of when; now if left out',
  );
}

function report(session: Session, { at }: ReportOptions): Promise<ExitCode> {
  const atMs = at === undefined ? undefined : Date.parse(timeOf(at, session.io.nowMs()));
  return whileReading(session, ({ node }) => {
    const told = node.report(atMs);
    const words = (colours: Colours): string[] =>
      told.findings.flatMap((finding) => findingWords(node, finding, colours));
    return told.findings.length === 0
      ? session.output.answer(told, () => ['Nothing is told twice.'])
      : session.output.no(told, (colours) => [
          ...words(colours),
          '',
          `${counted(told.findings.length, 'finding')}.`,
        ]);
  });
}

function findingWords(
  node: SelvedgeNode,
  { code, detail, subject, parties, entries }: DoubleFinding,
  { red, bold }: Colours,
): string[] {
  return [
    `${red(code)}  ${bold(subject)}`,
    `  ${withNames(node, detail)}`,
    `  ${parties.map((party) => partyWords(node, party)).join(', ')} (entries ${entries.join(', ')})`,
  ];
}
