// How far each place has come.
import { type Kept, readKept } from '../../anchor/keeper/kept.ts';
import type { SettledAnchor } from '../../flow/ports.ts';
import { openUnderWay } from '../../store/under-way.ts';
import { whileReading } from '../directory/reading.ts';
import type { ExitCode } from '../io.ts';
import { type Colours, table } from '../output.ts';
import { anchorWishes } from '../serve/anchors.ts';
import type { Session } from '../session.ts';
import { dayWords } from '../words.ts';
import type { AnchorOptions } from './options.ts';

interface Listed {
  chain: string;
  state: 'due' | 'sent' | 'seen' | 'settled';
  /** Of the head that is under way; null = none is. */
  size: number | null;
  settledSize: number | null;
  settledAtMs: number | null;
  trouble: Kept['trouble'];
}

export function listAnchors(session: Session, { anchors }: AnchorOptions): Promise<ExitCode> {
  const wishes = anchorWishes(session, anchors);
  return whileReading(session, ({ world, database, node }) => {
    const settled = world.anchored.newest(Number.MAX_SAFE_INTEGER);
    const chains = new Set([...wishes.map(({ chain }) => chain), ...settled.map(({ chain }) => chain)]);
    const underWay = openUnderWay(database);
    const listed = [...chains].toSorted().map((chain) =>
      listedOf(
        chain,
        readKept(underWay.read(chain)),
        settled.find((one) => one.chain === chain),
      ),
    );
    const value = { log: node.origin, size: node.head().size, anchors: listed };
    const words = (colours: Colours): string[] => listWords(listed, colours);
    return listed.some(({ trouble }) => trouble !== null)
      ? session.output.no(value, words)
      : session.output.answer(value, words);
  });
}

function listedOf(chain: string, { underWay, trouble }: Kept, settled: SettledAnchor | undefined): Listed {
  const state =
    underWay === null
      ? settled === undefined
        ? 'due'
        : 'settled'
      : underWay.seenIn === null
        ? 'sent'
        : 'seen';
  return {
    ...{ chain, state, size: underWay?.size ?? null },
    settledSize: settled?.size ?? null,
    settledAtMs: settled?.settledAtMs ?? null,
    trouble,
  };
}

function listWords(listed: Listed[], { red }: Colours): string[] {
  if (listed.length === 0)
    return ['This log is anchored nowhere: write anchors.json (docs/operating/anchors.md).'];
  const rows = listed.map(({ chain, state, size, settledSize, settledAtMs }) => [
    chain,
    size === null ? state : `${state} ${size}`,
    settledSize === null ? 'none settled' : `${settledSize} entries settled ${dayWords(settledAtMs ?? 0)}`,
  ]);
  const troubles = listed.flatMap(({ chain, trouble }) =>
    trouble === null
      ? []
      : [`${red(trouble.code)} ${chain} since ${dayWords(trouble.sinceMs)}: ${trouble.detail}`],
  );
  return [...table(rows), ...troubles];
}
