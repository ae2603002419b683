// Where a trade stands between its two parties, and which word may come next (docs/protocol/record.md, "Answer").
// A later word never takes an earlier one back: the words that were said decide, not the order in which they came.
import type { RecordBook } from './book.ts';
import type { AnswerWord, Trade, TradeAnswer } from './record.ts';

export type TradeState =
  | 'declared'
  | 'acknowledged'
  | 'received'
  | 'disputed'
  | 'settled'
  | 'refused'
  | 'withdrawn';

/** What arrived of one line of a shipment or leg; null = nobody told, or it is withheld. */
export interface ReceivedLine {
  readonly line: number;
  readonly lot: string | null;
  readonly product: string | null;
  /** In the base unit of `dimension`. */
  readonly amount: number | null;
  readonly dimension: string | null;
}

export interface TradeStanding {
  readonly state: TradeState;
  /** Those that count, one for each word, in the order of the log. */
  readonly answers: readonly TradeAnswer[];
  /** A line for each line of the trade once it is received; empty before that. */
  readonly received: readonly ReceivedLine[];
}

/** Why a record about trade is not taken. `entries`: the statements that decided it, ascending. */
export interface TradeRefusal {
  readonly code: string;
  readonly detail: string;
  readonly entries: readonly number[];
}

/** As far as the log had it at that time. Undefined where no such trade was known: answers to it wait. */
export function tradeStateOf(
  book: RecordBook,
  tradeId: string,
  atMs: number = Number.POSITIVE_INFINITY,
): TradeStanding | undefined {
  const trade = book.byId('trade', tradeId);
  if (trade === undefined || trade.recordedAtMs > atMs) return undefined;
  return standingOf(
    trade,
    book.answersTo(tradeId).filter(({ recordedAtMs }) => recordedAtMs <= atMs),
  );
}

/** The first of each word, by whoever may say it. Words that came before their trade are weighed here, not at the door. */
export function standingOf(trade: Trade, answers: readonly TradeAnswer[]): TradeStanding {
  const said = new Map<AnswerWord, TradeAnswer>();
  for (const answer of answers) {
    if (!said.has(answer.word) && mayEverSay(trade, answer.word, answer.issuer))
      said.set(answer.word, answer);
  }
  const disputed = said.get('disputes');
  if (disputed?.issuer !== said.get('settles')?.issuer) said.delete('settles');
  return {
    state: stateAfter(said),
    answers: answers.filter((answer) => said.get(answer.word) === answer),
    received: receivedOf(trade, said),
  };
}

/** Strongest first: what the other party said outweighs a withdrawal, a receipt a refusal, a dispute a receipt. */
const outcomes: readonly (readonly [AnswerWord, TradeState])[] = [
  ['settles', 'settled'],
  ['disputes', 'disputed'],
  ['receives', 'received'],
  ['refuses', 'refused'],
  ['acknowledges', 'acknowledged'],
  ['withdraws', 'withdrawn'],
];

function stateAfter(said: ReadonlyMap<AnswerWord, TradeAnswer>): TradeState {
  return outcomes.find(([word]) => said.has(word))?.[1] ?? 'declared';
}

/** Which states each word may follow. */
const follows: Readonly<Record<AnswerWord, readonly TradeState[]>> = {
  acknowledges: ['declared'],
  receives: ['declared', 'acknowledged'],
  // Goods may be turned back at the door, long after they were announced.
  refuses: ['declared', 'acknowledged'],
  disputes: ['declared', 'acknowledged', 'received'],
  settles: ['disputed'],
  withdraws: ['declared'],
};

/**
 * Why an answer is not taken, undefined if it is: `ANSWER_NOT_YOURS`, `ANSWER_OUT_OF_TURN`, or `TRADE_DATE_ORDER` where
 * goods are received before they left. An answer to a trade that nobody has declared yet is taken.
 */
export function answerRefusal(book: RecordBook, answer: TradeAnswer): TradeRefusal | undefined {
  const trade = book.byId('trade', answer.about);
  if (trade === undefined) return undefined;
  const earlier = book.answersTo(answer.about).filter(({ entry }) => entry !== answer.entry);
  const { state, answers } = standingOf(trade, earlier);
  const entries = [trade.entry, ...answers.map(({ entry }) => entry)].sort((a, b) => a - b);
  const refusal =
    notYours(trade, answers, answer) ?? outOfTurn(trade, state, answer) ?? tooEarly(trade, answer);
  return refusal === undefined ? undefined : { ...refusal, entries };
}

