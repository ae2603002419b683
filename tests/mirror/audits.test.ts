// A mirror without a key and the map of balances: it checks the audit of every root that it can have, says which it could
// not have and why, and a map that cannot follow from the one before is proven to everybody.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { checkAudit, formatAudit, type HoldingsAudit, isCommittedTo, parseAudit } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { Holdings } from '../../src/domain/holdings/holdings.ts';
import type { Alarm } from '../../src/mirror/alarm.ts';
import { checkAlarm } from '../../src/mirror/check-alarm.ts';
import { MirrorStore } from '../../src/mirror/store.ts';
import type { AuditCounts } from '../../src/mirror/transitions.ts';
import { lotId, made, spun, tell } from '../capture/said.ts';
import { admit } from '../support/world.ts';
import { openStage, type Stage, type TestMirror } from './stage.ts';

const none: AuditCounts = {
  ...{ held: 0, wrong: 0, tooOld: 0, notGiven: 0, waiting: 0 },
  isRefused: false,
};

async function gin(t: TestContext): Promise<[stage: Stage, party: string]> {
  const stage = await openStage(t);
  return [stage, await admit(stage.world.node, 'A Gin')];
}

async function counts(mirror: TestMirror): Promise<Partial<AuditCounts> | null> {
  return (await mirror.holds()).audits;
}

/** One more lot, and a root of it. */
async function rooted({ world }: Stage, party: string, name: string): Promise<number> {
  await tell(world.node, party, made(0, lotId(name), 10));
  return (await world.node.publishHoldings())!.entry;
}

test('good transitions hold: the first, draws, an erasure; on the way, after a stop, and for who comes late', async (t) => {
  const [stage, party] = await gin(t);
  const { node } = stage.world;
  const mirror = await stage.mirror({ apiKey: undefined });
  assert.deepEqual(await counts(mirror), none);
  await rooted(stage, party, 'A');
  assert.deepEqual(await counts(mirror), { ...none, held: 1 });
  await tell(node, party, spun(2, [[lotId('A'), 4]], [[lotId('Y'), 4]]));
  await node.publishHoldings();
  const born = node.lot(lotId('A'))!.entry!;
  assert.ok((await node.erase(born, '/annex/0/births/0', 'asked for')).ok);
  await rooted(stage, party, 'B');
  assert.deepEqual(await counts(mirror), { ...none, held: 4 });
  mirror.close();
  await rooted(stage, party, 'C');
  const again = await stage.mirror({ apiKey: undefined, directory: mirror.directory });
  assert.deepEqual(await counts(again), { ...none, held: 5 });
  const late = await stage.mirror({ apiKey: undefined });
  assert.deepEqual(await counts(late), { ...none, held: 5 });
  const reading = await stage.mirror();
  assert.equal(await counts(reading), null);
});

test('what is not given is counted and no alarm: older than what is kept, lost, refused for a while', async (t) => {
  const [stage, party] = await gin(t);
  for (let at = 0; at < 66; at += 1) await rooted(stage, party, `L${at}`);
  const late = await stage.mirror({ apiKey: undefined });
  assert.deepEqual(await counts(late), { ...none, held: 64, tooOld: 2 });
  const lost = await rooted(stage, party, 'M');
  const without = (status: number): Stage['spoil'] => {
    return (path) =>
      path.startsWith(`/log/audit/${status === 404 ? lost : ''}`) ? new Response('', { status }) : undefined;
  };
  stage.spoil = without(401);
  assert.deepEqual(await counts(late), { ...none, held: 64, tooOld: 2, waiting: 1, isRefused: true });
  await rooted(stage, party, 'N');
  assert.deepEqual(await counts(late), { ...none, held: 64, tooOld: 2, waiting: 2, isRefused: true });
  stage.spoil = without(404);
  assert.deepEqual(await counts(late), { ...none, held: 65, tooOld: 2, notGiven: 1 });
  stage.spoil = without(503);
  await rooted(stage, party, 'O');
  const broken = await late.round();
  assert.deepEqual(
    [broken.troubles.map(({ code }) => code), broken.audits?.waiting, late.mirror.alarms()],
    [['UNREACHABLE'], 1, []],
  );
  stage.spoil = undefined;
  assert.deepEqual(await counts(late), { ...none, held: 66, tooOld: 2, notGiven: 1 });
});

