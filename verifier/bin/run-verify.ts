import { nodePrimitives } from '../node/primitives.ts';
import { printable, utf8Text, verifyEvidence, type VerifyOptions } from '../src/index.ts';
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

const usage = `usage: selvedge-verify FILE [--key VKEY] [--earlier FILE] [--json]

  FILE            an evidence file
  --key VKEY      the verifier key of the log, from a source that you trust
  --earlier FILE  a checkpoint of the same log that you kept: was the log rewritten since?
  --json          the verdict as JSON

exit: 0 verified, 1 not verified or a claim does not hold, 2 could not tell (usage, a file that cannot be read)`;

interface Arguments {
  file?: string;
  key?: string;
  earlier?: string;
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
  const earlier = given.earlier === undefined ? undefined : readOrComplain(given.earlier, io);
  if (bytes === undefined || (given.earlier !== undefined && earlier === undefined)) return 2;
  const options: VerifyOptions = {
    primitives: nodePrimitives,
    logKey: given.key,
    // What is no text is no checkpoint either: the check says so.
    earlier: earlier && (utf8Text(earlier) ?? ''),
  };
  const verdict = verifyEvidence(bytes, options);
  // The file is anybody's: a name in it must not paint VERIFIED over what stands above it.
  const lines = given.json ? [JSON.stringify(verdict, null, 2)] : wordsOf(verdict).map(printable);
  for (const line of lines) io.print(line);
  return verdict.ok && !verdict.claims?.some(({ result }) => result === 'fails') ? 0 : 1;
}

/** The arguments, or a sentence about what is wrong with them. */
function readArguments(args: readonly string[]): Arguments | string {
  const given: Arguments = {};
  for (let at = 0; at < args.length; at += 1) {
    const one = args[at] ?? '';
    const value = args[at + 1];
    if (one === '--json') given.json = true;
    else if (one === '--key' || one === '--earlier') {
      if (value === undefined) return `${one} needs a value.`;
      given[one === '--key' ? 'key' : 'earlier'] = value;
      at += 1;
    } else if (one.startsWith('-')) return `There is no option ${one}.`;
    else if (given.file !== undefined) return 'One file at a time.';
    else given.file = one;
  }
  return given.file === undefined ? 'Which file?' : given;
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
