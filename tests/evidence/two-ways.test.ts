// The node counts event by event while it records; the verifier counts at the end, from what is shown. Over random
// worlds, with loops, pallets, splits, errors and unknown amounts, both must come to the same figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatEvidence, readStatement, verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { apply } from '../../src/domain/ledger/apply.ts';
import { decide } from '../../src/domain/ledger/decide.ts';
import { emptyLedger, type Ledger } from '../../src/domain/ledger/ledger.ts';
import { readFacts } from '../../src/domain/ledger/read-facts.ts';
import { originsOf } from '../../src/domain/trace/origins.ts';
import { accountOf } from '../../verifier/src/evidence/count/account.ts';
import { checkDisclosures } from '../../verifier/src/evidence/check/disclosures.ts';
import { harvest, lotId, make, pack, SmallWorld, speaker } from './world.ts';

type Json = Record<string, unknown>;
const units = ['https://id.gs1.org/00/095060001343520000', 'https://id.gs1.org/00/095060001343520017'];

/** Takes the newest entry of the world into the ledger, or out of the world again where the node refuses it. */
function record(world: SmallWorld, ledger: Ledger): boolean {
  const entry = world.entries.at(-1)!;
  const read = readStatement(entry.sdjwt, nodePrimitives);
  assert.ok(read.ok, JSON.stringify(read));
  const facts = readFacts(read.statement, nodePrimitives);
  if (facts.ok) {
    const decision = decide(ledger, [facts.facts], entry.recordedAtMs, () => false);
    if (decision.outcome === 'accepted') {
      apply(ledger, decision.change);
      return true;
    }
  }
  world.entries.pop();
  return false;
}

interface RandomWorld {
  world: SmallWorld;
  ledger: Ledger;
}

/** Everything but what the node cannot take back (unpacking what was never packed, voiding a packing). */
class Randomness {
  /** eventIDs that an error declaration may name. */
  readonly voidable: string[] = [];
  readonly #inside = new Map<string, Map<string, number>>();
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  below(limit: number): number {
    this.#state = (this.#state * 48_271) % 2_147_483_647;
    return this.#state % limit;
  }

  some(most: number, amount: number): Record<string, number> {
    const batches = Array.from({ length: 1 + this.below(most) }, () => `L${this.below(8)}`);
    return Object.fromEntries(batches.map((batch) => [batch, 1 + this.below(amount)]));
  }

  event(step: number): Json {
    const number = String(step).padStart(12, '0');
    const eventID = `urn:uuid:00000000-0000-4000-8000-${number}`;
    const eventTime = `2026-02-${String(1 + (step % 28)).padStart(2, '0')}T08:${String(step).padStart(2, '0')}:00Z`;
    const more = { eventID, eventTime };
    const unit = units[this.below(2)]!;
    const kind = this.below(13);
    if (kind < 7) this.voidable.push(eventID);
    if (kind < 3) return harvest(this.some(2, 1000), more);
    if (kind < 6) return make(this.some(3, 100), this.some(2, 60), more);
    if (kind === 6) return make({ [`L${this.below(8)}`]: null }, this.some(1, 50), more);
    if (kind === 7) return make({}, this.some(1, 100), { ...more, inputEPCList: [unit] });
    if (kind === 8)
      return make(this.some(2, 50), this.some(2, 40), { ...more, transformationID: `urn:run:${step % 2}` });
    if (kind === 9 && this.voidable.length > 0) {
      const declared = {
        eventID: this.voidable[this.below(this.voidable.length)],
        errorDeclaration: { declarationTime: eventTime },
      };
      return harvest(this.some(1, 10), { ...more, ...declared });
    }
    return this.#packing(unit, kind, more);
  }

