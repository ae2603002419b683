// A node that says records under load in a process of its own: `node load.ts DIR RUN`. Says on standard output what it
// has acknowledged, each line after the promise resolved, until it is killed.
import { writeSync } from 'node:fs';
import { openNode } from '../../src/flow/open-node.ts';
import { openData } from '../../src/store/data.ts';
import { testNowMs } from '../support/world.ts';

const [directory = '', run = ''] = process.argv.slice(2);
const { world } = openData(directory, { nowMs: () => testNowMs });
const node = await openNode(world, { origin: 'selvedge.test/log' });
const admitted = await node.admitParty({ name: `Run ${run}`, country: 'IN' });
if (!admitted.ok) throw new Error(JSON.stringify(admitted.refusals));
const { party } = admitted.value;

/** Synchronous: what is said is with the kernel before anything else happens. */
function tell(line: object): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

type Saying = (name: string) => [kind: Parameters<typeof node.say>[1], claims: Record<string, unknown>][];

const lists = {
  sites: ['*'],
  subcontractors: [],
  processes: ['*'],
  categories: ['*'],
  materials: ['*'],
  codes: ['*'],
};
const validity = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' };

/** Each names what was said before it, and hides some of what it says. */
const sayings: Saying[] = [
  (name) => [
    [
      'certificate',
      {
        certificate: name,
        type: 'self-declaration',
        scheme: 'house',
        number: name,
        holder: party,
        ...validity,
        ...lists,
      },
    ],
    ['status', { about: name, state: 'withdrawn', from: '2026-06-01T00:00:00Z', reason: name }],
  ],
  (name) => [
    [
      'claim',
      {
        claim: name,
        scheme: 'house',
        code: 'kept',
        model: 'segregated',
        sharePpm: 500_000,
        restsOn: [],
        lots: [`urn:lot:${name}`],
      },
    ],
    ['status', { about: name, state: 'withdrawn', from: '2026-06-01T00:00:00Z' }],
  ],
];

async function sayOn(saying: Saying, worker: number): Promise<never> {
  for (let number = 0; ; number += 1) {
    const name = `urn:said:${run}-${worker}-${number}`;
    for (const [kind, claims] of saying(name)) {
      const said = await node.say(party, kind, claims);
      if (!said.ok) throw new Error(JSON.stringify(said.refusals));
      tell({ said: name, kind, entry: said.value.entry });
    }
  }
}

tell({ ready: true });
await Promise.all([...sayings, ...sayings].map(sayOn));
