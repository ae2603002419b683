// The only file that reads arguments and environment. It makes of the process what the command line may touch of it.
import { once } from 'node:events';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import type { Io } from './cli/io.ts';

// Halves the start (measured). Beside the code it was compiled from, so that only who may change that may change this.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/selvedge'));
const { runCli } = await import('./cli/program.ts');
const { askSecretly } = await import('./cli/terminal.ts');
const { version } = await import('./cli/version.ts');

const { env, stdin, stdout, stderr } = process;

const io: Io = {
  write: (text) => void stdout.write(text),
  tell: (text) => void stderr.write(text),
  interactive: stderr.isTTY === true,
  // no-color.org: any value but the empty one switches colours off.
  colour: stdout.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  askSecret: async (question) =>
    stdin.isTTY ? askSecretly(question, stdin, (text) => void stderr.write(text)) : undefined,
  untilStopped: async () => {
    const waiting = new AbortController();
    await Promise.race(
      ['SIGINT', 'SIGTERM'].map((signal) =>
        once(process, signal, { signal: waiting.signal }).catch(() => {}),
      ),
    );
    waiting.abort();
  },
  environment: {
    sealing: env['SELVEDGE_SEALING_KEY'] || undefined,
    passphrase: env['SELVEDGE_PASSPHRASE'] || undefined,
    anchorKey: (name) => env[`SELVEDGE_ANCHOR_KEY_${name}`] || undefined,
    apiKey: env['SELVEDGE_API_KEY'] || undefined,
  },
  nowMs: () => Date.now(),
};

// A reader that has seen enough (`| head`) is no fault.
stdout.on('error', (fault: NodeJS.ErrnoException) => {
  if (fault.code !== 'EPIPE') throw fault;
});

process.exitCode = await runCli(process.argv.slice(2), io, version);