  #packing(unit: string, kind: number, more: Json): Json {
    const inside = this.#inside.get(unit) ?? new Map<string, number>();
    this.#inside.set(unit, inside);
    const [batch, amount] = [...inside][0] ?? [];
    if (kind === 10 && batch !== undefined && amount !== undefined) {
      const taken = 1 + this.below(amount);
      if (taken === amount) inside.delete(batch);
      else inside.set(batch, amount - taken);
      return pack(unit, { [batch]: taken }, 'DELETE', more);
    }
    if (kind === 11 && batch !== undefined) {
      inside.clear();
      return pack(unit, {}, 'DELETE', more);
    }
    const packed = this.some(2, 100);
    for (const [one, much] of Object.entries(packed)) inside.set(one, (inside.get(one) ?? 0) + much);
    return pack(unit, packed, 'ADD', more);
  }
}

function randomWorld(seed: number): RandomWorld {
  const world = new SmallWorld();
  const ledger = emptyLedger(Uint32Array.of(1, 2), nodePrimitives);
  const farm = speaker('https://party.example/farm');
  record(world, ledger);
  world.enrol(farm);
  record(world, ledger);
  const random = new Randomness(seed);
  for (let step = 0; step < 28; step += 1) {
    const event = random.event(step);
    world.say(farm, [event]);
    // What lies in a unit is known to the generator only as long as the node takes all packing.
    if (!record(world, ledger) && event['type'] === 'AggregationEvent') break;
  }
  return { world, ledger };
}

/** Lots of which the node knows for certain that more was drawn than produced: it accepts that late, as a conflict. */
function conflicts({ balances, lots }: Ledger): string[] {
  const numbers = Array.from({ length: lots.size }, (_one, at) => at);
  const certain = numbers.filter((lot) => balances.isDeclared(lot) && !balances.hasUnknownProduced(lot));
  return certain
    .filter((lot) => balances.drawnOf(lot) > balances.producedOf(lot))
    .map((lot) => lots.textOf(lot));
}

test('balances and origins, two ways', () => {
  let exact = 0;
  let overdrawn = 0;
  for (let seed = 7; seed < 2000; seed += 31) {
    const { world, ledger } = randomWorld(seed);
    const { shown } = checkDisclosures(world.evidence(lotId('L0')), nodePrimitives);
    const { tallies } = accountOf(shown ?? assert.fail());
    const contradicted = conflicts(ledger).length > 0;
    overdrawn += contradicted ? 1 : 0;
    ledger.graph.growTo(ledger.lots.size);
    for (const [lot, tally] of tallies) {
      const number = ledger.lots.find(lot);
      const why = `seed ${seed}, ${lot}`;
      assert.equal(tally.produced, ledger.balances.producedOf(number), `${why} produced`);
      assert.equal(tally.drawn, ledger.balances.drawnOf(number), `${why} drawn`);
      if (tally.declarations === 0) continue;
      const verdict = verifyEvidence(formatEvidence(world.evidence(lot)), { primitives: nodePrimitives });
      const failures = verdict.checks.filter(({ result }) => result === 'fail').map(({ code }) => code);
      assert.deepEqual(failures, contradicted ? ['LOT_OVERDRAWN'] : [], why);
      const { origins, originAmounts, unknownAmounts, settled } = originsOf(
        ledger.graph,
        number,
        ledger.balances,
      );
      const ends = [...origins].map((node, at): [string, number] => [
        ledger.lots.textOf(node),
        originAmounts[at] ?? 0,
      ]);
      // Where amounts are missing the node gives what it knows, the verifier null.
      if (unknownAmounts || !settled) continue;
      const answered = verdict.answer?.origins ?? assert.fail(why);
      assert.deepEqual(answered.map(({ id }) => id).sort(), ends.map(([id]) => id).sort(), why);
      const byNode = new Map(ends);
      for (const { id, amount } of answered) {
        const other = byNode.get(id) ?? Number.NaN;
        // The node keeps amounts of edges with 24 bits.
        assert.ok(
          Math.abs((amount ?? Number.NaN) - other) <= 1e-3 + 1e-5 * other,
          `${why}: ${id} ${amount} ${other}`,
        );
      }
      exact += 1;
    }
  }
  assert.ok(exact > 150, `only ${exact} lots compared`);
  assert.ok(overdrawn > 5, `only ${overdrawn} worlds contradict themselves`);
});
