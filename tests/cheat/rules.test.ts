// `log check` asks of each statement in the store whether the rules would have let it in, as far as it can know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ids, mills, spinning } from '../../src/cheat/ground/beginning.ts';
import { begin, type Ground, openGround } from '../../src/cheat/ground/ground.ts';
import type { Stage } from '../../src/cheat/ground/stage.ts';
import { rewriteLog, rowOf } from '../../src/cheat/operator/rewrite.ts';
import { custodialKey, signedBy } from '../../src/cheat/operator/signed.ts';
import { checkLog } from '../../src/flow/check-log.ts';

/** Mill two spins the bale that mill one has spun, past the rules. */
async function oversold(ground: Ground): Promise<Stage> {
  const { clock, honest } = ground;
  const key = custodialKey(honest, ids.millTwo);
  const again = signedBy(key, spinning(361, mills.two, ids.baleOne, 'Y-001'), honest);
  const directory = ground.store();
  clock.nowMs += 60_000;
  rewriteLog(directory, (rows, world) => [...rows, rowOf(again, clock.nowMs, world)]);
  return await ground.open(directory);
}

test('what was written past the rules is found; behind an erasure only who may speak is judged', async () => {
  const beginning = await begin();
  const ground = await openGround(beginning);
  try {
    const { node, world } = ground.honest;
    const size = node.head().size;
    const honest = checkLog(world, node);
    assert.deepEqual([honest.findings, honest.judgedTo], [[], size]);

    const { world: sold, node: seller } = await oversold(ground);
    const { findings, judgedTo } = checkLog(sold, seller);
    assert.equal(judgedTo, sold.entries.count());
    assert.equal(findings.length, 1);
    assert.match(findings[0]!, /^entry \d+: the rules do not let it in\. .*LOT_OVERDRAWN/);

    const [named] = [...sold.entries.scan(0)].flatMap(({ seq, kind, body }) =>
      kind === 'statement' && seq > 0 && sold.decodeBody(body).split('~').length > 2 ? [seq] : [],
    );
    const erased = await seller.erase(named!, '/name', 'asked');
    assert.ok(erased.ok, JSON.stringify(erased));
    const after = checkLog(sold, seller);
    assert.deepEqual([after.findings, after.judgedTo], [[], named]);
  } finally {
    await ground.close();
    await beginning.close();
  }
});
