import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arrived, grams, onDay, Spoken } from '../../../tests/support/records.ts';
import { answerWords, type Trade } from './record.ts';
import { answerRefusal, ownLotsOf, standingOf, tradeStateOf } from './trade-state.ts';

const [gin, mill, stranger] = ['did:web:gin', 'did:web:mill', 'did:web:stranger'];
const lot = 'https://id.gs1.org/01/09506000134352/10/BALES';

function shipped(members: Partial<Trade> = {}): Spoken {
  const spoken = new Spoken();
  spoken.say(spoken.trade('urn:s:1', { lines: [grams(1, 500_000, { lot })], ...members }));
  return spoken;
}

function stateOf({ book }: Spoken): string | undefined {
  return tradeStateOf(book, 'urn:s:1')?.state;
}

test('an agreed shipment goes from declared to settled, word by word', () => {
  const spoken = shipped();
  const states = [stateOf(spoken)];
  for (const word of ['acknowledges', 'receives', 'disputes', 'settles'] as const) {
    const answer = spoken.answer('urn:s:1', word, mill);
    assert.equal(answerRefusal(spoken.book, answer), undefined);
    spoken.say(answer);
    states.push(stateOf(spoken));
  }
  assert.deepEqual(states, ['declared', 'acknowledged', 'received', 'disputed', 'settled']);
});

const outOfTurn: [string, (typeof answerWords)[number][], (typeof answerWords)[number]][] = [
  ['no word comes twice', ['acknowledges'], 'acknowledges'],
  ['a receipt is not taken back by a refusal', ['receives'], 'refuses'],
  ['nor by an acknowledgement', ['receives'], 'acknowledges'],
  ['a dispute is not forgotten by receiving', ['disputes'], 'receives'],
  ['what is settled is not disputed again', ['receives', 'disputes', 'settles'], 'disputes'],
  ['what is refused stays refused', ['refuses'], 'acknowledges'],
  ['nothing undisputed is settled', ['receives'], 'settles'],
];
for (const [why, words, next] of outOfTurn) {
  test(why, () => {
    const spoken = shipped();
    for (const word of words) spoken.say(spoken.answer('urn:s:1', word, mill));
    const refusal = answerRefusal(spoken.book, spoken.answer('urn:s:1', next, mill));
    assert.equal(refusal?.code, 'ANSWER_OUT_OF_TURN');
    assert.deepEqual(refusal.entries, [0, ...words.map((_, at) => at + 1)]);
  });
}

test('goods may be turned back at the door after they were announced', () => {
  const spoken = shipped();
  spoken.say(spoken.answer('urn:s:1', 'acknowledges', mill));
  const refuses = spoken.answer('urn:s:1', 'refuses', mill);
  assert.equal(answerRefusal(spoken.book, refuses), undefined);
  spoken.say(refuses);
  assert.equal(stateOf(spoken), 'refused');
});

test('only the other party answers, and only the declarer withdraws, while nobody answered', () => {
  const spoken = shipped();
  const code = (word: (typeof answerWords)[number], by: string): string | undefined =>
    answerRefusal(spoken.book, spoken.answer('urn:s:1', word, by))?.code;
  assert.equal(code('acknowledges', gin), 'ANSWER_NOT_YOURS');
  assert.equal(code('receives', stranger), 'ANSWER_NOT_YOURS');
  assert.equal(code('withdraws', mill), 'ANSWER_NOT_YOURS');
  assert.equal(code('withdraws', gin), undefined);
  spoken.say(spoken.answer('urn:s:1', 'acknowledges', mill));
  assert.equal(code('withdraws', gin), 'ANSWER_OUT_OF_TURN');
});

test('an order is the word of the buyer: the seller answers it, and nobody receives it', () => {
  const spoken = shipped({ stage: 'order' });
  const refusalOf = (word: 'acknowledges' | 'receives', by: string): string | undefined =>
    answerRefusal(spoken.book, spoken.answer('urn:s:1', word, by))?.code;
  assert.equal(refusalOf('acknowledges', mill), 'ANSWER_NOT_YOURS');
  assert.equal(refusalOf('acknowledges', gin), undefined);
  assert.equal(refusalOf('receives', gin), 'ANSWER_OUT_OF_TURN');
});

