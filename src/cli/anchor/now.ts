// Anchors the log as it is now, and waits.
import { setTimeout as wait } from 'node:timers/promises';
import type { AnchorWish } from '../../anchor/config.ts';
import type { Keeper } from '../../anchor/keeper/keeper.ts';
import type { Kept } from '../../anchor/keeper/kept.ts';
import type { SettledAnchor } from '../../flow/ports.ts';
import { type Opened, whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import type { Colours } from '../output.ts';
import { anchorWishes, keepersOf } from '../serve/anchors.ts';
import type { Session } from '../session.ts';
import { type ChainOptions, chosen } from './options.ts';

export function anchorNow(session: Session, options: ChainOptions): Promise<ExitCode> {
  const wishes = chosen(anchorWishes(session, options.anchors), options.chain);
  if (wishes.length === 0) throw new CannotTell('no anchors: write anchors.json (docs/operating/anchors.md)');
  return whileWriting(session, (opened) => settleAll(session, opened, wishes, options.wait * 1000), {
    mustExist: true,
  });
}

interface Outcome {
  chain: string;
  settled: boolean;
  size: number | null;
  trouble: Kept['trouble'];
}

async function settleAll(
  session: Session,
  opened: Opened,
  wishes: AnchorWish[],
  mostMs: number,
): Promise<ExitCode> {
  // In the time that somebody waits, trouble is tried again soon.
  const keepers = await keepersOf(session, opened, wishes, {
    change: { everyMs: 0, longestWaitMs: 10_000 },
  });
  const progress = session.output.progress('anchoring');
  const untilMs = session.io.nowMs() + mostMs;
  let ended = 0;
  try {
    const outcomes = await Promise.all(
      keepers.map(async (keeper) => {
        const outcome = await settledBy(session, opened, keeper, untilMs);
        ended += 1;
        progress.step(ended, keepers.length);
        return outcome;
      }),
    );
    const value = { ok: outcomes.every(({ settled }) => settled), anchors: outcomes };
    const words = ({ green, red }: Colours): string[] =>
      outcomes.map(({ chain, settled, size, trouble }) =>
        settled
          ? `${green('settled')} ${chain} ${size} entries`
          : `${red('not settled')} ${chain} ${trouble === null ? 'in time: a serving node goes on with it' : `${trouble.code}: ${trouble.detail}`}`,
      );
    return value.ok ? session.output.answer(value, words) : session.output.no(value, words);
  } finally {
    progress.end();
  }
}

const lookEveryMs = 200;

/** Until nothing is under way and the place has what it takes of the log as it is now. */
async function settledBy(
  session: Session,
  { data }: Opened,
  keeper: Keeper,
  untilMs: number,
): Promise<Outcome> {
  const { chain } = keeper;
  const newest = (): SettledAnchor | undefined =>
    data.world.anchored.newest(Number.MAX_SAFE_INTEGER).find((one) => one.chain === chain);
  for (;;) {
    await keeper.step();
    const { underWay, trouble } = keeper.kept;
    const settled = underWay === null && trouble === null && newest() !== undefined;
    if (settled || session.io.nowMs() >= untilMs)
      return { chain, settled, size: newest()?.size ?? null, trouble };
    await wait(lookEveryMs);
  }
}
