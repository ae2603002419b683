import { nodePrimitives } from '../node/primitives.ts';
import {
  askedPolicy,
  besideEvidence,
  type BesideReading,
  parseLogKey,
  type PolicyWishes,
  printable,
  utf8Text,
  type Verdict,
  verifyEvidence,
  type VerifyOptions,
} from '../src/index.ts';
import { ageMsOf } from './age.ts';
import { besideWords, wordsOf } from './words.ts';

/** What the command touches of the world. */
export interface VerifyIo {
  /** The bytes of a file; MUST throw where it cannot be read. */
  readonly readFile: (path: string) => Uint8Array;
  /** One line of the answer. */
  readonly print: (line: string) => void;
  /** One line about what went wrong. */
  readonly complain: (line: string) => void;
  /** Milliseconds since 1970: asked only where an age is. */
  readonly nowMs: () => number;
}

const usage = `usage: selvedge-verify FILE [--key VKEY] [--earlier FILE] [--policy FILE | --witness VKEY… [--witnesses K]]
                       [--block CHAIN/NUMBER=HASH…] [--newest-age AGE] [--beside OTHER] [--json]

  FILE              an evidence file
  --key VKEY        the verifier key of the log, from a source that you trust
  --earlier FILE    a checkpoint of the same log that you kept: was the log rewritten since?
  --policy FILE     a C2SP tlog-policy: the logs that you take, and whose cosignatures you ask for
  --witness VKEY    a witness that you know, as often as you like; all of them must have cosigned,
  --witnesses K     or so many of them
  --block B=HASH    the hash of a block that an anchor leads to, from a source that you trust:
                    eip155:1/12345678=0x…, as often as you like
  --newest-age AGE  how old the newest word of a witness, block, archive or log that you named may be: seconds, or 90m, 12h, 1d
  --beside OTHER    another evidence file of the same log: does one of the two leave out or contradict what the other shows?
  --json            the verdict as JSON

exit: 0 verified, 1 not verified, a claim does not hold, or the two files do not go together,
      2 could not tell (usage, a file that cannot be read, two files that cannot be compared,
      a --block that no anchor leads to)`;

interface Arguments {
  file?: string;
  key?: string;
  earlier?: string;
  policy?: string;
  witness: string[];
  witnesses?: string;
  block: string[];
  newestAge?: string;
  beside?: string;
  json?: boolean;
}

/** `selvedge-verify` with these arguments (without program names). Gives the exit code: 0 verified, 1 not verified or a
 * claim in it fails, 2 could not tell. */
export function runVerify(args: readonly string[], io: VerifyIo): 0 | 1 | 2 {
  const faults: string[] = [];
  let isAnswered = false;
  const code = verified(args, {
    ...io,
    print: (line) => {
      isAnswered = true;
      io.print(line);
    },
    complain: (line) => {
      faults.push(line);
      io.complain(line);
    },
  });
  // Who reads JSON gets one document, whatever comes of it; how it is used stands elsewhere.
  if (args.includes('--json') && !isAnswered)
    io.print(JSON.stringify({ ok: null, fault: printable(faults.join(' ').split('\n\n')[0]!) }));
  return code;
}

function verified(args: readonly string[], io: VerifyIo): 0 | 1 | 2 {
  if (args.includes('--help') || args.includes('-h')) {
    io.print(usage);
    return 0;
  }
  const given = readArguments(args);
  if (typeof given === 'string') {
    io.complain(`${given}\n\n${usage}`);
    return 2;
  }
  const bytes = readOrComplain(given.file ?? '', io);
  const options = bytes && optionsOf(given, io);
  if (bytes === undefined || options === undefined) return 2;
  if (given.beside !== undefined) return runBeside(bytes, given, options, io);
  const verdict = verifyEvidence(bytes, options);
  print(given, verdict, wordsOf(verdict), io);
  const isInVain = complainOfBlocks(given, verdict, io);
  return !isGood(verdict) ? 1 : isInVain ? 2 : 0;
}

/**
 * Of a chain of whose blocks none was compared although a hash was given: whoever gave it must not take that for a yes. More
 * blocks of a chain than the file needs are no mistake.
 */
function complainOfBlocks({ block }: Arguments, { ok, trust }: Verdict, { complain }: VerifyIo): boolean {
  const chainOf = (name: string): string => name.split('/')[0]!;
  const checked = new Set(trust?.anchors.flatMap((one) => (one.block === 'checked' ? [one.chain] : [])));
  const names = block.map((one) => one.split('=')[0]!);
  const inVain = ok ? names.filter((name) => !checked.has(chainOf(name))) : [];
  for (const name of inVain)
    complain(`No anchor in the file leads to block ${name}: nothing was compared with it.`);
  return inVain.length > 0;
}

