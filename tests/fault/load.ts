// A node under load in a process of its own: `node load.ts DIR RUN`. Says on standard output what it has acknowledged,
// each line after the promise resolved, until it is killed.
import { writeSync } from 'node:fs';
import { openNode } from '../../src/flow/open-node.ts';
import { openData } from '../../src/store/data.ts';
import { bytesOf, documentOf, lotId, made, newDevice, spun } from '../capture/said.ts';
import { enrolmentOf } from '../../src/flow/device.ts';
import { testNowMs } from '../support/world.ts';

const [directory = '', run = ''] = process.argv.slice(2);
const { world } = openData(directory, { nowMs: () => testNowMs });
const node = await openNode(world, { origin: 'selvedge.test/log' });

/** Synchronous: what is said is with the kernel before anything else happens. */
function tell(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

const admitted = await node.admitParty({ name: `Run ${run}`, country: 'IN' });
if (!admitted.ok) throw new Error(JSON.stringify(admitted.refusals));
const { party } = admitted.value;
const device = newDevice(`urn:uuid:${run.padStart(8, '0')}-0000-4000-8000-000000000000`);
const { jwk, possession } = enrolmentOf(device);
await node.admitParty({ party: device.party, device: { jwk, possession } });
tell({ ready: true });

let number = 0;

/** Documents of 1 to 70 events: the long ones are two statements. */
async function captureOn(): Promise<never> {
  for (;;) {
    const name = `${run}-${number++}`;
    const count = number % 8 === 0 ? 70 : 1 + (number % 3);
    const events = Array.from({ length: count }, (_, index) =>
      made(index, lotId(`${name}-${index}`), 1, { eventID: `urn:uuid:${name}-${index}` }),
    );
    tell({ trying: name, count });
    const outcome = await node.capture({ party, bytes: bytesOf(documentOf(...events)) });
    if (outcome.outcome !== 'recorded') throw new Error(JSON.stringify(outcome.refusals));
    tell({ recorded: name, count, entries: outcome.entries });
    if (number % 5 === 0) tell({ checkpoint: node.checkpoint() });
  }
}

async function recordOn(): Promise<never> {
  for (;;) {
    const name = `${run}-${number++}`;
    const [statement] = device.statements(
      node,
      spun(1, [[lotId(`${name}-in`), 2]], [[lotId(`${name}-0`), 2]], { eventID: `urn:uuid:${name}-0` }),
    );
    tell({ trying: name, count: 1 });
    const outcome = await node.record(statement!);
    if (outcome.outcome !== 'recorded') throw new Error(JSON.stringify(outcome.refusals));
    tell({ recorded: name, count: 1, entries: outcome.entries });
  }
}

/** Records beside events: each claim names the one before it. */
async function sayOn(): Promise<never> {
  let before: string[] = [];
  for (;;) {
    const claim = `urn:selvedge:claim:${run}-${number++}`;
    const what = { scheme: 'gots', code: 'organic', model: 'segregated', sharePpm: 1_000_000 };
    const said = await node.say(party, 'claim', {
      claim,
      ...what,
      restsOn: before,
      lots: [lotId(claim.slice(19))],
    });
    if (!said.ok) throw new Error(JSON.stringify(said.refusals));
    tell({ claimed: claim, entries: [said.value.entry] });
    before = [claim];
  }
}

await Promise.all([captureOn(), captureOn(), captureOn(), recordOn(), recordOn(), sayOn()]);
