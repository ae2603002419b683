// Anchors without a chain: in another log, and by files that an archive cosigns.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { chainOfLog, cosignerKey, formatVerifierKey, openAnchor, parseAddCheckpoint } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { readAnchors } from '../../src/anchor/config.ts';
import type { AnchorNews, Keeper } from '../../src/anchor/keeper/keeper.ts';
import { openKeepers } from '../../src/anchor/open.ts';
import { serve } from '../../src/http/serve.ts';
import { openUnderWay } from '../../src/store/under-way.ts';
import { openWitness } from '../../src/witness/witness.ts';
import { openDoor } from '../api/door.ts';
import { admit, openTestWorld, type TestWorld } from '../support/world.ts';
import { hasty, until } from './stage.ts';

interface Place {
  world: TestWorld;
  news: AnchorNews[];
  keeper(anchor: object, apiKey?: string): Promise<Keeper>;
}

async function openPlace(t: TestContext): Promise<Place> {
  const world = await openTestWorld({ origin: 'log.example/anchored' });
  t.after(() => world.close());
  const news: AnchorNews[] = [];
  return {
    world,
    news,
    keeper: async (anchor, apiKey) => {
      const read = readAnchors(JSON.stringify([anchor]), nodePrimitives);
      assert.ok(read.ok, JSON.stringify(read));
      const tools = {
        ...{ world: world.world, log: world.node, apiKey: () => apiKey },
        underWay: openUnderWay(world.data.database),
        report: (one: AnchorNews) => void news.push(one),
      };
      const [keeper] = await openKeepers(read.anchors, tools, hasty);
      return keeper!;
    },
  };
}

test('a head is told in another log, and its statement and path prove it there', async (t) => {
  const place = await openPlace(t);
  const other = await openDoor();
  t.after(() => other.close());
  const door = await serve(other.app, { port: 0, hostname: '127.0.0.1' });
  t.after(() => door.close());
  const head = other.node.head();
  const anchor = {
    chain: chainOfLog(head.origin, nodePrimitives),
    url: `${door.url}/`,
    key: formatVerifierKey(head.key),
    party: other.party,
  };
  const unset = await place.keeper(anchor);
  await unset.step();
  assert.equal(unset.kept.trouble?.code, 'ANCHOR_NOT_SET_UP');
  const keyOf = (caller: 'party' | 'other'): string =>
    String(other.as(caller)['authorization']).slice('Bearer '.length);
  const stranger = await place.keeper(anchor, keyOf('other'));
  await stranger.step();
  assert.equal(stranger.kept.trouble?.code, 'ANCHOR_REFUSED');
  const keeper = await place.keeper(anchor, keyOf('party'));
  const heads = (): number => other.node.records({ kind: 'head' }).total;
  place.world.data.database.exec('DELETE FROM anchor_under_way');
  for (let round = 1; round <= 2; round += 1) {
    await admit(place.world.node, `Party ${round}`);
    assert.deepEqual(await until(keeper, 'settle'), ['begin', 'mark', 'settle']);
    const [settled] = place.world.world.anchored.newest(Number.MAX_SAFE_INTEGER);
    const { size, key } = place.world.node.head();
    assert.equal(settled?.size, size);
    const opened = openAnchor(settled, key, nodePrimitives);
    assert.ok(opened.ok && opened.anchor.place === head.origin);
    assert.equal(heads(), round);
  }
  // Its statement has arrived, and nobody here remembers.
  await admit(place.world.node, 'Party 3');
  await keeper.step();
  place.world.data.database.exec('DELETE FROM anchor_under_way');
  assert.equal((await until(keeper, 'settle'))[0], 'adopt');
  assert.equal(heads(), 3);
  await admit(other.node, 'Another');
  const { size } = place.world.node.head();
  const forked = { log: 'log.example/anchored', size: size + 5, root: 'A'.repeat(43) };
  assert.ok((await other.node.say(other.party, 'head', forked)).ok);
  await admit(place.world.node, 'Party 4');
  await keeper.step();
  assert.equal(keeper.kept.trouble?.code, 'ANCHOR_HEAD_UNKNOWN');
});

