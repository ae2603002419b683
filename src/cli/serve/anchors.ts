// Anchors as the command line names them, and their keepers beside a serving node.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { utf8Text } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { usualLimits } from '../../anchor/ask.ts';
import { type AnchorWish, readAnchors } from '../../anchor/config.ts';
import type { AnchorNews, Keeper } from '../../anchor/keeper/keeper.ts';
import type { Policy } from '../../anchor/keeper/kept.ts';
import { openKeepers } from '../../anchor/open.ts';
import { openUnderWay } from '../../store/under-way.ts';
import type { Opened } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import type { Session } from '../session.ts';

/** What the file says; without one, anchors.json of the data directory, and without that, none. Throws CannotTell. */
export function anchorWishes(session: Session, file: string | undefined): AnchorWish[] {
  const path = file ?? join(session.directory, 'anchors.json');
  if (file === undefined && !existsSync(path)) return [];
  const read = readAnchors(utf8Text(readFileSync(path)) ?? '', nodePrimitives);
  if (read.ok) return read.anchors;
  const { code, detail, path: place = '' } = read.refusal;
  throw new CannotTell(`${path}: ${code}: ${detail}${place === '' ? '' : ` (at ${place})`}`);
}

export async function keepersOf(
  session: Session,
  { data, node }: Opened,
  wishes: readonly AnchorWish[],
  { change = {}, stop }: { change?: Partial<Policy>; stop?: AbortSignal } = {},
): Promise<Keeper[]> {
  if (wishes.some(({ kind }) => kind === 'eip155')) await evmAddress(session, { data, node });
  const tools = {
    ...{ world: data.world, log: node },
    underWay: openUnderWay(data.database),
    apiKey: (name: string) => session.io.environment.anchorKey?.(name),
    limits: { ...usualLimits, ...(stop && { stop }) },
    report: (news: AnchorNews) => session.output.tell(newsWords(news)),
  };
  return await openKeepers(wishes, tools, change);
}

/** Of the newest EVM key of the log, which is made where there is none. */
export async function evmAddress(
  session: Session,
  { data, node }: Pick<Opened, 'data' | 'node'>,
): Promise<string> {
  const { evmKeys, makeEvmKey, shownAddress } = await import('../../anchor/evm/key.ts');
  const { vault } = data.world;
  const [known] = evmKeys(vault, node.origin).addresses();
  if (known !== undefined) return shownAddress(known);
  const made = shownAddress(makeEvmKey(vault, node.origin));
  session.output.tell(`made the EVM key of this log: ${made}`);
  return made;
}

export interface Anchoring {
  readonly keepers: readonly Keeper[];
  /** Waits for no place. */
  close(): Promise<void>;
}

export async function startAnchoring(
  session: Session,
  opened: Opened,
  wishes: readonly AnchorWish[],
): Promise<Anchoring> {
  const stop = new AbortController();
  const keepers = await keepersOf(session, opened, wishes, { stop: stop.signal });
  const running = keepers.map((keeper) => keeper.run(stop.signal));
  return {
    keepers,
    close: async () => {
      stop.abort();
      await Promise.all(running);
    },
  };
}

function newsWords(news: AnchorNews): string {
  const { chain } = news;
  switch (news.about) {
    case 'settled':
      return `anchor ${chain}: ${news.size} entries have settled`;
    case 'trouble':
      return `anchor ${chain}: ${news.code}: ${news.detail}`;
    case 'well again':
      return `anchor ${chain}: well again`;
    case 'lost':
      return `anchor ${chain}: ${news.size} entries did not arrive and are sent again (${news.detail})`;
    case 'left aside':
      return `anchor ${chain}: ${news.file} is left aside: ${news.detail}`;
  }
}
