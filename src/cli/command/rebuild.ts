import type { Command } from 'commander';
import { stateHash } from '../../domain/ledger/state-hash.ts';
import { rebuild, writeSnapshot } from '../../flow/recover.ts';
import { type Cli, command } from '../describe.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import type { ExitCode } from '../io.ts';
import type { CommonOptions } from '../output.ts';
import type { Session } from '../session.ts';

const description = {
  usage: 'rebuild',
  summary: 'drop every projection, replay the log, and prove that it ends in the same state',
  about:
    'The entries are the log; snapshot and tiles are projections of them. Exit 1 if the state was not what the log says.',
  examples: ['rebuild', 'rebuild --data /srv/selvedge --json'],
};

export function rebuildCommand(parent: Command, cli: Cli): void {
  command<CommonOptions>(parent, cli, description, (session) =>
    whileWriting(session, (opened) => rebuilt(session, opened), { mustExist: true }),
  );
}

function rebuilt(session: Session, { world, node }: Opened): ExitCode {
  const { output } = session;
  const before = node.stateHash();
  const startedAtMs = session.io.nowMs();
  world.snapshots.drop();
  const { state, tiles } = replayed(session, world);
  world.entries.replaceTiles(tiles);
  writeSnapshot(world, state);
  const after = stateHash(state.ledger);
  const value = {
    ok: before === after,
    entries: state.ledger.size,
    tiles: tiles.length,
    before,
    after,
    tookMs: session.io.nowMs() - startedAtMs,
  };
  const words = [
    `before  ${before}`,
    `after   ${after}`,
    `${value.entries} entries replayed, ${value.tiles} tiles written, in ${value.tookMs} ms`,
  ];
  if (value.ok) return output.answer(value, ({ green }) => [...words, green('the same state')]);
  return output.no(value, ({ red }) => [...words, red('the state was not what the log says; it is now')]);
}

function replayed({ output }: Session, world: Opened['world']): ReturnType<typeof rebuild> {
  const progress = output.progress('replaying the log');
  try {
    return rebuild(world, progress.step);
  } finally {
    progress.end();
  }
}
