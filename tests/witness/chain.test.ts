// Whatever comes in whatever order, through however many processes: what a witness signs is one growing log.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openWitness } from '../../src/witness/witness.ts';
import { SmallLog } from './log.ts';

/** A log of 12 entries, and five more with its key that leave it sooner or later. */
const trunk = new SmallLog('log.test/1').grow(12);
const branches = [trunk, ...[0, 1, 4, 7, 11].map((at) => trunk.forkAt(at).grow(12 - at, `branch at ${at}`))];

const request = fc.record({
  /** null: the one that it signed for last. */
  branch: fc.oneof(
    { weight: 2, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.nat(branches.length - 1) },
  ),
  /** null: what it has signed last, or so much more than that. Otherwise hardly anything would be signed. */
  from: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(12) }),
  to: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat(12) }),
  more: fc.nat(2),
  process: fc.nat(1),
});

test('all heads that a witness signs are a chain of prefixes', (context) => {
  let [signedInAll, refusedInAll] = [0, 0];
  fc.assert(
    fc.property(fc.array(request, { minLength: 10, maxLength: 40, size: 'max' }), (requests) => {
      const directory = mkdtempSync(join(tmpdir(), 'selvedge-witness-'));
      const processes = [1, 2].map(() =>
        openWitness(directory, { logs: [trunk.key], name: 'witness.test/1' }),
      );
      const signed: { log: SmallLog; size: number }[] = [];
      for (const { branch, from, to, more, process } of requests) {
        const log = branch === null ? (signed.at(-1)?.log ?? trunk) : branches[branch]!;
        const last = signed.at(-1)?.size ?? 0;
        const size = to ?? Math.min(12, last + more);
        const answer = processes[process]!.add(log.request(from ?? last, size));
        if (answer.status !== 200) {
          refusedInAll += 1;
          continue;
        }
        assert.equal(answer.checkpoint.size, size);
        signed.push({ log, size });
      }
      for (const [at, { log, size }] of signed.entries()) {
        const before = signed[at - 1];
        if (before === undefined) continue;
        assert.ok(before.size <= size, `${size} after ${before.size}`);
        assert.deepEqual(log.root(before.size), before.log.root(before.size));
      }
      signedInAll += signed.length;
      for (const one of processes) one.close();
      rmSync(directory, { recursive: true });
    }),
    { numRuns: 40 },
  );
  context.diagnostic(`${signedInAll} signed, ${refusedInAll} refused`);
  assert.ok(signedInAll > 200 && refusedInAll > 200, `${signedInAll} signed, ${refusedInAll} refused`);
});
