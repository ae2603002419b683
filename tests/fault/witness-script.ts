// Run by fsync-witness.test.ts under strace: one cosignature after the other, each told on stdout as soon as it is there.
import { writeSync } from 'node:fs';
import { openWitness } from '../../src/witness/witness.ts';
import { SmallLog } from '../witness/log.ts';

const heads = Number(process.argv[3]);
const log = new SmallLog('log.test/1').grow(heads);
const witness = openWitness(process.argv[2] ?? '', { logs: [log.key] });
for (let size = 1; size <= heads; size += 1) {
  const answer = witness.add(log.request(size - 1, size));
  writeSync(1, `signed ${answer.status === 200 ? answer.checkpoint.size : answer.reason}\n`);
}
witness.close();
