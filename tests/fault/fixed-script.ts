// Says the same few things every time: `node fixed-script.ts DIR`. Each line on standard output was acknowledged.
import { writeSync } from 'node:fs';
import { openNode } from '../../src/flow/open-node.ts';
import { openData } from '../../src/store/data.ts';
import { bytesOf, documentOf, lotId, made } from '../capture/said.ts';
import { testNowMs } from '../support/world.ts';

const data = openData(process.argv[2] ?? '', { nowMs: () => testNowMs });
const node = await openNode(data.world, { origin: 'selvedge.test/log' });
const admitted = await node.admitParty({ name: 'Scripted', country: 'IN' });
if (!admitted.ok) throw new Error(JSON.stringify(admitted.refusals));
const { party } = admitted.value;

for (let number = 0; number < 6; number += 1) {
  const events = Array.from({ length: 70 }, (_, index) =>
    made(index, lotId(`${party.slice(-4)}${number}-${index}`), 1, { eventID: `${party}:${number}:${index}` }),
  );
  const outcome = await node.capture({ party, bytes: bytesOf(documentOf(...events)) });
  writeSync(1, `${JSON.stringify({ party, number, entries: outcome.entries })}\n`);
  writeSync(1, `${JSON.stringify({ size: Number(node.checkpoint().split('\n')[1]) })}\n`);
}
await node.close();
data.close();
