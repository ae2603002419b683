import { digitalLinkPath } from '#verifier';
import type { Command } from 'commander';
import { type Fraud, frauds } from '../../scenario/frauds.ts';
import { play, type Played } from '../../scenario/play.ts';
import { DataInUse } from '../../store/data.ts';
import {
  demonstrationChains,
  type DemonstrationIds,
  idsOf,
  isLoaded,
  loadDemonstration,
} from '../demonstration.ts';
import { type Cli, command } from '../describe.ts';
import { whileReadingWorld } from '../directory/reading.ts';
import { whileWriting } from '../directory/writing.ts';
import { CannotTell } from '../fault.ts';
import type { ExitCode } from '../io.ts';
import { type Colours, type CommonOptions, table } from '../output.ts';
import type { Session } from '../session.ts';

interface DemoOptions extends CommonOptions {
  fraud?: string;
  frauds?: boolean;
}

const description = {
  usage: 'demo',
  summary: 'load the demonstration, list what is in it, or watch six frauds being caught',
  about: `Frauds are played on nodes of their own, which are thrown away: ${frauds()
    .map(({ name }) => name)
    .join(', ')}.`,
  examples: [
    'demo',
    "demo --json | jq -r '.lots[0].id'",
    'demo --frauds',
    'demo --fraud bale-sold-twice --json',
  ],
};

export function demoCommand(parent: Command, cli: Cli): void {
  command<DemoOptions>(parent, cli, description, (session, options) => {
    if (options.frauds === true) return playAll(session, frauds());
    return options.fraud === undefined ? demo(session) : playAll(session, [fraudCalled(options.fraud)]);
  })
    .option('--fraud <name>', 'play one fraud')
    .option('--frauds', 'play all six');
}

async function demo(session: Session): Promise<ExitCode> {
  const chains = demonstrationChains();
  const events = await ensureLoaded(session, chains);
  const ids = idsOf(chains);
  return session.output.answer({ data: session.directory, eventsLoaded: events, ...ids }, () =>
    demoWords(session, ids, events),
  );
}

/** Loads what is missing; beside a serving node it only looks whether there is anything missing. */
async function ensureLoaded(
  session: Session,
  chains: ReturnType<typeof demonstrationChains>,
): Promise<number> {
  try {
    return await whileWriting(session, (opened) =>
      isLoaded(opened.world) ? 0 : loadDemonstration(session, opened, chains),
    );
  } catch (fault) {
    if (fault instanceof DataInUse && (await whileReadingWorld(session, async (world) => isLoaded(world))))
      return 0;
    throw fault;
  }
}

function demoWords({ directory }: Session, ids: DemonstrationIds, events: number): string[] {
  const { products, lots, items, units, showcase } = ids;
  return [
    events === 0
      ? `The demonstration is in ${directory}.`
      : `The demonstration is now in ${directory}: ${events} events.`,
    `${products.length} products, ${lots.length} lots, ${items.length} items, ${units.length} logistic units; --json lists them.`,
    '',
    ...table(showcase.map(({ id, what }) => [digitalLinkPath(id) ?? id, what])),
    '',
    `selvedge trace ${digitalLinkPath(showcase[0]?.id ?? '') ?? ''}`,
  ];
}

function fraudCalled(name: string): Fraud {
  const fraud = frauds().find((one) => one.name === name);
  if (fraud !== undefined) return fraud;
  throw new CannotTell(
    `there is no fraud ${name}: ${frauds()
      .map((one) => one.name)
      .join(', ')}`,
  );
}

async function playAll({ output }: Session, all: Fraud[]): Promise<ExitCode> {
  const played: Played[] = [];
  for (const fraud of all) played.push(await play(fraud));
  const value = { ok: played.every(({ caught }) => caught), frauds: played };
  const words = (colours: Colours): string[] => played.flatMap((one) => fraudWords(one, colours));
  return value.ok ? output.answer(value, words) : output.no(value, words);
}

function fraudWords({ title, story, caught, catches }: Played, { bold, green, red, dim }: Colours): string[] {
  return [
    `${bold(title)}  ${caught ? green('caught') : red('NOT CAUGHT')}`,
    ...story.split(/(?<=\.) /).map((sentence) => `  ${dim(sentence)}`),
    ...catches.flatMap(({ tried, asExpected, by, code, detail }) => [
      `  ${asExpected ? green('✓') : red('✗')} ${tried}`,
      `      ${[by === null ? '' : `${by}:`, code ?? '', detail].filter(Boolean).join(' ')}`,
    ]),
    '',
  ];
}
