// Evidence for 200 statements that lie spread over a log of a million entries: built from the store, verified as a
// stranger does. The statements are real; what lies between them are leaves of random bytes, with real tiles.
import { randomBytes } from 'node:crypto';
import { verifyEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { grow } from '../../domain/log/tree.ts';
import { Committer } from '../../flow/commit.ts';
import { openNode } from '../../flow/open-node.ts';
import { evidence } from '../../flow/prove.ts';
import { Published } from '../../flow/published.ts';
import { recover } from '../../flow/recover.ts';
import type { World } from '../../flow/world.ts';
import { readSigned } from '../../flow/read.ts';
import { openData } from '../../store/data.ts';
import { enrol, signedStatement, type Signer } from '../capture/signers.ts';
import { type MillWork, millParty, millWork } from '../capture/workload.ts';
import { median } from '../rounds.ts';
import type { Row } from '../row.ts';
import { milliseconds } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { inDirectory } from '../setting.ts';
import { demonstrationRows } from './demonstration.ts';

const section = 'Evidence';
const statements = 200;
const origin = 'selvedge.example/bench';

export const evidenceSection: Section = {
  name: 'evidence',
  run: async (setting) => [
    ...(await inDirectory((directory) => evidenceRows(setting, directory))),
    ...(await inDirectory((directory) => demonstrationRows(setting, directory))),
  ],
};

async function evidenceRows(setting: Setting, directory: string): Promise<Row[]> {
  const data = openData(directory);
  try {
    const node = await openNode(data.world, { origin });
    const mill = await enrol(node, millParty, 'Bench Mill');
    await node.close();
    const committer = new Committer(data.world, recover(data.world));
    const leaves = setting.quick ? 100_000 : 1_000_000;
    const asked = await fill(setting, data.world, committer, mill, leaves);
    return measured(setting, data.world, committer, asked, leaves);
  } finally {
    data.close();
  }
}

/** A chain of statements, each drawing on the one before; the id of the last lot. */
async function fill(
  setting: Setting,
  world: World,
  committer: Committer,
  mill: Signer,
  leaves: number,
): Promise<string> {
  const next = millWork(23, 300_000);
  const between = Math.floor(leaves / statements) - 1;
  let before: string | undefined;
  for (let number = 0; number < statements; number += 1) {
    if (number % 20 === 0)
      setting.progress(`${number} of ${statements} statements, ${committer.state.edge.size} leaves`);
    const work = chained(next(), before);
    await record(world, committer, signedStatement(mill, [work], 'property'));
    appendLeaves(world, committer, between);
    before = work.output;
  }
  return before ?? '';
}

/** The event with half a kilogram of that lot as its first input, and no more coming out than the others put in. */
function chained(work: MillWork, input: string | undefined): MillWork {
  if (input === undefined) return work;
  const [first, ...others] = work.event['inputQuantityList'] as { [name: string]: string | number }[];
  const [output] = work.event['outputQuantityList'] as { [name: string]: string | number }[];
  const lists = {
    inputQuantityList: [{ ...first, epcClass: input, quantity: 0.5 }, ...others],
    outputQuantityList: [{ ...output, quantity: (2 * work.gramsEach) / 1_000 }],
  };
  return { ...work, event: { ...work.event, ...lists } } as MillWork;
}

async function record(world: World, committer: Committer, sdjwt: string): Promise<void> {
  const findKey = (kid: string): Uint8Array | undefined =>
    committer.state.ledger.register.keys.get(kid)?.publicKey;
  const reading = readSigned(sdjwt, findKey, Date.now(), world);
  if (!reading.ok)
    throw new Error(`a statement of the workload cannot be read: ${reading.refusals[0]?.code}`);
  const committed = await committer.submit([reading.readied]);
  if (committed.outcome !== 'accepted')
    throw new Error(`a statement of the workload was refused: ${JSON.stringify(committed)}`);
}

/** Makes the log longer by leaves that stand for other people's statements. */
function appendLeaves(world: World, committer: Committer, count: number): void {
  const { state } = committer;
  const hashes = Array.from({ length: count }, () => randomBytes(32));
  const { edge, completed } = grow(state.edge, hashes, world.primitives);
  world.entries.append([], completed);
  state.edge = edge;
  state.ledger.size += count;
}

function measured(
  setting: Setting,
  world: World,
  committer: Committer,
  asked: string,
  leaves: number,
): Row[] {
  const published = new Published(world, () => committer.state, origin);
  const times = { built: [] as number[], verified: [] as number[] };
  let bytes = 0;
  let shown = 0;
  for (let round = 0; round <= (setting.quick ? 5 : 15); round += 1) {
    setting.progress(`round ${round}`);
    const startedAt = performance.now();
    const answer = evidence(world, committer.state.ledger, published, asked);
    const builtAt = performance.now();
    if (!answer.ok) throw new Error(`no evidence: ${answer.refusals[0]?.code}`);
    const verdict = verifyEvidence(answer.value, { primitives: nodePrimitives });
    const verifiedAt = performance.now();
    if (!verdict.ok)
      throw new Error(
        `the evidence does not verify: ${JSON.stringify(verdict.checks.filter(({ result }) => result === 'fail'))}`,
      );
    [bytes, shown] = [
      answer.value.length,
      verdict.signers.reduce((sum, signer) => sum + signer.statements, 0),
    ];
    if (round === 0) continue;
    times.built.push(builtAt - startedAt);
    times.verified.push(verifiedAt - builtAt);
  }
  const raw = {
    file: `${(bytes / 1_000).toFixed(0)} KB`,
    statements: String(shown),
    leaves: leaves.toLocaleString('en-GB'),
  };
  return [
    {
      section,
      what: 'built',
      value: median(times.built),
      unit: 'ms',
      target: { atMost: 50 },
      raw: { median: milliseconds(median(times.built)), ...raw },
    },
    {
      section,
      what: 'verified',
      value: median(times.verified),
      unit: 'ms',
      target: { atMost: 100 },
      raw: { median: milliseconds(median(times.verified)), ...raw },
    },
  ];
}
