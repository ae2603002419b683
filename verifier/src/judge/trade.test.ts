import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contextOf, Events, idOf } from '../../../tests/support/dossier.ts';
import { arrived, grams, onDay, Spoken } from '../../../tests/support/records.ts';
import type { Trade } from '../record/record.ts';
import { tradeFindings } from './trade.ts';
import type { ClaimFinding } from './verdict.ts';

const [gin, mill, other] = ['did:web:gin', 'did:web:mill', 'did:web:other'];

/** A gin makes 1000 kg of lint, of which a mill spins `used`. */
function chain(used = 500): Events {
  return new Events()
    .make(gin, 'ginning', {}, { 'lint/1': 1000 })
    .make(mill, 'spinning', { 'lint/1': used }, { 'yarn/1': used });
}

function sent(spoken: Spoken, id: string, kilograms: number, members: Partial<Trade> = {}): void {
  spoken.say(spoken.trade(id, { lines: [grams(1, kilograms * 1000, { lot: idOf('lint/1') })], ...members }));
}

function findings(spoken: Spoken, events = chain(), asked = 'yarn/1'): ClaimFinding[] {
  return tradeFindings(contextOf(spoken, events, spoken.claim('c', {}), asked));
}

function told(spoken: Spoken, events?: Events): string[] {
  return findings(spoken, events).map(({ code, weight }) => `${code} ${weight}`);
}

test('a shipment received as it was sent gives nothing to say', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  spoken.say(spoken.answer('s', 'receives', mill));
  assert.deepEqual(told(spoken), []);
});

test('a dispute stands until it is settled', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  spoken.say(spoken.answer('s', 'disputes', mill));
  const [found] = findings(spoken);
  assert.deepEqual(
    [found?.code, found?.weight, found?.lot, found?.about, found?.entries],
    ['TRADE_DISPUTED', 'fail', idOf('lint/1'), 's', [0, 1]],
  );
  spoken.say(spoken.answer('s', 'settles', mill));
  assert.deepEqual(told(spoken), []);
});

test('what others of the same lot dispute says nothing of this way', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  sent(spoken, 't', 500, { buyer: other });
  spoken.say(spoken.answer('t', 'disputes', other));
  assert.deepEqual(told(spoken), []);
});

test('a trader between gin and mill is on the way', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500, { buyer: other });
  sent(spoken, 't', 500, { seller: other });
  spoken.say(spoken.answer('s', 'disputes', other));
  assert.deepEqual(told(spoken), ['TRADE_DISPUTED fail']);
});

test('what strangers say that they shipped fills nothing up, unless the buyer received it', () => {
  const stranger = (spoken: Spoken): void => sent(spoken, 't', 1, { seller: other });
  const alone = new Spoken();
  stranger(alone);
  assert.deepEqual(told(alone), []);
  alone.say(alone.answer('t', 'receives', mill));
  assert.deepEqual(told(alone), ['USED_BEYOND_RECEIPT fail']);
  const beside = new Spoken();
  sent(beside, 's', 499);
  stranger(beside);
  assert.deepEqual(told(beside), ['USED_BEYOND_RECEIPT fail']);
  // Who got the lot from the gin under a certificate is no stranger.
  const trader = new Spoken();
  stranger(trader);
  const lots = [{ lot: idOf('lint/1'), grams: 500_000, certifiedGrams: 500_000 }];
  trader.say(trader.certificate('tc', { type: 'transaction', holder: gin, buyer: other, lots }));
  assert.deepEqual(told(trader), ['USED_BEYOND_RECEIPT fail']);
  // To whom the gin sold may be withheld.
  const hidden = new Spoken();
  stranger(hidden);
  hidden.say({
    ...hidden.certificate('tc', { type: 'transaction', holder: gin, buyer: null }),
    withheld: true,
  });
  assert.deepEqual(told(hidden), ['USED_BEYOND_RECEIPT unknown']);
});

