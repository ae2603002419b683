import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command } from '../describe.ts';
import type { ExitCode } from '../io.ts';
import { documentsOf, timeOf } from '../record/claims.ts';
import { recordCalled, recordGroup, unknownRecord } from '../record/group.ts';
import { say, type SayingOptions, sayingOptions } from '../record/say.ts';
import type { Session } from '../session.ts';

interface StepOptions extends SayingOptions {
  reason?: string;
  document?: string[];
}

interface OpenOptions extends StepOptions {
  id?: string;
  due?: string;
  report?: boolean;
}

const example = 'https://brand.example/case/1';

const open = {
  usage: 'open <about>',
  summary: 'challenge a claim, certificate, trade or lot',
  about:
    'ABOUT: its id. Whoever it is about is told, and an open challenge stands on every page of what it is about. With\n' +
    '--report the operator passes on what a consumer says, which alone changes nothing.',
  examples: [
    'case open https://mill.example/claim/3 --party "Shirt Brand" --reason "tracer test" --document test.pdf',
    'case open https://mill.example/claim/3 --party "Shirt Brand" --due 2026-07-01 --json',
  ],
};

const steps = [
  { name: 'add', word: 'adds', summary: 'add words or documents to a case' },
  { name: 'uphold', word: 'upholds', summary: 'decide that a challenge is right; for an accredited body' },
  { name: 'dismiss', word: 'dismisses', summary: 'decide that a challenge is wrong; for an accredited body' },
  { name: 'withdraw', word: 'withdraws', summary: 'take a challenge back; for who opened it' },
] as const;

export function caseCommands(parent: Command, cli: Cli): void {
  const described = {
    name: 'case',
    kind: 'case',
    summary: 'challenges, and how they were decided',
    example,
  } as const;
  const made = recordGroup(parent, cli, described, undefined);
  withReasons(command<OpenOptions>(made, cli, open, openCase))
    .option('--id <uri>', 'id of the case; made here if not given')
    .option('--due <time>', 'when it is to be decided')
    .option('--report', 'pass on what a consumer reports');
  for (const { name, word, summary } of steps) {
    const words = {
      usage: `${name} <case>`,
      summary,
      examples: [`case ${name} ${example} --party "Cotton Cert" --reason "as the laboratory found"`],
    };
    withReasons(
      command<StepOptions>(made, cli, words, (session, options, [id = '']) =>
        sayStep(session, options, id, word),
      ),
    );
  }
}

function withReasons(made: Command): Command {
  return sayingOptions(made)
    .option('--reason <text>', 'why; can be withheld and erased')
    .option('--document <file...>', 'documents; the log gets their digests, they stay where they are');
}

function openCase(session: Session, options: OpenOptions, [about = '']: string[]): Promise<ExitCode> {
  const { id = `urn:uuid:${randomUUID()}`, due, report } = options;
  const claims = {
    case: id,
    word: report === true ? 'reports' : 'challenges',
    about,
    ...(due === undefined ? {} : { due: timeOf(due, session.io.nowMs()) }),
    ...told(options),
  };
  return say(session, 'case', options, () => ({ ok: true, value: [claims] }));
}

function sayStep(session: Session, options: StepOptions, id: string, word: string): Promise<ExitCode> {
  const more = told(options);
  return say(session, 'case', options, (node) => {
    const about = subjectOf(node, id);
    return about === undefined
      ? { ok: false, refusals: [unknownRecord('case', id)] }
      : { ok: true, value: [{ case: id, word, about, ...more }] };
  });
}

/** Every step of a case names what it is about, as the first one did. */
function subjectOf(node: SelvedgeNode, id: string): unknown {
  return recordCalled(node, 'case', id)?.claims['about'];
}

function told({ reason, document }: StepOptions): Record<string, unknown> {
  return {
    ...(reason === undefined ? {} : { reason }),
    ...(document === undefined ? {} : { documents: documentsOf(document) }),
  };
}
