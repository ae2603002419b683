// The command line as a whole: every command, and what becomes of whatever goes wrong in one.
import { Command, CommanderError } from 'commander';
import type { Cli } from './describe.ts';
import { faultMessage } from './fault.ts';
import type { ExitCode, Io } from './io.ts';
import { usualDirectory } from './session.ts';

type Describe = (parent: Command, cli: Cli) => void;

/** In the order of the help. Only what is asked for is loaded: `verify` starts three times faster than all of them (measured). */
const commands: readonly { words: string; load: () => Promise<Describe> }[] = [
  { words: 'serve start', load: async () => (await import('./command/serve.ts')).serveCommands },
  { words: 'demo', load: async () => (await import('./command/demo.ts')).demoCommand },
  { words: 'fraud', load: async () => (await import('./command/fraud.ts')).fraudCommands },
  { words: 'cheat', load: async () => (await import('./command/cheat.ts')).cheatCommand },
  { words: 'trace', load: async () => (await import('./command/trace.ts')).traceCommand },
  { words: 'evidence', load: async () => (await import('./command/evidence.ts')).evidenceCommand },
  { words: 'verify', load: async () => (await import('./command/verify.ts')).verifyCommand },
  { words: 'capture', load: async () => (await import('./command/capture.ts')).captureCommand },
  { words: 'party', load: async () => (await import('./command/party.ts')).partyCommands },
  { words: 'key', load: async () => (await import('./command/key.ts')).keyCommands },
  { words: 'facility product', load: async () => (await import('./command/register.ts')).registerCommands },
  { words: 'trust', load: async () => (await import('./command/trust.ts')).trustCommands },
  { words: 'accredit', load: async () => (await import('./command/accredit.ts')).accreditCommands },
  { words: 'certificate', load: async () => (await import('./command/certificate.ts')).certificateCommands },
  { words: 'import', load: async () => (await import('./command/import.ts')).importCommand },
  { words: 'document', load: async () => (await import('./command/document.ts')).documentCommands },
  { words: 'trade', load: async () => (await import('./command/trade.ts')).tradeCommands },
  { words: 'claim', load: async () => (await import('./command/claim.ts')).claimCommands },
  { words: 'case', load: async () => (await import('./command/case.ts')).caseCommands },
  { words: 'pack', load: async () => (await import('./command/pack.ts')).packCommands },
  { words: 'invite', load: async () => (await import('./command/invite.ts')).inviteCommands },
  { words: 'report', load: async () => (await import('./command/report.ts')).reportCommand },
  { words: 'notice', load: async () => (await import('./command/notice.ts')).noticeCommands },
  { words: 'account', load: async () => (await import('./command/account.ts')).accountCommands },
  { words: 'apikey', load: async () => (await import('./command/apikey.ts')).apikeyCommands },
  { words: 'webhook', load: async () => (await import('./command/webhook.ts')).webhookCommands },
  { words: 'log', load: async () => (await import('./command/log.ts')).logCommands },
  { words: 'witness', load: async () => (await import('./command/witness.ts')).witnessCommands },
  { words: 'mirror', load: async () => (await import('./command/mirror.ts')).mirrorCommand },
  { words: 'anchor', load: async () => (await import('./command/anchor.ts')).anchorCommands },
  { words: 'rebuild', load: async () => (await import('./command/rebuild.ts')).rebuildCommand },
  { words: 'erase', load: async () => (await import('./command/erase.ts')).eraseCommand },
  { words: 'backup', load: async () => (await import('./command/backup.ts')).backupCommand },
  { words: 'bench', load: async () => (await import('./command/bench.ts')).benchCommand },
  { words: 'completion', load: async () => (await import('./command/completion.ts')).completionCommand },
];

/** Those of the word that `args` begin with; all where it is none of theirs (help, a mistake), or needs all of them. */
function meant(args: readonly string[]): typeof commands {
  const [first = ''] = args;
  const found = commands.filter(({ words }) => words.split(' ').includes(first));
  return found.length === 0 || first === 'completion' ? commands : found;
}

const closing = `
Exit codes: 0 yes; 1 no (refused, not verified, log check failed); 2 could not tell (usage, missing file, fault).
Environment: SELVEDGE_SEALING_KEY (64 hexadecimal digits), SELVEDGE_PASSPHRASE (device keys),
SELVEDGE_ANCHOR_KEY_<NAME> (API keys of other logs), SELVEDGE_API_KEY (of the node to mirror), NO_COLOR.

Examples:
  selvedge start
  selvedge demo --json
  selvedge trace 09520161000011/62J1
  selvedge evidence 09520161000011/62J1 -o shirt.evidence
  selvedge verify shirt.evidence`;

/** The program with the commands that `args` (without program names) may mean. */
export async function programOf(cli: Cli, version: string, args: readonly string[]): Promise<Command> {
  const { io } = cli;
  const program = new Command('selvedge')
    .description(
      'Where a garment came from, field to shop, so that nobody has to trust the one who shows it.',
    )
    .version(version)
    .option('--data <dir>', `data directory (default: ${usualDirectory})`)
    .option('--json', 'answer with one JSON document')
    .configureOutput({
      writeOut: (text) => io.write(text),
      writeErr: (text) => io.tell(text),
      getOutHasColors: () => io.colour,
      getErrHasColors: () => io.colour,
    })
    .configureHelp({ helpWidth: 110 })
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', closing);
  for (const describe of await Promise.all(meant(args).map(({ load }) => load()))) describe(program, cli);
  return program;
}

/** Runs the command that `args` (without program names) name. Never throws. */
export async function runCli(args: string[], io: Io, version: string): Promise<ExitCode> {
  const cli: Cli = { io, exitCode: 0 };
  try {
    const program = await programOf(cli, version, args);
    await program.parseAsync(withDashedKeysLast(args), { from: 'user' });
    return cli.exitCode;
  } catch (fault) {
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? 0 : 2;
    const message = faultMessage(fault);
    io.tell(`selvedge: ${message}\n`);
    if (args.includes('--json')) io.write(`${JSON.stringify({ ok: null, fault: message })}\n`);
    return 2;
  }
}

const dashedThumbprint = /^-[A-Za-z0-9_-]{42}$/;

/** One thumbprint in 64 begins with a dash: it is a key all the same, and no option has its length. */
function withDashedKeysLast(args: readonly string[]): string[] {
  const keys = args.filter((arg) => dashedThumbprint.test(arg));
  if (keys.length === 0) return [...args];
  return [...args.filter((arg) => !dashedThumbprint.test(arg)), '--', ...keys];
}