function runBeside(one: Uint8Array, given: Arguments, options: VerifyOptions, io: VerifyIo): 0 | 1 | 2 {
  const { beside: path = '' } = given;
  const bytes = readOrComplain(path, io);
  if (bytes === undefined) return 2;
  const reading = besideEvidence(one, bytes, options);
  const { one: verdict, ok, why, findings, other } = reading;
  const words = [...wordsOf(verdict), ...besideWords(path, reading)];
  print(given, { ...verdict, beside: { ok, why, findings, other } }, words, io);
  const isInVain = complainOfBlocks(given, verdict, io);
  return besideCode(reading) || (isInVain ? 2 : 0);
}

/** What is found outweighs what cannot be told. */
function besideCode({ one, why, findings }: BesideReading): 0 | 1 | 2 {
  if (!isGood(one) || findings.length > 0) return 1;
  return why === null ? 0 : 2;
}

function isGood({ ok, claims }: Verdict): boolean {
  return ok && !claims?.some(({ result }) => result === 'fails');
}

/** The file is anybody's: a name in it must not paint VERIFIED over what stands above it. */
function print({ json }: Arguments, value: object, words: readonly string[], io: VerifyIo): void {
  const lines = json ? [JSON.stringify(value, null, 2)] : words.map(printable);
  for (const line of lines) io.print(line);
}

/** Undefined, after a complaint, where a file or an option cannot be read. */
function optionsOf(given: Arguments, io: VerifyIo): VerifyOptions | undefined {
  // What is no text is no checkpoint or policy either: whoever reads it says so.
  const textOf = (path: string | undefined): string | null | undefined => {
    if (path === undefined) return null;
    const read = readOrComplain(path, io);
    return read && (utf8Text(read) ?? '');
  };
  const [earlier, policy] = [textOf(given.earlier), textOf(given.policy)];
  if (earlier === undefined || policy === undefined) return undefined;
  const wishes: PolicyWishes = {
    ...(policy !== null && { policy }),
    ...(given.witness.length > 0 && { witnesses: given.witness }),
    ...(given.witnesses !== undefined && { quorum: Number(given.witnesses) }),
  };
  const { wrong } = askedPolicy(wishes, nodePrimitives);
  if (given.key !== undefined && parseLogKey(given.key, nodePrimitives) === undefined) {
    io.complain(`${given.key} is not the verifier key of a log.`);
    return undefined;
  }
  if (wrong === undefined) {
    const blocks = Object.fromEntries(given.block.map((one) => one.split('=')));
    return {
      primitives: nodePrimitives,
      logKey: given.key,
      earlier: earlier ?? undefined,
      ...wishes,
      blocks,
      ...(given.newestAge !== undefined && { nowMs: io.nowMs(), oldestMs: ageMsOf(given.newestAge) }),
    };
  }
  io.complain(`What you ask of witnesses cannot be read: ${wrong}.`);
  return undefined;
}

const single = {
  '--key': 'key',
  '--earlier': 'earlier',
  '--policy': 'policy',
  '--witnesses': 'witnesses',
  '--newest-age': 'newestAge',
  '--beside': 'beside',
} as const;
const repeated = { '--witness': 'witness', '--block': 'block' } as const;

/** The arguments, or a sentence about what is wrong with them. */
function readArguments(args: readonly string[]): Arguments | string {
  const given: Arguments = { witness: [], block: [] };
  for (let at = 0; at < args.length; at += 1) {
    const one = args[at] ?? '';
    const value = args[at + 1];
    if (one === '--json') given.json = true;
    else if (Object.hasOwn(single, one) || Object.hasOwn(repeated, one)) {
      if (value === undefined) return `${one} needs a value.`;
      if (Object.hasOwn(single, one)) given[single[one as keyof typeof single]] = value;
      else given[repeated[one as keyof typeof repeated]].push(value);
      at += 1;
    } else if (one.startsWith('-')) return `There is no option ${one}.`;
    else if (given.file !== undefined) return 'One file at a time.';
    else given.file = one;
  }
  return given.file === undefined ? 'Which file?' : (wrongValue(given) ?? given);
}

function wrongValue({ witnesses, block, newestAge }: Arguments): string | undefined {
  if (newestAge !== undefined && ageMsOf(newestAge) === undefined)
    return `--newest-age takes seconds, or 90m, 12h, 1d, not ${newestAge}.`;
  if (witnesses !== undefined && !/^(?:0|[1-9][0-9]{0,2})$/.test(witnesses))
    return `--witnesses takes a number, not ${witnesses}.`;
  const wrong = block.find((one) => !/^eip155:[0-9]{1,32}\/[0-9]{1,16}=0x[0-9a-fA-F]{64}$/.test(one));
  return wrong && `--block takes eip155:<chain>/<number>=0x<64 hex digits>, not ${wrong}.`;
}

function readOrComplain(path: string, { readFile, complain }: VerifyIo): Uint8Array | undefined {
  try {
    return readFile(path);
  } catch (fault) {
    complain(`${path} cannot be read: ${reasonOf(fault)}`);
    return undefined;
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file.',
  EISDIR: 'it is a directory.',
  EACCES: 'you may not read it.',
};

function reasonOf(fault: unknown): string {
  const code = (fault as { code?: string } | null)?.code ?? '';
  return reasons[code] ?? (fault instanceof Error ? fault.message : String(fault));
}
