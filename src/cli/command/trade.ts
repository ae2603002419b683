import type { Command } from 'commander';
import { answerWords } from '#verifier';
import type { RecordView } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { type Cli, command } from '../describe.ts';
import type { ExitCode } from '../io.ts';
import { claimsIn, timeOf, wordOf } from '../record/claims.ts';
import { recordGroup } from '../record/group.ts';
import { say, type SayingOptions, sayingOptions } from '../record/say.ts';
import type { Session } from '../session.ts';

interface AnswerOptions extends SayingOptions {
  at?: string;
  reason?: string;
  lines?: string;
}

const example = 'https://gin.example/shipment/12';

const answer = {
  usage: 'answer <trade> <word>',
  summary: 'acknowledge, receive, refuse, dispute, settle or withdraw a trade',
  about:
    `WORD: ${answerWords.join(', ')}. The other party acknowledges, receives, refuses or disputes; who disputed\n` +
    'settles; who declared withdraws. --lines: [{"line":1,"ownLot":"…","quantity":219.5,"uom":"KGM"}].',
  examples: [
    `trade answer ${example} acknowledges --party "Ring Mill"`,
    `trade answer ${example} receives --party "Ring Mill" --lines received.json`,
    `trade answer ${example} disputes --party "Ring Mill" --reason "two bales are wet" --json`,
  ],
};

export function tradeCommands(parent: Command, cli: Cli): void {
  const described = {
    name: 'trade',
    kind: 'trade',
    summary: 'contracts, orders, shipments and legs between two parties',
    example,
    more: rememberedLines,
  } as const;
  const made = recordGroup(parent, cli, described, {
    summary: 'declare a contract, order, shipment or leg',
    about: 'The buyer declares orders, the seller all others.',
  });
  sayingOptions(
    command<AnswerOptions>(made, cli, answer, (session, options, [trade = '', word = '']) =>
      sayAnswer(session, options, trade, wordOf(answerWords, word)),
    ),
  )
    .option('--at <time>', 'when it was so; now if left out')
    .option('--reason <text>', 'why; can be withheld and erased')
    .option('--lines <file>', 'what was received, by line');
}

/** What the buyer called such lots of this seller the last time. */
function rememberedLines(node: SelvedgeNode, { id }: RecordView): string[] {
  const remembered = id === null ? undefined : node.rememberedLots(id);
  const known = remembered?.ok === true ? remembered.value.filter(({ ownLot }) => ownLot !== null) : [];
  if (known.length === 0) return [];
  return [
    'the buyer has called these before:',
    ...known.map(({ line, lot, product, ownLot }) => `  line ${line}: ${lot ?? product} is ${ownLot}`),
  ];
}

async function sayAnswer(
  session: Session,
  options: AnswerOptions,
  about: string,
  word: string,
): Promise<ExitCode> {
  const { at, reason, lines } = options;
  const read = lines === undefined ? undefined : claimsIn(lines);
  if (read !== undefined && !read.ok) return session.output.refused(read.refusals);
  const claims = {
    about,
    word,
    at: timeOf(at, session.io.nowMs()),
    ...(reason === undefined ? {} : { reason }),
    ...(read === undefined ? {} : { lines: read.value }),
  };
  return say(session, 'answer', options, () => ({ ok: true, value: [claims] }));
}
