import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountMove } from '../../record/record.ts';
import { id, laterMs, organicChain, startMs, type World } from '../fixture.ts';
import { judgeClaim } from '../judge.ts';
import type { ClaimVerdict } from '../verdict.ts';

function move(act: AccountMove['act'], lot: string, kg: number): AccountMove {
  return { atMs: startMs, act, lot: id(lot), grams: kg * 1000, unit: null };
}

/** The whole chain, and an account of a party at its own site. */
function judged(
  party: string,
  moves: readonly AccountMove[],
  before: (world: World) => void = () => {},
): ClaimVerdict {
  const world = organicChain();
  if (party === 'stranger') world.facility(party, 'SG');
  before(world);
  world.account(party, moves);
  return judgeClaim(world.dossier(), 'claim', id('shirt/1'), laterMs);
}

const told = ({ result, findings }: ClaimVerdict): string[] => [
  result,
  ...findings.filter(({ check }) => check === 'custody').map(({ code, weight }) => `${weight} ${code}`),
];

test('an account takes nothing of a lot in which its party had no part', () => {
  const strange = judged('stranger', [move('in', 'yarn/1', 330)]);
  assert.deepEqual(told(strange), ['holds', 'note CREDIT_UNFOUNDED']);
});

test('whoever used or got the lot may have taken it in', () => {
  assert.ok(told(judged('knitter', [move('in', 'yarn/1', 330)])).includes('fail CREDITED_ALREADY'));
  const got = judged('stranger', [move('in', 'yarn/1', 330)], (world) => {
    world.shipment('sold', 'spinner', 'stranger', 'yarn/1', 330);
  });
  assert.ok(told(got).includes('fail CREDITED_ALREADY'));
  const fromNobody = judged('stranger', [move('in', 'yarn/1', 330)], (world) => {
    world.shipment('sold', 'friend', 'stranger', 'yarn/1', 330);
  });
  assert.equal(fromNobody.result, 'holds');
});

test('an account gives nothing to what others made: the goods bear what they bore', () => {
  assert.deepEqual(told(judged('stranger', [move('out', 'yarn/1', 3)])), ['holds', 'note CREDIT_UNFOUNDED']);
});

test('a move that is still to come counts for nothing yet', () => {
  const later = { ...move('in', 'yarn/1', 330), atMs: laterMs + 1 };
  assert.deepEqual(told(judged('knitter', [later])), ['holds']);
});
