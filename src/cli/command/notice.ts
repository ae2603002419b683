import type { Command } from 'commander';
import type { Notice } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command, group, whole } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import { partyIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import type { Colours, CommonOptions } from '../output.ts';
import { withNames } from '../record/words.ts';
import type { Session } from '../session.ts';
import { counted, dayWords, partyWords } from '../words.ts';

interface ListOptions extends CommonOptions {
  party: string;
  since?: number;
}

const list = {
  usage: 'list',
  summary: 'words about certificates, claims and trade that a party relied on, newest first',
  examples: ['notice list --party "Shirt Brand"', 'notice list --party "Shirt Brand" --since 4000 --json'],
};

export function noticeCommands(parent: Command, cli: Cli): void {
  const notice = group(parent, 'notice', 'what a party is to know of what it relied on', [
    'notice list --party "Shirt Brand"',
  ]);
  command<ListOptions>(notice, cli, list, listNotices)
    .requiredOption('--party <party>', 'whose: id or name')
    .option('--since <entry>', 'only those after this log entry', whole(0, Number.MAX_SAFE_INTEGER));
}

function listNotices(session: Session, { party, since }: ListOptions): Promise<ExitCode> {
  return whileReading(session, ({ node }) => {
    const found = partyIdOf(node, party);
    if (!found.ok) return session.output.refused(found.refusals);
    const notices = node.notices(found.value, since);
    return session.output.answer(notices, (colours) =>
      notices.length === 0 ? ['There is no notice.'] : notices.flatMap((one) => lines(node, one, colours)),
    );
  });
}

function lines(node: SelvedgeNode, notice: Notice, { bold }: Colours): string[] {
  const { recordedAtMs, word, about, by, detail, touches, entry } = notice;
  return [
    bold(`${dayWords(recordedAtMs)}  ${about} ${word}`),
    `  ${withNames(node, detail)}`,
    `  said by ${partyWords(node, by)} in entry ${entry}${touches.length === 0 ? '' : `; touches ${counted(touches.length, 'record')} of yours: ${touches.join(', ')}`}`,
  ];
}
