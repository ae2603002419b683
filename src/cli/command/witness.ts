import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { encodeBase64, formatVerifierKey, utf8Text } from '#verifier';
import type { LogKey } from '#verifier';
import { writeDurably } from '../../store/files.ts';
import { openWitness, type Witness, type WitnessAnswer } from '../../witness/witness.ts';
import { type Cli, command, group, whole } from '../describe.ts';
import { CannotTell, faultMessage } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import { logKeys, readPolicy } from '../serve/witnesses.ts';
import type { Session } from '../session.ts';

interface WitnessOptions extends CommonOptions {
  log?: LogKey[];
  policy?: string;
  name?: string;
}

interface RunOptions extends WitnessOptions {
  port: number;
  host: string;
}

interface SignOptions extends WitnessOptions {
  output?: string;
}

const run = {
  usage: 'run',
  isDefault: true,
  summary: 'run a witness: it cosigns heads of the logs it knows, and never two that do not belong together',
  about:
    'Its key and what it has signed lie in one file, witness.db. Never put back an older copy of it: begin a new witness.',
  examples: [
    "witness run --data /srv/witness --name witness.example.org/1 --log 'log.example.org+1a2b3c4d+AZ…'",
    'witness run --policy logs.policy --host 0.0.0.0 --port 8081',
  ],
};
const sign = {
  usage: 'sign <file>',
  summary: 'cosign one checkpoint that came as a file, with the proof that it extends the last one',
  about:
    'For a witness without a network. The file is the body of an add-checkpoint request; the answer is the cosigned checkpoint. The state and the rules are those of `witness run`; the head signed last is cosigned again, for files get lost.',
  examples: [
    "witness sign head-4711 --log 'log.example.org+1a2b3c4d+AZ…' -o head-4711.cosigned",
    'witness sign head-4711 --policy logs.policy --json',
  ],
};

export function witnessCommands(parent: Command, cli: Cli): void {
  const witness = group(parent, 'witness', 'cosign the heads of logs, so that none can show two faces', [
    'witness run --policy logs.policy',
    'witness sign head-4711 --policy logs.policy',
  ]);
  withLogs(command<RunOptions>(witness, cli, run, runUntilStopped))
    .option('--port <n>', 'port; 0 = any that is free', whole(0, 65_535), 8081)
    .option('--host <address>', 'address to listen on', '127.0.0.1');
  withLogs(command<SignOptions>(witness, cli, sign, signFile)).option(
    '-o, --output <file>',
    'where the cosigned checkpoint goes, instead of the answer',
  );
}

function withLogs(made: Command): Command {
  return made
    .option('--log <vkey>', 'verifier key of a log that it knows; may be given several times', logKeys)
    .option('--policy <file>', 'a policy (C2SP tlog-policy) whose logs it knows')
    .option('--name <name>', 'name of its key, at its first start');
}

function opened(
  session: Session,
  { log = [], policy, name }: WitnessOptions,
): { witness: Witness; logs: LogKey[] } {
  const listed = policy === undefined ? [] : readPolicy(policy).logs;
  const logs = [...log, ...listed.map(({ key }) => key)];
  if (logs.length === 0) throw new CannotTell('which logs does the witness know? Give --log or --policy');
  const { sealing } = session.io.environment;
  const options = { logs, sealing, nowMs: () => session.io.nowMs(), ...(name && { name }) };
  const witness = openWitness(session.directory, options);
  if (name !== undefined && witness.key.name !== name)
    session.output.tell(
      `this witness is called ${witness.key.name}, from its first start on; --name ${name} is left aside`,
    );
  return { witness, logs };
}

async function runUntilStopped(session: Session, options: RunOptions): Promise<ExitCode> {
  // Imported here: other commands need no door.
  const [{ witnessApp }, { serve }] = await Promise.all([
    import('../../witness/door.ts'),
    import('../../http/serve.ts'),
  ]);
  const { witness, logs } = opened(session, options);
  try {
    const report = (fault: unknown): void => session.output.tell(`fault: ${faultMessage(fault)}`);
    const door = await serve(witnessApp(witness, report), {
      port: options.port,
      hostname: options.host,
      report,
    });
    const stopped = session.io.untilStopped();
    announce(session, witness, logs, door);
    await stopped;
    session.output.tell('stopping');
    await door.close();
    return 0;
  } finally {
    witness.close();
  }
}

function announce(
  session: Session,
  { key }: Witness,
  logs: LogKey[],
  { url, port }: { url: string; port: number },
): void {
  const value = {
    url,
    port,
    data: session.directory,
    name: key.name,
    key: formatVerifierKey(key),
    logs: logs.map(formatVerifierKey),
  };
  session.output.answer(value, ({ bold, cyan }) => [
    `Witness ${bold(key.name)} is at ${cyan(url)}`,
    `verifier key  ${value.key}`,
    ...logs.map(({ name }) => `knows         ${name}`),
  ]);
}

function signFile(session: Session, options: SignOptions, [file = '']: string[]): ExitCode {
  const body = utf8Text(readFileSync(file));
  const { witness } = opened(session, options);
  try {
    const answer = witness.addFile(body ?? '');
    return answer.status === 200 ? signed(session, options, witness, answer) : refused(session, answer);
  } finally {
    witness.close();
  }
}

function signed(
  session: Session,
  { output }: SignOptions,
  { key }: Witness,
  { note, cosignature, checkpoint: { origin, size, root }, timeSeconds }: WitnessAnswer & { status: 200 },
): ExitCode {
  if (output !== undefined) writeDurably(output, [Buffer.from(note)]);
  const value = {
    ok: true,
    origin,
    size,
    root: encodeBase64(root),
    timeSeconds,
    witness: formatVerifierKey(key),
    cosignature,
    note,
  };
  return session.output.answer(value, () =>
    output === undefined
      ? note.trimEnd().split('\n')
      : [`${key.name} has cosigned ${size} entries of ${origin}: ${output}`],
  );
}

/** The statuses of the protocol, in words. */
const codes = {
  400: 'WITNESS_REQUEST_MALFORMED',
  403: 'WITNESS_LOG_UNSIGNED',
  404: 'WITNESS_LOG_UNKNOWN',
  409: 'WITNESS_OTHER_SIZE',
  422: 'WITNESS_NOT_CONSISTENT',
} as const;

function refused(session: Session, answer: Exclude<WitnessAnswer, { status: 200 }>): ExitCode {
  const { status, reason } = answer;
  const refusals = [{ code: codes[status], detail: reason }];
  const value = { ok: false, status, ...(answer.status === 409 && { size: answer.size }), refusals };
  return session.output.no(value, ({ red }) =>
    refusals.map(({ code, detail }) => `${red('refused')} ${code}: ${detail}`),
  );
}
