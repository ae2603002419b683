import { readFileSync } from 'node:fs';
import { setTimeout as passed } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
import { formatVerifierKey, type LogKey, parseLogKey, utf8Text } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { readAlarm } from '../../mirror/alarm.ts';
import { checkAlarm } from '../../mirror/check-alarm.ts';
import { Trouble } from '../../mirror/fetch.ts';
import { type Mirror, openMirror, type Round } from '../../mirror/mirror.ts';
import type { AuditCounts } from '../../mirror/transitions.ts';
import { type Cli, command, whole } from '../describe.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { Colours, CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';
import { counted } from '../words.ts';

interface MirrorOptions extends CommonOptions {
  key?: LogKey;
  witness?: string[];
  every: number;
  once?: boolean;
  alarm?: string;
}

const description = {
  usage: 'mirror [url]',
  summary: 'follow a node and check all that it shows: the log, and with an API key its statements and rules',
  about:
    'What cannot be is written to alarm-<n>.json in the data directory, with its proof; --alarm checks such a file without\n' +
    'any node. Of balances it checks the audits that the node shows. SELVEDGE_API_KEY: key of a reader at level full, for\n' +
    'statements, balances themselves and rules. Exit 0 all holds (an alarm: proven), 1 an alarm lies in the directory (an\n' +
    'alarm: unfounded), 2 could not tell.',
  examples: [
    "mirror https://trace.example.org --data /srv/mirror --key 'log.example.org+1a2b3c4d+AZ…'",
    'mirror https://trace.example.org --data /srv/mirror --witness https://witness.example.org --every 30',
    'mirror https://trace.example.org --data /srv/mirror --once --json',
    "mirror --alarm alarm-1.json --key 'log.example.org+1a2b3c4d+AZ…'",
  ],
};

export function mirrorCommand(parent: Command, cli: Cli): void {
  command<MirrorOptions>(parent, cli, description, run)
    .option('--key <vkey>', 'verifier key of the log, from a source that you trust', logKey)
    .option('--witness <url>', 'a witness whose heads are compared; may be given several times', addresses)
    .option('--every <seconds>', 'from one round to the next', whole(1, 86_400), 10)
    .option('--once', 'one round, then the answer')
    .option('--alarm <file>', 'check this alarm, and follow nothing');
}

function logKey(text: string): LogKey {
  const key = parseLogKey(text, nodePrimitives);
  if (key !== undefined) return key;
  throw new InvalidArgumentError('The verifier key of a log, as `selvedge log head` shows it.');
}

function addresses(text: string, before: string[] = []): string[] {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return [...before, text];
  throw new InvalidArgumentError('An address such as https://witness.example.org.');
}

function run(session: Session, options: MirrorOptions, [url]: string[]): Promise<ExitCode> | ExitCode {
  if (options.alarm !== undefined) return check(session, options.alarm, options.key);
  if (url === undefined) throw new CannotTell('which node? Give its address, or --alarm FILE');
  return followed(session, addresses(url)[0]!, options);
}

function check(session: Session, file: string, key: LogKey | undefined): ExitCode {
  const alarm = readAlarm(utf8Text(readFileSync(file)) ?? '');
  if (alarm === undefined) throw new CannotTell(`${file} is no alarm of a mirror`);
  const { outcome, detail } = checkAlarm(alarm, key);
  const pinned = key !== undefined;
  const value = {
    ok: outcome === 'proven',
    outcome,
    why: detail,
    code: alarm.code,
    detail: alarm.detail,
    log: alarm.log,
    pinned,
  };
  const said = ({ bold, red, green, yellow }: Colours): string[] => [
    `${{ proven: red, claimed: yellow, unfounded: green }[outcome](outcome)} ${bold(alarm.code)}: ${detail}`,
    alarm.detail,
    `log key  ${alarm.log}${pinned ? '' : ' (from the file: give --key to be sure of the log)'}`,
  ];
  if (outcome === 'unfounded') return session.output.no(value, said);
  session.output.answer(value, said);
  return outcome === 'proven' ? 0 : 2;
}