test('roots that come while it reads, and a stop between an audit and the word that it was looked at', async (t) => {
  const [stage, party] = await gin(t);
  await rooted(stage, party, 'A');
  const mirror = await stage.mirror({ apiKey: undefined });
  let more = 3;
  stage.spoil = async (path) => {
    if (path.startsWith('/log/audit/') && more > 0) await rooted(stage, party, `R${more--}`);
    return undefined;
  };
  const first = await counts(mirror);
  assert.deepEqual(first, { ...none, held: 1 });
  while (more > 0) await counts(mirror);
  mirror.close();
  const before = new MirrorStore(`${mirror.directory}/mirror.db`);
  before.setKnown('audits', '{}');
  before.close();
  const again = await stage.mirror({ apiKey: undefined, directory: mirror.directory });
  assert.deepEqual(await counts(again), { ...none, held: 4 });
});

/** The operator's map puts what this entry draws at another place in the history. */
async function drawnAt(stage: Stage, party: string, place: (entry: number) => number): Promise<void> {
  const { node } = stage.world;
  const drawn = node.head().size;
  const honest = Holdings.prototype.touch;
  Holdings.prototype.touch = function (this: Holdings, lot, entry, total, amount) {
    const isDraw = entry === drawn && total === 'consumed';
    honest.call(this, lot, isDraw ? place(entry) : entry, total, amount);
  };
  try {
    await tell(node, party, spun(3, [[lotId('H1'), 6]], [[lotId('H3'), 6]]));
  } finally {
    Holdings.prototype.touch = honest;
  }
  await node.publishHoldings();
}

async function alarmOfForged(t: TestContext): Promise<[Stage, Alarm]> {
  const [stage, party] = await gin(t);
  const mirror = await stage.mirror({ apiKey: undefined });
  await rooted(stage, party, 'H1');
  await mirror.holds();
  await drawnAt(stage, party, (entry) => entry + 1_000);
  const [alarm] = await mirror.alarmed({ AUDIT_INVALID: 'proven' });
  stage.world.close = async () => {};
  return [stage, alarm!];
}

test('a history that no lot can have, in a signed map, is proven by its file alone; a changed file proves nothing', async (t) => {
  const [stage, alarm] = await alarmOfForged(t);
  const { outcome, detail } = checkAlarm(alarm, stage.key);
  assert.equal(outcome, 'proven');
  assert.match(detail, /two maps of balances of which one cannot follow the other/);
  const [served] = alarm.served;
  const audit = auditIn(served!.body);
  const lot = audit.lots[0]!;
  const honest = { ...lot, links: lot.links.map((link) => ({ ...link, entry: link.entry - 1_000 })) };
  const bodies: [HoldingsAudit, string][] = [
    [{ ...audit, lots: [honest, ...audit.lots.slice(1)] }, 'claimed'],
    [
      { ...audit, lots: [{ ...lot, before: { ...lot.before!, count: 7 } }, ...audit.lots.slice(1)] },
      'claimed',
    ],
    [{ ...audit, unchanged: [new Uint8Array(32), ...audit.unchanged] }, 'claimed'],
  ];
  for (const [change, expected] of bodies) {
    const body = Buffer.from(formatAudit(change)).toString('base64');
    assert.equal(checkAlarm({ ...alarm, served: [{ ...served!, body }] }, stage.key).outcome, expected);
  }
  const births = alarm.entries.filter(({ index }) => index !== alarm.entries.at(-2)?.index);
  assert.equal(checkAlarm({ ...alarm, entries: births }, stage.key).outcome, 'unfounded');
  assert.equal(checkAlarm({ ...alarm, served: [] }, stage.key).outcome, 'unfounded');
});

