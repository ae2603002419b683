// The command line as a whole: every command, and what becomes of whatever goes wrong in one.
import { Command, CommanderError } from 'commander';
import { accountCommands } from './command/account.ts';
import { accreditCommands } from './command/accredit.ts';
import { anchorCommands } from './command/anchor.ts';
import { apikeyCommands } from './command/apikey.ts';
import { backupCommand } from './command/backup.ts';
import { benchCommand } from './command/bench.ts';
import { captureCommand } from './command/capture.ts';
import { caseCommands } from './command/case.ts';
import { certificateCommands } from './command/certificate.ts';
import { cheatCommand } from './command/cheat.ts';
import { claimCommands } from './command/claim.ts';
import { completionCommand } from './command/completion.ts';
import { demoCommand } from './command/demo.ts';
import { documentCommands } from './command/document.ts';
import { eraseCommand } from './command/erase.ts';
import { evidenceCommand } from './command/evidence.ts';
import { fraudCommands } from './command/fraud.ts';
import { importCommand } from './command/import.ts';
import { inviteCommands } from './command/invite.ts';
import { keyCommands } from './command/key.ts';
import { logCommands } from './command/log.ts';
import { mirrorCommand } from './command/mirror.ts';
import { noticeCommands } from './command/notice.ts';
import { packCommands } from './command/pack.ts';
import { partyCommands } from './command/party.ts';
import { rebuildCommand } from './command/rebuild.ts';
import { registerCommands } from './command/register.ts';
import { reportCommand } from './command/report.ts';
import { serveCommands } from './command/serve.ts';
import { traceCommand } from './command/trace.ts';
import { tradeCommands } from './command/trade.ts';
import { trustCommands } from './command/trust.ts';
import { verifyCommand } from './command/verify.ts';
import { witnessCommands } from './command/witness.ts';
import type { Cli } from './describe.ts';
import { faultMessage } from './fault.ts';
import type { ExitCode, Io } from './io.ts';
import { usualDirectory } from './session.ts';

const commands = [
  serveCommands,
  demoCommand,
  fraudCommands,
  cheatCommand,
  traceCommand,
  evidenceCommand,
  verifyCommand,
  captureCommand,
  partyCommands,
  keyCommands,
  registerCommands,
  trustCommands,
  accreditCommands,
  certificateCommands,
  importCommand,
  documentCommands,
  tradeCommands,
  claimCommands,
  caseCommands,
  packCommands,
  inviteCommands,
  reportCommand,
  noticeCommands,
  accountCommands,
  apikeyCommands,
  logCommands,
  witnessCommands,
  mirrorCommand,
  anchorCommands,
  rebuildCommand,
  eraseCommand,
  backupCommand,
  benchCommand,
  completionCommand,
];

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

export function programOf(cli: Cli, version: string): Command {
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
  for (const describe of commands) describe(program, cli);
  return program;
}

/** Runs the command that `args` (without program names) name. Never throws. */
export async function runCli(args: string[], io: Io, version: string): Promise<ExitCode> {
  const cli: Cli = { io, exitCode: 0 };
  try {
    await programOf(cli, version).parseAsync(withDashedKeysLast(args), { from: 'user' });
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
