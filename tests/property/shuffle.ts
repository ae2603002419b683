// Nodes that take the same signed statements in other orders.
import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { encodeBody } from '../../src/store/body.ts';
import { openData } from '../../src/store/data.ts';
import { Committer } from '../../src/flow/commit.ts';
import { recover } from '../../src/flow/recover.ts';
import { readFacts } from '../../src/domain/ledger/read-facts.ts';
import type { SelvedgeNode } from '../../src/flow/node.ts';
import { openTestWorld, testNowMs, type TestWorld } from '../support/world.ts';
import type { Chance } from '../../src/scenario/chance.ts';

/** A node whose log begins with these statements, the genesis first: the same operator, but without its private keys. */
export async function fresh(records: string[]): Promise<TestWorld> {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-shuffle-'));
  const data = openData(directory, { nowMs: () => testNowMs });
  const committer = new Committer(data.world, recover(data.world));
  for (const sdjwt of records) {
    const read = readStatement(sdjwt, nodePrimitives);
    assert.ok(read.ok);
    const facts = readFacts(read.statement, nodePrimitives);
    assert.ok(facts.ok);
    const committed = await committer.submit([{ sdjwt, facts: facts.facts, body: encodeBody(sdjwt) }]);
    assert.equal(committed.outcome, 'accepted', JSON.stringify(committed));
  }
  data.close();
  return openTestWorld({ directory });
}

/** Records all statements; what is refused is offered again as long as that helps. */
export async function recordAll(node: SelvedgeNode, statements: readonly string[]): Promise<void> {
  let waiting = statements;
  while (waiting.length > 0) {
    const outcomes = await Promise.all(waiting.map((statement) => node.record(statement)));
    const refused = waiting.filter((_, index) => outcomes[index]!.outcome === 'refused');
    const reasons = outcomes.flatMap(({ refusals }) => refusals.slice(0, 1));
    assert.ok(
      refused.length < waiting.length,
      `${refused.length} statements are refused for good: ${JSON.stringify(reasons.slice(0, 3))}`,
    );
    waiting = refused;
  }
}

export function shuffled<T>(list: readonly T[], random: Chance): T[] {
  const copy = [...list];
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = random.whole(0, last);
    [copy[last], copy[other]] = [copy[other]!, copy[last]!];
  }
  return copy;
}
