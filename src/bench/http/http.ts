// One event a request over HTTP, by a party without a key: validated, signed for it, on disk before the answer.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Committer } from '../../flow/commit.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import { recover, writeSnapshot } from '../../flow/recover.ts';
import { mintKey } from '../../http/access/key.ts';
import { apiKeysInMemory } from '../../http/access/memory.ts';
import { httpApp } from '../../http/app.ts';
import { captureDesk } from '../../http/job/desk.ts';
import { captureJobsInMemory } from '../../http/job/memory.ts';
import { serve } from '../../http/serve.ts';
import { openData } from '../../store/data.ts';
import { makeBaseLots } from '../capture/ready.ts';
import { enrol } from '../capture/signers.ts';
import { farmParty, millParty } from '../capture/workload.ts';
import { median } from '../rounds.ts';
import type { Row } from '../row.ts';
import { milliseconds, perSecond, short } from '../row.ts';
import type { Section, Setting } from '../setting.ts';
import { inDirectory } from '../setting.ts';

const connections = 64;
const baseLots = 50_000;

interface Said {
  perSecond: number;
  p50: number;
  p99: number;
  failures: string[];
  /** CPU time of the node itself for one request, in µs. */
  cpu: number;
}

export const httpSection: Section = {
  name: 'http',
  run: (setting) => inDirectory((directory) => httpRows(setting, directory)),
};

async function httpRows(setting: Setting, directory: string): Promise<Row[]> {
  const data = openData(directory);
  const node = await nodeWithLots(data);
  const keys = apiKeysInMemory();
  const { text, key } = mintKey({ role: 'party', party: millParty }, Date.now());
  await keys.add(key);
  const app = httpApp(node, { keys, jobs: captureDesk(node, captureJobsInMemory()) });
  const door = await serve(app, { port: 0 });
  try {
    const said = await rounds(setting, door.port, text);
    return [rowOf(said)];
  } finally {
    await door.close();
    await node.close();
    data.close();
  }
}

/** The mill has a key that the node holds; the lots it draws from are there. */
async function nodeWithLots(data: ReturnType<typeof openData>): Promise<SelvedgeNode> {
  const node = await openNode(data.world, { origin: 'selvedge.example/bench' });
  const farm = await enrol(node, farmParty, 'Bench Farm');
  await node.admitParty({ party: millParty, name: 'Bench Mill', country: 'TR' });
  await node.close();
  const committer = new Committer(data.world, recover(data.world));
  await makeBaseLots(committer, farm.kid, baseLots);
  writeSnapshot(data.world, committer.state);
  return openNode(data.world);
}

async function rounds(setting: Setting, port: number, key: string): Promise<Said[]> {
  const said: Said[] = [];
  const [count, events] = setting.quick ? [2, 2_000] : [5, 10_000];
  for (let round = 0; round <= count; round += 1) {
    setting.progress(round === 0 ? 'warming up' : `round ${round} of ${count}`);
    const before = process.cpuUsage();
    const one = await load(port, key, events, 1_000 + round);
    const { user, system } = process.cpuUsage(before);
    one.cpu = (user + system) / events;
    if (one.failures.length > 0) throw new Error(`a request failed: ${one.failures[0]}`);
    if (round > 0) said.push(one);
  }
  return said;
}

function rowOf(said: Said[]): Row {
  const of = (figure: (one: Said) => number): number => median(said.map(figure));
  return {
    section: 'HTTP',
    what: `POST /events, one event a request, ${connections} connections, custodial`,
    value: of((one) => one.perSecond),
    unit: '/s',
    target: { atLeast: 3_000 },
    raw: {
      median: perSecond(of((one) => one.perSecond)),
      p50: milliseconds(of((one) => one.p50)),
      p99: milliseconds(of((one) => one.p99)),
      'CPU of the node': `${short(of((one) => one.cpu))} µs a request`,
    },
    note: 'validated, signed, balanced, fsynced before the answer; the sender is a second process on the same cores',
  };
}

function load(port: number, key: string, events: number, seed: number): Promise<Said> {
  const sender = fileURLToPath(
    new URL(`./load.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url),
  );
  const child = spawn(
    process.execPath,
    [sender, ...[port, key, connections, events, seed, baseLots].map(String)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [said, complained] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(said) as Said) : reject(new Error(`the sender failed: ${complained}`)),
    );
  });
}
