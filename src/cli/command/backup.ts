import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { backup } from 'node:sqlite';
import type { Command } from 'commander';
import { type Cli, command } from '../describe.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';
import { openDatabase } from '../../store/database.ts';

const description = {
  usage: 'backup <file>',
  summary: 'copy the log while it is in use',
  about:
    'Writes FILE and, where a checkpoint has been published, FILE.checkpoint. To restore, put them into an empty directory\n' +
    'as selvedge.db and published-checkpoint. The sealing key is not in it: keep that one somewhere else.\n' +
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
  // The published head first: the entries copied after it are then at least those that it covers.
  const published = publishedIn(session.directory);
  const documents = join(session.directory, 'documents');
  const pages = await copyDatabase(session, source, file);
  // It holds every disclosure of every statement.
  chmodSync(file, 0o600);
  if (published !== undefined) writeFileSync(`${file}.checkpoint`, published, { mode: 0o600 });
  const value = {
    file,
    pages,
    checkpoint: published === undefined ? null : `${file}.checkpoint`,
    sealingKeyIncluded: false,
    documentsIncluded: false,
  };
  return session.output.answer(value, () => [
    `${file}: ${statSync(file).size} bytes${value.checkpoint === null ? '' : `, with ${value.checkpoint}`}`,
    `the sealing key is not in it: keep ${join(session.directory, 'sealing.key')} (or SELVEDGE_SEALING_KEY) apart from it`,
    ...(existsSync(documents) ? [`nor are the documents: copy ${documents} after it`] : []),
  ]);
}

async function copyDatabase({ output }: Session, source: string, file: string): Promise<number> {
  const progress = output.progress('copying');
  const database = openDatabase(source, true);
  try {
    return await backup(database, file, {
      rate: 1_000,
      progress: ({ totalPages, remainingPages }) => progress.step(totalPages - remainingPages, totalPages),
    });
  } finally {
    progress.end();
    database.close();
  }
}

function publishedIn(directory: string): string | undefined {
  const path = join(directory, 'published-checkpoint');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
