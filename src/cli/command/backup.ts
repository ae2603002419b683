import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { accountsFile } from '../../account/names.ts';
import { copyLog } from '../../store/backup/copy.ts';
import { type Cli, command } from '../describe.ts';
import { noteByCommand } from '../directory/accounts.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';

const description = {
  usage: 'backup <file>',
  summary: 'copy the log while it is in use',
  about:
    'Writes FILE; where a checkpoint has been published, FILE.checkpoint; where people sign in, FILE.accounts. To restore,\n' +
    'put them into an empty directory as selvedge.db, published-checkpoint and accounts.sqlite. The sealing key is not in\n' +
    'it, and opens all three: keep that one somewhere else.\n' +
    'Nor are the documents: copy the folder `documents` after it with any tool, its files are sealed and never change.',
  examples: [
    'backup /backup/selvedge-monday.db',
    'backup /backup/selvedge-monday.db --data /srv/selvedge --json',
  ],
};

export function backupCommand(parent: Command, cli: Cli): void {
  command<CommonOptions>(parent, cli, description, copy);
}

async function copy(session: Session, _: CommonOptions, [file = '']: string[]): Promise<ExitCode> {
  const source = join(session.directory, 'selvedge.db');
  if (!existsSync(source)) throw new CannotTell(`there is no log in ${session.directory}`);
  if (existsSync(file)) throw new CannotTell(`${file} is there already`);
  if (!existsSync(dirname(file))) throw new CannotTell(`there is no directory ${dirname(file)}`);
  const documents = join(session.directory, 'documents');
  const value = {
    file,
    ...(await copied(session, file)),
    sealingKeyIncluded: false,
    documentsIncluded: false,
  };
  noteByCommand(session, { party: null, action: 'made a backup', subject: file });
  return session.output.answer(value, () => [
    `${file}: ${statSync(file).size} bytes${[value.checkpoint, value.accounts].map((beside) => (beside === null ? '' : `, with ${beside}`)).join('')}`,
    `the sealing key is not in it: keep ${join(session.directory, 'sealing.key')} (or SELVEDGE_SEALING_KEY) apart from it`,
    ...(existsSync(documents) ? [`nor are the documents: copy ${documents} after it`] : []),
  ]);
}

interface CopiedFiles {
  pages: number;
  checkpoint: string | null;
  accounts: string | null;
}

async function copied({ directory, output }: Session, file: string): Promise<CopiedFiles> {
  const progress = output.progress('copying');
  const [checkpoint, accounts] = [`${file}.checkpoint`, `${file}.accounts`];
  const others = [{ name: accountsFile, target: accounts }];
  try {
    const made = await copyLog(
      { directory, database: file, checkpoint, others },
      { progress: progress.step },
    );
    return {
      pages: made.pages,
      checkpoint: made.hasCheckpoint ? checkpoint : null,
      accounts: made.others.length > 0 ? accounts : null,
    };
  } finally {
    progress.end();
  }
}