test('a map that was made anew with another past is found at its next root', async (t) => {
  const [stage, party] = await gin(t);
  const mirror = await stage.mirror({ apiKey: undefined });
  await rooted(stage, party, 'P');
  await mirror.holds();
  const next = await rooted(stage, party, 'Q');
  // What a node serves that rebuilt its map with other draws: its own leaves of then are not those that it signed.
  stage.spoil = async (path, real) => {
    if (path !== `/log/audit/${next}`) return undefined;
    const audit = auditOf(new Uint8Array(await (await real()).arrayBuffer()));
    const unchanged = audit.unchanged.map(() => new Uint8Array(32).fill(7));
    return new Response(Uint8Array.from(formatAudit({ ...audit, unchanged })), {
      headers: { 'content-type': 'application/json' },
    });
  };
  const [alarm] = await mirror.alarmed({ AUDIT_INVALID: 'claimed' });
  stage.spoil = undefined;
  await rooted(stage, party, 'R');
  assert.deepEqual((await mirror.round()).audits, { ...none, held: 2, wrong: 1 });
  // The audit that holds is no cause for alarm, whoever says so.
  const body = Buffer.from(stage.world.node.audit(next)!).toString('base64');
  const served = [{ path: `/log/audit/${next}`, body }];
  assert.equal(checkAlarm({ ...alarm!, served }, stage.key).outcome, 'unfounded');
});

test('nobody makes up proof against an honest log out of leaves that are void', async (t) => {
  const [stage, party] = await gin(t);
  const { node, world } = stage.world;
  await rooted(stage, party, 'V');
  const born = node.lot(lotId('V'))!.entry!;
  assert.ok((await node.erase(born, '/annex/0/births/0', 'asked for')).ok);
  const voided = node.holdingsRoot()!.entry;
  const next = await rooted(stage, party, 'W');
  const seen = (index: number): { index: number; lots: number; root: Uint8Array } => {
    const { firstLot, digest } = world.entries.get(index)!;
    return { index, lots: firstLot, root: digest };
  };
  const zeros = new Uint8Array(32);
  const nothing = { count: 0, last: 0, chain: zeros, sealed: zeros };
  const audit = auditOf(node.audit(next)!);
  const births = [{ entry: node.lot(lotId('W'))!.entry!, firstLot: 1, lotCount: 1 }];
  const link = { entry: voided + 1, delta: zeros };
  for (const links of [[], [link]])
    for (const sealed of [zeros, null]) {
      // The one leaf that did not change stands there opened, as if it were not void.
      const made: HoldingsAudit = {
        ...audit,
        lots: [{ number: 0, before: nothing, links, sealed }, ...audit.lots],
        unchanged: [],
      };
      const checked = checkAudit(made, seen(voided), seen(next), births, nodePrimitives);
      assert.equal(
        checked.ok ? null : checked.refusal.code,
        sealed === null && links.length === 0 ? null : 'AUDIT_LINKS_INVALID',
      );
      if (!checked.ok) assert.equal(isCommittedTo(made, seen(voided), seen(next), nodePrimitives), false);
    }
});

test('nor out of two roots in the wrong order', async (t) => {
  const [stage, party] = await gin(t);
  const { node } = stage.world;
  const first = await rooted(stage, party, 'V');
  const born = node.lot(lotId('V'))!.entry!;
  assert.ok((await node.erase(born, '/annex/0/births/0', 'asked for')).ok);
  const voided = node.holdingsRoot()!.entry;
  const mirror = await stage.mirror({ apiKey: undefined });
  stage.spoil = (path) =>
    path === `/log/audit/${voided}`
      ? new Response('{}', { headers: { 'content-type': 'application/json' } })
      : undefined;
  const [alarm] = await mirror.alarmed({ AUDIT_INVALID: 'claimed' });
  const zeros = new Uint8Array(32);
  const [lot] = auditOf(node.audit(first)!).lots;
  const before = { count: 0, last: 0, chain: zeros, sealed: zeros };
  const backwards = { from: voided, to: first, lots: [{ ...lot!, before }], unchanged: [] };
  const body = Buffer.from(formatAudit(backwards)).toString('base64');
  const made = {
    ...alarm!,
    served: [{ path: '', body }],
    entries: [...alarm!.entries].reverse(),
  };
  assert.equal(checkAlarm(made, stage.key).outcome, 'claimed');
});

function auditIn(body: string): HoldingsAudit {
  return auditOf(new Uint8Array(Buffer.from(body, 'base64')));
}

function auditOf(bytes: Uint8Array): HoldingsAudit {
  const parsed = parseAudit(bytes);
  assert.ok(parsed.ok);
  return parsed.audit;
}