async function followed(session: Session, url: string, options: MirrorOptions): Promise<ExitCode> {
  const { io, output } = session;
  const stopping = new AbortController();
  void io.untilStopped().then(() => stopping.abort());
  const progress = output.progress('following the log');
  const mirror = await openMirror(session.directory, {
    ...{ url, key: options.key, witnesses: options.witness ?? [], apiKey: io.environment.apiKey },
    sealing: io.environment.sealing,
    nowMs: () => io.nowMs(),
    tell: (sentence) => output.tell(sentence),
    step: progress.step,
    signal: stopping.signal,
  }).catch((fault: unknown) => {
    throw fault instanceof Trouble ? new CannotTell(fault.message) : fault;
  });
  try {
    if (options.once === true) return answered(session, mirror, await mirror.round());
    return answered(
      session,
      mirror,
      await untilStopped(session, mirror, options.every * 1000, stopping.signal),
    );
  } finally {
    progress.end();
    mirror.close();
  }
}

/** Round after round; the last one that was not cut off. */
async function untilStopped(
  { output }: Session,
  mirror: Mirror,
  everyMs: number,
  signal: AbortSignal,
): Promise<Round> {
  let last: Round | undefined;
  let told = '';
  for (;;) {
    const round = await mirror.round();
    if (signal.aborted) return last ?? round;
    last = round;
    const words = roundWords(round).join('; ');
    if (words !== told) output.tell(words);
    told = words;
    // It is all that keeps the process alive between two rounds.
    await passed(everyMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return round;
  }
}

function roundWords({ size, replayed, audits, troubles }: Round): string[] {
  const replay = replayed === null ? '' : `, ${replayed} replayed`;
  return [
    `${counted(size, 'entry').replace('entrys', 'entries')} verified${replay}`,
    ...(audits === null ? [] : [auditWords(audits)]),
    ...troubles.map(({ detail }) => detail),
  ];
}

/** What was checked of the balances, and what was not and why: silence would look as if all of it was. */
function auditWords({ held, wrong, tooOld, notGiven, waiting, isRefused }: AuditCounts): string {
  const unchecked = [
    ...(isRefused ? [`${waiting} refused: the node shows audits only to keys`] : []),
    ...(!isRefused && waiting > 0 ? [`${waiting} not asked for yet`] : []),
    ...(tooOld > 0 ? [`${tooOld} older than the audits that a node keeps`] : []),
    ...(notGiven > 0 ? [`${notGiven} of which the node gives no audit`] : []),
  ];
  const count = waiting + tooOld + notGiven;
  const not = unchecked.length === 0 ? '' : `, ${count} NOT checked (${unchecked.join('; ')})`;
  return `${counted(held, 'root')} of balances checked${wrong === 0 ? '' : `, ${wrong} wrong`}${not}`;
}

function answered({ output }: Session, mirror: Mirror, round: Round): ExitCode {
  const alarms = mirror.alarms();
  const cannotTell = round.troubles.length > 0;
  const value = {
    ok: alarms.length > 0 ? false : cannotTell ? null : true,
    key: formatVerifierKey(mirror.key),
    ...round,
    alarms,
  };
  const words = ({ red, green, yellow }: Colours): string[] => [
    ...alarms.map((name) => `${red('alarm')} ${name}`),
    ...round.troubles.map(({ code, detail }) => `${yellow('could not tell')} ${code}: ${detail}`),
    ...(value.ok ? [`${green('ok')} ${roundWords(round)[0]}, root ${round.root}`] : []),
    ...(round.audits === null ? [] : [auditWords(round.audits)]),
  ];
  if (alarms.length > 0) return output.no(value, words);
  output.answer(value, words);
  return cannotTell ? 2 : 0;
}
