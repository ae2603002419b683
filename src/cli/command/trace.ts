import type { Command } from 'commander';
import type { CountryShare, OriginView, Stage, TraceAnswer } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command, whole } from '../describe.ts';
import { whileReading } from '../directory/reading.ts';
import { lotIdOf } from '../identify.ts';
import type { ExitCode } from '../io.ts';
import { type Colours, type CommonOptions, table } from '../output.ts';
import type { Session } from '../session.ts';
import { amountWords, counted, dayWords, partyWords, placeWords, shareWords, stepWords } from '../words.ts';

interface TraceOptions extends CommonOptions {
  forward?: boolean;
  limit: number;
}

const description = {
  usage: 'trace <id>',
  summary: 'where a lot, item or unit comes from, or what became of it',
  about: 'ID: Digital Link, EPC URN, a path such as /01/…/10/…, or GTIN/LOT. Works while a node serves.',
  examples: [
    'trace 09520161000011/62J1',
    'trace /01/09520161000011/10/62J1 --json',
    'trace urn:epc:id:sscc:9520151.0000000950 --forward',
  ],
};

export function traceCommand(parent: Command, cli: Cli): void {
  command<TraceOptions>(parent, cli, description, trace)
    .option('--forward', 'what became of it')
    .option('--limit <n>', 'most origins and lots listed', whole(1, 1_000_000), 20);
}

function trace(session: Session, { forward, limit }: TraceOptions, [text = '']: string[]): Promise<ExitCode> {
  const id = lotIdOf(text);
  return whileReading(session, ({ node }) => {
    const answer = node.trace(id, forward === true ? 'forward' : 'back', { offset: 0, limit });
    if (!answer.ok) return session.output.refused(withHint(node, id, answer.refusals));
    return session.output.answer(answer.value, (colours) => traceWords(node, answer.value, colours));
  });
}

/** A product is no lot: its lots are what can be traced. */
function withHint<T extends { detail: string }>(node: SelvedgeNode, id: string, refusals: T[]): T[] {
  const lots = node.lotsOf(id, 3).map((lot) => lot.id);
  if (lots.length === 0) return refusals;
  return refusals.map((refusal) => ({
    ...refusal,
    detail: `${id} is a product, and products are not traced: its lots are, such as ${lots.join(', ')}.`,
  }));
}

function traceWords(node: SelvedgeNode, trace: TraceAnswer, colours: Colours): string[] {
  const { lot, question, nodes, edges, depth, tookMs } = trace;
  const back = question.direction === 'back';
  return [
    `${colours.bold(question.id)}`,
    `${lot.kind}, produced ${amountWords(lot.produced, lot.dimension)}, remaining ${amountWords(lot.remaining, lot.dimension)}, said by ${partyWords(node, lot.party)}${lot.custody === 'custodial' ? ' (custodial)' : ''}`,
    `${counted(nodes, 'lot')} over ${counted(edges, 'link')}, ${counted(depth, 'step')} deep, in ${tookMs.toFixed(1)} ms`,
    ...section(back ? 'Countries' : 'Countries it went to', countryRows(trace.countries), colours),
    ...section(back ? 'Journey' : 'Journey from here', stageRows(node, inTime(trace.stages)), colours),
    ...section(
      `${counted(trace.originCount, back ? 'origin' : 'destination')}, largest first`,
      originRows(node, trace.origins),
      colours,
    ),
    ...(trace.originCount > trace.origins.length
      ? [`  … and ${trace.originCount - trace.origins.length} more: --limit`]
      : []),
    ...section(
      'Gaps',
      trace.gaps.map(({ lot: about, detail }) => [about, detail]),
      colours,
    ),
    ...section(
      'Conflicts',
      trace.conflicts.map(({ lot: about, detail }) => [about, detail]),
      colours,
    ),
    ...(trace.gaps.length + trace.conflicts.length === 0 ? ['', 'No gaps, no conflicts.'] : []),
  ];
}

function section(title: string, rows: string[][], { bold }: Colours): string[] {
  return rows.length === 0 ? [] : ['', bold(title), ...table(rows).map((line) => `  ${line}`)];
}

function countryRows(countries: CountryShare[]): string[][] {
  return countries.map(({ country, grams, share, origins }) => [
    country ?? 'not known',
    shareWords(share),
    amountWords(grams, 'mass'),
    counted(origins, 'origin'),
  ]);
}

/** From the field to the shirt: by when each stage began, and of those that began together the farther first. */
function inTime(stages: Stage[]): Stage[] {
  return stages.toSorted((one, other) => one.fromMs - other.fromMs || other.depth - one.depth);
}

function stageRows(node: SelvedgeNode, stages: Stage[]): string[][] {
  return stages.map((stage) => [
    stepWords(stage.process ?? stage.step),
    placeWords(node, stage.place),
    stage.country ?? '?',
    counted(stage.lots, 'lot'),
    amountWords(stage.amount, stage.dimension),
    dayWords(stage.fromMs) === dayWords(stage.toMs)
      ? dayWords(stage.fromMs)
      : `${dayWords(stage.fromMs)} to ${dayWords(stage.toMs)}`,
    stage.custodial ? 'custodial' : '',
  ]);
}

function originRows(node: SelvedgeNode, origins: OriginView[]): string[][] {
  return origins.map((origin) => [
    shareWords(origin.share),
    amountWords(origin.amount, origin.dimension),
    origin.id,
    [origin.country, origin.region].filter(Boolean).join(' ') || '?',
    partyWords(node, origin.party),
  ]);
}