test('received outside the tolerance, with both numbers; inside it nothing', () => {
  for (const [kilograms, expected] of [
    [490, []],
    [489, ['RECEIPT_DIFFERS fail']],
    [511, ['RECEIPT_DIFFERS fail']],
  ] as const) {
    const spoken = new Spoken();
    sent(spoken, 's', 500, { tolerancePpm: 20_000 });
    spoken.say(spoken.answer('s', 'receives', mill, { lines: [arrived(1, kilograms * 1000)] }));
    assert.deepEqual(told(spoken, chain(400)), expected);
    if (expected.length > 0)
      assert.match(findings(spoken, chain(400))[0]!.detail, new RegExp(`500 kg.*${kilograms} kg`));
  }
});

test('bales and kilograms are not compared', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  const lines = [{ line: 1, ownLot: null, amount: 2, dimension: 'count' }];
  spoken.say(spoken.answer('s', 'receives', mill, { lines }));
  assert.deepEqual(told(spoken), []);
});

test('a withheld receipt is unknown, never in order', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  spoken.say({ ...spoken.answer('s', 'receives', mill), withheld: true });
  assert.deepEqual(told(spoken), ['RECEIPT_DIFFERS unknown']);
});

test('nobody uses more than all shipments brought', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 300);
  assert.deepEqual(told(spoken), ['USED_BEYOND_RECEIPT fail']);
  sent(spoken, 't', 200);
  assert.deepEqual(told(spoken), []);
});

test('goods that were refused at the door brought nothing', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  spoken.say(spoken.answer('s', 'refuses', mill));
  assert.deepEqual(told(spoken), ['USED_BEYOND_RECEIPT fail']);
});

test('an order that came late bounds what was shipped under it', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500, { under: 'o' });
  assert.deepEqual(told(spoken), []);
  spoken.say(spoken.trade('o', { stage: 'order', atMs: onDay(1), lines: [grams(1, 400_000)] }));
  assert.deepEqual(told(spoken), ['TRADE_EXCEEDED fail']);
});

test('whoever takes the id of an order cannot fail the goods of others', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500, { under: 'o' });
  spoken.say(spoken.trade('o', { stage: 'order', seller: other, lines: [grams(1, 1)] }));
  assert.deepEqual(told(spoken), ['TRADE_PARENT_INVALID note']);
});

function leg(spoken: Spoken, id: string, seller: string, buyer: string, kilograms: number): void {
  sent(spoken, id, kilograms, { stage: 'leg', under: 's', seller, buyer });
}

test('carriers that hand on what they took give nothing to say', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  leg(spoken, 'l1', gin, other, 500);
  leg(spoken, 'l2', other, mill, 500);
  for (const [id, by] of [
    ['l1', other],
    ['l2', mill],
    ['s', mill],
  ] as const)
    spoken.say(spoken.answer(id, 'receives', by));
  assert.deepEqual(told(spoken), []);
});

test('a carrier that hands on less is found once all has arrived, one that hands on more at once', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  leg(spoken, 'l1', gin, other, 500);
  leg(spoken, 'l2', other, mill, 450);
  assert.deepEqual(told(spoken), []);
  for (const [id, by] of [
    ['l1', other],
    ['l2', mill],
    ['s', mill],
  ] as const)
    spoken.say(spoken.answer(id, 'receives', by));
  assert.deepEqual(told(spoken), ['LEG_DIFFERS fail']);
  const more = new Spoken();
  sent(more, 's', 500);
  leg(more, 'l1', gin, other, 500);
  leg(more, 'l2', other, mill, 550);
  assert.deepEqual(told(more), ['LEG_DIFFERS fail']);
});

test('a leg that nobody took over is told once the goods are there', () => {
  const spoken = new Spoken();
  sent(spoken, 's', 500);
  leg(spoken, 'l1', gin, mill, 500);
  spoken.say(spoken.answer('s', 'receives', mill));
  assert.deepEqual(told(spoken), ['LEG_DIFFERS note']);
});

test('a trade of the way whose lines are withheld leaves the check open', () => {
  const spoken = new Spoken();
  spoken.say({ ...spoken.trade('s', {}), withheld: true });
  assert.deepEqual(told(spoken), ['TRADE_WITHHELD unknown']);
});
