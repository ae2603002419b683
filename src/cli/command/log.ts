import type { Command } from 'commander';
import { encodeBase64, formatVerifierKey } from '#verifier';
import { checkLog } from '../../flow/check-log.ts';
import type { World } from '../../flow/world.ts';
import { type Cli, command, group } from '../describe.ts';
import { nodeOf, whileReading, whileReadingWorld } from '../directory/reading.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';

const check = {
  usage: 'check',
  summary: 're-read the whole log and check everything that can be checked without believing this node',
  about:
    'Statements against digests, signatures against enrolled keys, statements against the rules, tiles and heads against\nentries, memory against a replay. Exit 1 where anything does not fit.',
  examples: ['log check', 'log check --data /srv/selvedge --json'],
};

const head = {
  usage: 'head',
  summary: 'size, root and key of the log, and its last published checkpoint',
  examples: ['log head', 'log head --json | jq -r .key   # what readers give to verify --key'],
};

export function logCommands(parent: Command, cli: Cli): void {
  const log = group(parent, 'log', 'the log itself', ['log check', 'log head']);
  command<CommonOptions>(log, cli, check, checkStored);
  command<CommonOptions>(log, cli, head, showHead);
}

interface Checked {
  entries: number;
  /** null where the check did not get that far. */
  root: string | null;
  stateHash: string | null;
  /** Entries below this one were held against all rules. */
  judgedTo: number;
  findings: string[];
}

async function checkStored(session: Session): Promise<ExitCode> {
  const { output } = session;
  const result = await whileReadingWorld(session, (world) => checked(session, world));
  const value = { ok: result.findings.length === 0, ...result };
  if (!value.ok)
    return output.no(value, ({ red }) => result.findings.map((finding) => `${red('✗')} ${finding}`));
  return output.answer(value, ({ green }) => [
    `${green('ok')} ${result.entries} entries, root ${result.root}`,
    `state ${result.stateHash}`,
    ...(result.judgedTo < result.entries
      ? [
          `Of entry ${result.judgedTo} something was erased: of later ones only who may speak was judged, not amounts.`,
        ]
      : []),
  ]);
}

async function checked(session: Session, world: World): Promise<Checked> {
  const progress = session.output.progress('checking the log');
  try {
    const result = checkLog(world, await nodeOf(session, world), progress.step);
    return { ...result, stateHash: result.stateHash || null };
  } catch (fault) {
    if (!(fault instanceof Error) || !isDamage(fault)) throw fault;
    return {
      entries: world.entries.count(),
      root: null,
      stateHash: null,
      judgedTo: 0,
      findings: findingsOf(world, fault),
    };
  } finally {
    progress.end();
  }
}

/** A store on which no node starts has failed the check: that is a no, not a "could not tell". The entries may say more. */
function findingsOf(world: World, fault: Error): string[] {
  try {
    const { findings } = checkLog(world);
    return findings.length === 0 ? [fault.message] : findings;
  } catch {
    return [fault.message];
  }
}

const sqliteDamage: ReadonlySet<unknown> = new Set([11 /* SQLITE_CORRUPT */, 26 /* SQLITE_NOTADB */]);

/** Files and locks are the machine's business; everything else that goes wrong here is about the content. */
function isDamage(fault: Error & { code?: string; errcode?: number; syscall?: string }): boolean {
  if (fault instanceof CannotTell || fault.syscall !== undefined) return false;
  return fault.code !== 'ERR_SQLITE_ERROR' || sqliteDamage.has(fault.errcode);
}

function showHead(session: Session): Promise<ExitCode> {
  return whileReading(session, ({ node, world }) => {
    const { origin, size, root, key } = node.head();
    const published = world.published.read() ?? null;
    const value = { origin, size, root: encodeBase64(root), key: formatVerifierKey(key), published };
    return session.output.answer(value, () => [
      `log   ${origin}`,
      `size  ${size}`,
      `root  ${value.root}`,
      `key   ${value.key}`,
      '',
      ...(published === null
        ? ['No checkpoint has been published yet.']
        : ['last published checkpoint:', ...published.trimEnd().split('\n')]),
    ]);
  });
}
