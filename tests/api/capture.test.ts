// POST /capture: the promise of 202, and the job that keeps it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { captureDesk } from '../../src/http/job/desk.ts';
import { captureJobsInMemory } from '../../src/http/job/memory.ts';
import { documentOf, freshEvent, jsonPost, openDoor, type TestDoor } from './door.ts';

let door: TestDoor;
before(async () => {
  door = await openDoor();
});
after(() => door.close());

async function capture(
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>> {
  const taken = await door.app.request('/capture', jsonPost(body, { ...door.as('party'), ...headers }));
  assert.equal(taken.status, 202, await taken.clone().text());
  await door.jobs.idle();
  const response = await door.app.request(taken.headers.get('location') ?? '', { headers: door.as('party') });
  return (await response.json()) as Record<string, unknown>;
}

const statuses = (job: Record<string, unknown>): string[] =>
  (job['events'] as { status: string }[]).map((event) => event.status);
const tooMuch = (): Record<string, unknown> =>
  freshEvent({ quantityList: [{ epcClass: 'urn:nonsense', quantity: -1, uom: 'KGM' }] }).event;

test('a good document ends in a job that succeeded, with each event', async () => {
  const job = await capture(documentOf(freshEvent().event, freshEvent().event));
  assert.deepEqual([job['running'], job['success'], job['captureErrorBehaviour']], [false, true, 'rollback']);
  assert.deepEqual(statuses(job), ['recorded', 'recorded']);
  assert.match(String(job['finishedAt']), /^\d{4}-\d\d-\d\dT/);
});

test('rollback: one bad event and nothing is recorded', async () => {
  const { size } = door.node.head();
  const job = await capture(documentOf(freshEvent().event, tooMuch()));
  assert.equal(job['success'], false);
  assert.equal(door.node.head().size, size);
  assert.deepEqual(job['entries'], []);
  const [error] = job['errors'] as { epcisException: string; errors: { eventIndex: number }[] }[];
  assert.equal(error?.epcisException, 'epcisException:ValidationException');
  assert.equal(error?.errors[0]?.eventIndex, 1);
});

test('proceed: the good event is recorded and the bad one named', async () => {
  const job = await capture(documentOf(freshEvent().event, tooMuch()), {
    'gs1-capture-error-behaviour': 'proceed',
  });
  assert.equal(job['success'], false);
  assert.deepEqual(statuses(job), ['recorded', 'refused']);
});

test('the same document again is recorded already, and that is a success', async () => {
  const document = documentOf(freshEvent().event);
  await capture(document);
  const { size } = door.node.head();
  const job = await capture(document);
  assert.deepEqual([job['success'], statuses(job)], [true, ['already-recorded']]);
  assert.equal(door.node.head().size, size);
});

test('jobs are listed newest first, page by page', async () => {
  for (let count = 0; count < 3; count += 1) await capture(documentOf(freshEvent().event));
  const seen: string[] = [];
  for (let path = '/capture?perPage=2'; path !== ''; ) {
    const response = await door.app.request(path, { headers: door.as('party') });
    const jobs = (await response.json()) as { captureID: string }[];
    seen.push(...jobs.map((job) => job.captureID));
    path = /^<([^>]+)>/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
  }
  assert.ok(seen.length >= 3);
  assert.deepEqual(seen, [...new Set(seen)].sort().reverse());
});

test('a job that was accepted before a crash is done after it, once', async () => {
  const jobs = captureJobsInMemory();
  const { event } = freshEvent();
  const order = {
    party: door.party,
    form: 'epcis',
    behaviour: 'rollback',
    granularity: 'property',
    bytes: Buffer.from(JSON.stringify(documentOf(event))),
  } as const;
  const stopped = captureDesk(door.node, jobs);
  await stopped.close();
  const job = await stopped.enqueue(order);
  await stopped.idle();
  assert.equal((await jobs.find(job.id))?.finishedAtMs, null);
  const { size } = door.node.head();
  const again = captureDesk(door.node, jobs);
  await again.resume();
  await again.idle();
  assert.equal((await jobs.find(job.id))?.success, true);
  assert.equal(door.node.head().size, size + 1);
  assert.deepEqual(await jobs.unfinished(), []);
  assert.equal(await jobs.bytes(job.id), undefined);
});