test('nothing is received before it left', () => {
  const spoken = shipped({ atMs: onDay(10) });
  const early = spoken.answer('urn:s:1', 'receives', mill, { atMs: onDay(9) });
  assert.equal(answerRefusal(spoken.book, early)?.code, 'TRADE_DATE_ORDER');
  assert.equal(answerRefusal(spoken.book, { ...early, atMs: onDay(10) }), undefined);
});

test('an answer waits for its trade; words of strangers do not count once it comes', () => {
  const spoken = new Spoken();
  assert.equal(tradeStateOf(spoken.book, 'urn:s:1'), undefined);
  const foreign = spoken.answer('urn:s:1', 'disputes', stranger);
  assert.equal(answerRefusal(spoken.book, foreign), undefined);
  spoken.say(foreign);
  spoken.say(spoken.answer('urn:s:1', 'receives', mill));
  spoken.say(spoken.trade('urn:s:1', { lines: [grams(1, 500_000, { lot })] }));
  const standing = tradeStateOf(spoken.book, 'urn:s:1');
  assert.equal(standing?.state, 'received');
  assert.deepEqual(
    standing.answers.map(({ entry }) => entry),
    [1],
  );
});

test('received is what the last word about a line says, and as shipped where none does', () => {
  const spoken = shipped({ lines: [grams(1, 500_000, { lot }), grams(2, 80_000)] });
  const amounts = (): (number | null)[] | undefined =>
    tradeStateOf(spoken.book, 'urn:s:1')?.received.map(({ amount }) => amount);
  assert.deepEqual(amounts(), []);
  spoken.say(spoken.answer('urn:s:1', 'receives', mill, { lines: [arrived(1, 490_000)] }));
  assert.deepEqual(amounts(), [490_000, 80_000]);
  spoken.say(spoken.answer('urn:s:1', 'disputes', mill, { lines: [arrived(2, 70_000)] }));
  assert.deepEqual(amounts(), [490_000, 70_000]);
  spoken.say(spoken.answer('urn:s:1', 'settles', mill, { lines: [arrived(1, 495_000)] }));
  assert.deepEqual(amounts(), [495_000, 70_000]);
});

test('a receipt with something withheld leaves open how much arrived', () => {
  const spoken = shipped();
  spoken.say({ ...spoken.answer('urn:s:1', 'receives', mill), withheld: true });
  assert.equal(tradeStateOf(spoken.book, 'urn:s:1')?.received[0]?.amount, null);
});

test('the order in which words came never changes where a trade stands', () => {
  const spoken = shipped();
  const trade = spoken.book.byId('trade', 'urn:s:1')!;
  const word = fc.constantFrom(...answerWords);
  const said = fc.uniqueArray(fc.tuple(word, fc.constantFrom(gin, mill, stranger)), {
    selector: ([name, by]) => `${name} ${by}`,
  });
  fc.assert(
    fc.property(said, fc.infiniteStream(fc.nat()), (words, keys) => {
      const answers = words.map(([name, by]) => spoken.answer('urn:s:1', name, by));
      const shuffled = answers
        .map((answer) => ({ answer, key: keys.next().value as number }))
        .sort((a, b) => a.key - b.key)
        .map(({ answer }) => answer);
      assert.equal(standingOf(trade, shuffled).state, standingOf(trade, answers).state);
    }),
    { numRuns: 200 },
  );
});

test('mappings are remembered for a pair of partners, the last one said', () => {
  const spoken = shipped();
  const book = (trade: string, seller: string, own: string): void => {
    spoken.say(spoken.trade(trade, { seller, lines: [grams(1, 1, { lot, product: 'urn:lint' })] }));
    spoken.say(spoken.answer(trade, 'receives', mill, { lines: [arrived(1, null, own)] }));
  };
  assert.equal(ownLotsOf(spoken.book, gin, mill).get(lot), undefined);
  book('urn:s:2', gin, 'urn:mill:7');
  book('urn:s:3', gin, 'urn:mill:8');
  book('urn:s:4', 'did:web:othergin', 'urn:mill:9');
  assert.equal(ownLotsOf(spoken.book, gin, mill).get(lot), 'urn:mill:8');
  assert.equal(ownLotsOf(spoken.book, gin, mill).get('urn:lint'), 'urn:mill:8');
  assert.equal(ownLotsOf(spoken.book, 'did:web:othergin', mill).get(lot), 'urn:mill:9');
  assert.equal(ownLotsOf(spoken.book, mill, gin).get(lot), undefined);
});
