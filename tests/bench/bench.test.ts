import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBench } from '../../src/bench/bench.ts';
import { interleaved, median, ratio } from '../../src/bench/rounds.ts';
import { tableText, verdictOf } from '../../src/bench/row.ts';

function speaker(): { io: Parameters<typeof runBench>[1]; said: { out: string; err: string } } {
  const said = { out: '', err: '' };
  const io = {
    out: (text: string): void => {
      said.out += text;
    },
    err: (text: string): void => {
      said.err += text;
    },
  };
  return { said, io };
}

test('wrong use says how it is used, and ends with 2', async () => {
  const { io, said } = speaker();
  assert.equal(await runBench(['--only', 'nothing'], io), 2);
  assert.match(said.err, /^unknown: nothing\nusage: selvedge bench /);
  assert.equal(said.out, '');
});

test('generate writes the same chain for the same seed, one document a line', async () => {
  const [one, other] = [speaker(), speaker()];
  assert.equal(await runBench(['generate', '--lots', '130', '--seed', '5'], one.io), 0);
  assert.equal(await runBench(['generate', '--lots', '130', '--seed', '5'], other.io), 0);
  const documents = one.said.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.equal(documents.length, 3);
  assert.equal(documents[0].document.epcisBody.eventList.length, 64);
  assert.equal(one.said.out, other.said.out);
});

test('generate refuses what is no number of lots', async () => {
  for (const lots of ['0', '-1', '1.5', 'many', '99999999999']) {
    const { io, said } = speaker();
    assert.equal(await runBench(['generate', `--lots=${lots}`], io), 2);
    assert.match(said.err, /^usage: /);
  }
});

test('every variant runs in every round, and the first round is not counted', async () => {
  const order: string[] = [];
  const variant = (name: string, factor: number): Parameters<typeof interleaved>[0][number] => ({
    name,
    run: async (round) => {
      order.push(`${name}${round}`);
      return factor * (round + 1);
    },
  });
  const rounds = await interleaved([variant('a', 6), variant('b', 2)], 2, () => {});
  assert.deepEqual(order, ['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
  assert.deepEqual(rounds.get('a'), [12, 18]);
  assert.equal(ratio(rounds, 'a', 'b'), 3);
});

test('the median of an even number of figures lies between the two in the middle', () => {
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([30, 10, 20]), 20);
});

test('a row says whether its target is reached', () => {
  const row = { section: 'S', what: 'speed', unit: 'x' as const, raw: { ours: '10/s' } };
  assert.equal(verdictOf({ ...row, value: 3, target: { atLeast: 3 } }), 'reached');
  assert.equal(verdictOf({ ...row, value: 2.9, target: { atLeast: 3 } }), 'not reached');
  assert.equal(verdictOf({ ...row, value: 51, target: { atMost: 50 } }), 'not reached');
  assert.equal(verdictOf({ ...row, value: null, target: { atMost: 50 } }), 'skipped');
  assert.equal(
    tableText([{ ...row, value: 2.94, target: { atLeast: 3 } }]),
    'S\n  speed  2.94x  >= 3x  not reached\n      ours 10/s',
  );
});
