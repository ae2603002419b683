import { nodePrimitives } from '../node/primitives.ts';
import {
  askedPolicy,
  type PolicyWishes,
  printable,
  utf8Text,
  verifyEvidence,
  type VerifyOptions,
} from '../src/index.ts';
import { wordsOf } from './words.ts';

/** What the command touches of the world. */
export interface VerifyIo {
  /** The bytes of a file; MUST throw where it cannot be read. */
  readonly readFile: (path: string) => Uint8Array;
  /** One line of the answer. */
  readonly print: (line: string) => void;
  /** One line about what went wrong. */
  readonly complain: (line: string) => void;
}

const usage = `usage: selvedge-verify FILE [--key VKEY] [--earlier FILE] [--policy FILE | --witness VKEY… [--witnesses K]]
                       [--block CHAIN/NUMBER=HASH…] [--json]

  FILE              an evidence file
  --key VKEY        the verifier key of the log, from a source that you trust
  --earlier FILE    a checkpoint of the same log that you kept: was the log rewritten since?
  --policy FILE     a C2SP tlog-policy: the logs that you take, and whose cosignatures you ask for
  --witness VKEY    a witness that you know, as often as you like; all of them must have cosigned,
  --witnesses K     or so many of them
  --block B=HASH    the hash of a block that an anchor leads to, from a source that you trust:
                    eip155:1/12345678=0x…, as often as you like
  --json            the verdict as JSON

exit: 0 verified, 1 not verified or a claim does not hold, 2 could not tell (usage, a file that cannot be read)`;

interface Arguments {
  file?: string;
  key?: string;
  earlier?: string;
  policy?: string;
  witness: string[];
  witnesses?: string;
  block: string[];
  json?: boolean;
}

/** `selvedge-verify` with these arguments (without program names). Gives the exit code: 0 verified, 1 not verified or a
 * claim in it fails, 2 could not tell. */
export function runVerify(args: readonly string[], io: VerifyIo): 0 | 1 | 2 {
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
  const verdict = verifyEvidence(bytes, options);
  // The file is anybody's: a name in it must not paint VERIFIED over what stands above it.
  const lines = given.json ? [JSON.stringify(verdict, null, 2)] : wordsOf(verdict).map(printable);
  for (const line of lines) io.print(line);
  return verdict.ok && !verdict.claims?.some(({ result }) => result === 'fails') ? 0 : 1;
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
  if (wrong === undefined) {
    const blocks = Object.fromEntries(given.block.map((one) => one.split('=')));
    return {
      primitives: nodePrimitives,
      logKey: given.key,
      earlier: earlier ?? undefined,
      ...wishes,
      blocks,
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

function wrongValue({ witnesses, block }: Arguments): string | undefined {
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
