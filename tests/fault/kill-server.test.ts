// The real server, killed under load: what it answered 201 to is in the log, and so is every job that it took.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCheckpoint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { chance } from '../../src/scenario/chance.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';
import { context, documentOf, type Event, lotId, made } from '../capture/said.ts';

const kills = 50;
const main = join(import.meta.dirname, '../../src/main.ts');

interface Acknowledged {
  /** eventID -> log entry, as the server answered. */
  events: Map<string, number>;
  /** eventIDs of documents, taken or not: all of one are there, or none is. */
  documents: string[][];
  /** Signed notes that were served. */
  checkpoints: string[];
}

interface Running {
  url: string;
  headers: Record<string, string>;
}

let number = 0;

function event(name: string, index = 0): Event {
  const eventTime = new Date(Date.now() - 60_000).toISOString();
  return { ...made(0, lotId(`${name}-${index}`), 1), eventTime, eventID: `urn:uuid:${name}-${index}` };
}

/** Works until the server is gone. */
async function loadOn(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work();
    } catch (fault) {
      if (fault instanceof assert.AssertionError) throw fault;
      return;
    }
  }
}

async function postEvent({ url, headers }: Running, { events }: Acknowledged): Promise<void> {
  const name = `s${number++}`;
  const response = await fetch(`${url}/events`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ '@context': context, ...event(name) }),
  });
  const body = (await response.json()) as { entries: number[] };
  assert.equal(response.status, 201, JSON.stringify(body));
  events.set(`urn:uuid:${name}-0`, body.entries[0]!);
}

/** 70 events are two statements. */
async function postDocument({ url, headers }: Running, { documents }: Acknowledged): Promise<void> {
  const name = `d${number++}`;
  const list = Array.from({ length: 70 }, (_, index) => event(name, index));
  documents.push(list.map((one) => String(one['eventID'])));
  const response = await fetch(`${url}/capture`, {
    method: 'POST',
    headers,
    body: JSON.stringify(documentOf(...list)),
  });
  assert.equal(response.status, 202, await response.text());
}

async function readCheckpoint({ url, headers }: Running, { checkpoints }: Acknowledged): Promise<void> {
  const response = await fetch(`${url}/log/checkpoint`, { headers });
  assert.equal(response.status, 200);
  checkpoints.push(await response.text());
}

/** Killed so many milliseconds after the first event was acknowledged, when all kinds of requests are on their way. */
async function runAndKill(directory: string, afterMs: number): Promise<Acknowledged> {
  const child = spawn(process.execPath, [main, 'serve', '--data', directory, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (said.trimEnd().endsWith('}')) break;
  }
  const { url, operatorKeyFile } = JSON.parse(said) as { url: string; operatorKeyFile: string };
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${readFileSync(operatorKeyFile, 'utf8').trim()}`,
  };
  const held: Acknowledged = { events: new Map(), documents: [], checkpoints: [] };
  const server = { url, headers };
  const kill = (): void => void setTimeout(() => child.kill('SIGKILL'), afterMs);
  const works = [postEvent, postEvent, postEvent, postEvent, postDocument, readCheckpoint];
  const exit = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve();
  let answered = false;
  const workOn = async (work: (typeof works)[number]): Promise<void> => {
    await work(server, held);
    if (work === postEvent && !answered) {
      answered = true;
      kill();
    }
  };
  await Promise.all(works.map((work) => loadOn(() => workOn(work))));
  await exit;
  assert.equal(child.signalCode, 'SIGKILL');
  return held;
}

function checkRun({ node }: TestWorld, { events, documents, checkpoints }: Acknowledged): void {
  const entryOf = (eventId: string): number | undefined => node.event(eventId)[0]?.entry;
  for (const [eventId, entry] of events) assert.equal(entryOf(eventId), entry, `${eventId} was acknowledged`);
  for (const ids of documents) {
    const present = ids.filter((id) => entryOf(id) !== undefined).length;
    assert.ok(present === 0 || present === ids.length, `${present} of ${ids.length} events of a document`);
  }
  const { key, size } = node.head();
  for (const note of checkpoints) {
    const opened = openCheckpoint(note, key, nodePrimitives);
    assert.ok(opened.ok && opened.checkpoint.size <= size);
  }
}

test(`the server, killed ${kills} times under load`, { timeout: 480_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-server-'));
  const random = chance(12);
  let acknowledged = 0;
  for (let run = 0; run < kills; run += 1) {
    const held = await runAndKill(directory, random.whole(0, 40));
    acknowledged += held.events.size;
    const world = await openTestWorld({ directory });
    world.check();
    checkRun(world, held);
    world.data.close();
  }
  assert.ok(acknowledged > 2 * kills, `${acknowledged} acknowledged in ${kills} runs`);
  rmSync(directory, { recursive: true });
});