type Reason = { readonly code: string; readonly detail: string };

function notYours(trade: Trade, answers: readonly TradeAnswer[], answer: TradeAnswer): Reason | undefined {
  const code = 'ANSWER_NOT_YOURS';
  const { word, issuer } = answer;
  if (word === 'withdraws' && issuer !== declarerOf(trade))
    return { code, detail: `Only ${declarerOf(trade)}, who declared ${trade.trade}, can withdraw it.` };
  if (word !== 'withdraws' && issuer !== answererOf(trade))
    return { code, detail: `Only ${answererOf(trade)}, the other party of ${trade.trade}, can answer it.` };
  const disputed = answers.find((one) => one.word === 'disputes');
  if (word === 'settles' && disputed !== undefined && disputed.issuer !== issuer)
    return { code, detail: `Only ${disputed.issuer}, who disputed ${trade.trade}, can settle it.` };
  return undefined;
}

function outOfTurn({ trade, stage }: Trade, state: TradeState, { word }: TradeAnswer): Reason | undefined {
  const code = 'ANSWER_OUT_OF_TURN';
  if (word === 'receives' && !isDelivery(stage))
    return {
      code,
      detail: `${trade} is ${stage === 'order' ? 'an order' : 'a contract'}: only a shipment or a leg can be received.`,
    };
  if (follows[word].includes(state)) return undefined;
  return { code, detail: `${trade} is ${state} already: "${word}" cannot come after that.` };
}

function tooEarly(trade: Trade, { word, atMs }: TradeAnswer): Reason | undefined {
  if (word !== 'receives' || atMs >= trade.atMs) return undefined;
  return {
    code: 'TRADE_DATE_ORDER',
    detail: `${trade.trade} cannot be received before it left: correct the date.`,
  };
}

/** Who says a trade: an order is the buyer's word, everything else the seller's (of a leg, the giver's). */
export function declarerOf({ stage, seller, buyer }: Trade): string {
  return stage === 'order' ? buyer : seller;
}

/** Whose answer a trade waits for. */
export function answererOf({ stage, seller, buyer }: Trade): string {
  return stage === 'order' ? seller : buyer;
}

export function isDelivery(stage: Trade['stage']): boolean {
  return stage === 'shipment' || stage === 'leg';
}

function mayEverSay(trade: Trade, word: AnswerWord, issuer: string): boolean {
  if (word === 'receives' && !isDelivery(trade.stage)) return false;
  return issuer === (word === 'withdraws' ? declarerOf(trade) : answererOf(trade));
}

/** The last of these to tell an amount of a line is what counts: parties may settle on another than was received. */
const tellAmounts: readonly AnswerWord[] = ['settles', 'disputes', 'receives'];

/** A line that the receipt does not name arrived as it was shipped, unless part of the words is withheld. */
function receivedOf(trade: Trade, said: ReadonlyMap<AnswerWord, TradeAnswer>): ReceivedLine[] {
  const told = tellAmounts.flatMap((word) => said.get(word) ?? []);
  if (told.length === 0) return [];
  const asShipped = said.has('receives') && !told.some(({ withheld }) => withheld);
  // What counts most is put in last.
  const amounts = told.flatMap(({ lines }) => lines.filter(({ amount }) => amount !== null)).reverse();
  const named = new Map(amounts.map((one) => [one.line, one]));
  return trade.lines.map((shipped) => {
    const { line, lot, product } = shipped;
    const { amount, dimension } =
      named.get(line) ?? (asShipped ? shipped : { amount: null, dimension: null });
    return { line, lot, product, amount, dimension };
  });
}

/**
 * By which names a buyer books what a seller sends, by the seller's lot or product: what that buyer said to that seller last,
 * in any answer. Mappings of other partners never count: two sellers may both have a lot 7.
 */
export function ownLotsOf(book: RecordBook, seller: string, buyer: string): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  for (const answer of book.ofKind('answer').toReversed()) {
    const trade = answer.issuer === buyer ? book.byId('trade', answer.about) : undefined;
    if (trade?.seller !== seller || trade.buyer !== buyer) continue;
    const names = new Map(trade.lines.map(({ line, lot, product }) => [line, [lot, product]]));
    for (const { line, ownLot } of answer.lines) {
      for (const name of names.get(line) ?? [])
        if (name !== null && ownLot !== null && !own.has(name)) own.set(name, ownLot);
    }
  }
  return own;
}