test('files go out whole, what an archive cosigned comes back, and ugly files stay where they are', async (t) => {
  const place = await openPlace(t);
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-files-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const [outbox, inbox] = [join(folder, 'out'), join(folder, 'in')];
  const { key } = place.world.node.head();
  const witness = openWitness(join(folder, 'archive'), {
    logs: [key],
    name: 'archive.example',
    nowMs: () => 1_790_000_000_000,
  });
  t.after(() => witness.close());
  const anchor = { chain: 'file:archive', outbox, inbox, key: formatVerifierKey(witness.key) };
  const keeper = await place.keeper(anchor);
  await keeper.step();
  assert.equal(keeper.kept.trouble?.code, 'ANCHOR_UNREACHABLE');
  mkdirSync(outbox);
  mkdirSync(inbox);
  const ugly: [string, string | Buffer][] = [
    ['shopping.txt', 'milk'],
    ['half', place.world.node.checkpoint()],
    ['bytes', Buffer.from([0xff, 0x00])],
    ['large', Buffer.alloc(100_000, 0x61)],
  ];
  for (const [file, content] of ugly) writeFileSync(join(inbox, file), content);
  mkdirSync(join(inbox, 'folder'));
  for (let round = 1; round <= 2; round += 1) {
    await admit(place.world.node, `Party ${round}`);
    const { size } = place.world.node.head();
    assert.equal((await keeper.step()).do, 'begin');
    const out = join(outbox, `${size}.checkpoint`);
    const body = readFileSync(out, 'utf8');
    assert.ok(parseAddCheckpoint(body).ok);
    rmSync(out);
    assert.equal((await keeper.step()).do, 'send');
    assert.equal(readFileSync(out, 'utf8'), body, 'killed before it was put out: put out again');
    assert.equal((await keeper.step()).do, 'rest');
    const answer = witness.add(body);
    assert.ok(answer.status === 200, JSON.stringify(answer));
    writeFileSync(join(inbox, `${size}.cosigned`), answer.note);
    await until(keeper, 'settle');
    const [settled] = place.world.world.anchored.newest(Number.MAX_SAFE_INTEGER);
    assert.equal(settled?.size, size);
    const opened = openAnchor(settled, key, nodePrimitives);
    assert.ok(opened.ok && opened.anchor.atMs === 1_790_000_000_000);
  }
  const aside = place.news.flatMap((one) => (one.about === 'left aside' ? [one.file] : []));
  assert.deepEqual(aside.toSorted(), ['bytes', 'folder', 'half', 'large', 'shopping.txt'], 'each told once');
  assert.equal(readdirSync(inbox).length, 7);
  assert.equal(
    readdirSync(outbox).some((file) => file.endsWith('.tmp')),
    false,
  );
});

test('what lies in the way of a file is left alone', async (t) => {
  const place = await openPlace(t);
  const folder = mkdtempSync(join(tmpdir(), 'selvedge-files-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const archive = cosignerKey('archive.example', place.world.node.head().key.publicKey, nodePrimitives);
  const key = formatVerifierKey(archive);
  const keeper = await place.keeper({ chain: 'file:a', outbox: folder, inbox: folder, key });
  await admit(place.world.node, 'Party');
  const path = join(folder, `${place.world.node.head().size}.checkpoint`);
  writeFileSync(path, 'mine');
  await keeper.step();
  assert.equal(keeper.kept.trouble?.code, 'ANCHOR_FILE_UGLY');
  assert.equal(readFileSync(path, 'utf8'), 'mine');
  rmSync(path);
  await keeper.step();
  assert.ok(existsSync(path));
  assert.equal(keeper.kept.trouble, null);
});

test('a keeper that can write nothing down says so and sends nothing; the node goes on', async (t) => {
  const place = await openPlace(t);
  const outbox = mkdtempSync(join(tmpdir(), 'selvedge-full-'));
  t.after(() => rmSync(outbox, { recursive: true }));
  const archive = openWitness(join(outbox, 'archive'), { logs: [place.world.node.head().key] });
  archive.close();
  const wish = { chain: 'file:full', outbox, inbox: outbox, key: formatVerifierKey(archive.key) };
  const read = readAnchors(JSON.stringify([wish]), nodePrimitives);
  assert.ok(read.ok, JSON.stringify(read));
  const [keeper] = await openKeepers(
    read.anchors,
    {
      ...{ world: place.world.world, log: place.world.node, apiKey: () => undefined },
      underWay: {
        read: () => undefined,
        write: () => {
          throw new Error('the disk is full');
        },
      },
      report: (one: AnchorNews) => void place.news.push(one),
    },
    hasty,
  );
  const stop = new AbortController();
  const running = keeper!.run(stop.signal);
  while (!place.news.some(({ about }) => about === 'trouble')) await wait(10);
  stop.abort();
  await running;
  const full = { about: 'trouble', code: 'ANCHOR_FAULT', detail: 'the disk is full' };
  assert.deepEqual(place.news.at(-1), { chain: 'file:full', ...full });
  assert.deepEqual(readdirSync(outbox), ['archive']);
});
