// A process that does nothing but keep anchors: it is there to be killed.
import { openNode } from '../../src/flow/open-node.ts';
import { readAnchors } from '../../src/anchor/config.ts';
import { openKeepers } from '../../src/anchor/open.ts';
import { openData } from '../../src/store/data.ts';
import { openUnderWay } from '../../src/store/under-way.ts';
import { hasty } from './stage.ts';

const [directory = '', anchors = ''] = process.argv.slice(2);
const data = openData(directory);
const node = await openNode(data.world);
const read = readAnchors(anchors, data.world.primitives);
if (!read.ok) throw new Error(read.refusal.detail);
const [keeper] = await openKeepers(
  read.anchors,
  {
    ...{ world: data.world, log: node, apiKey: () => undefined, report: () => {} },
    underWay: openUnderWay(data.database),
  },
  { ...hasty, lookEveryMs: 20, waitMs: 20, longestWaitMs: 100 },
);
for (;;) {
  const step = await keeper!.step();
  if (step.do === 'settle') break;
  await new Promise((resolve) => setTimeout(resolve, 20));
}
await node.close();
data.close();
