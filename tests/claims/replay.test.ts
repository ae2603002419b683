// The same log gives the same state and the same verdicts: on another node, after a crash, and under the rules of then.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { stateHash } from '../../src/domain/ledger/state-hash.ts';
import { rebuild } from '../../src/flow/recover.ts';
import type { JsonMembers } from '../../src/scenario/case/value.ts';
import { chance } from '../../src/scenario/chance.ts';
import { lotId } from '../capture/said.ts';
import { fresh } from '../property/shuffle.ts';
import { openCast } from '../record/cast.ts';
import { shirt, tellChain, tellRecords } from '../record/chain.ts';
import { openTestWorld, type TestWorld } from '../support/world.ts';
import { assertSameFromEvidence, packsWith, withCase } from './stage.ts';

const laterMs = Date.UTC(2027, 5, 1);

function verdictsOf({ node }: TestWorld, lots: readonly string[]): Promise<string[]> {
  return Promise.all(lots.map(async (lot) => JSON.stringify(await node.verdicts(lot, laterMs))));
}

test('two nodes with the same statements: same state, same verdicts; and again after rebuilding and restarting', async () => {
  const cast = await openCast();
  await tellChain(cast);
  await tellRecords(cast);
  const { world } = cast;
  const { size } = world.node.head();
  const statements = Array.from({ length: size }, (_, entry) => world.node.statement(entry)!);
  const lots = [lotId('YARN'), shirt, lotId('NOBODYS')];
  const told = await verdictsOf(world, lots);
  assert.ok(
    told.every((one) => one.includes('"claim":')),
    'each lot is claimed',
  );
  const [one, other] = [await fresh(statements), await fresh(statements)];
  assert.equal(one.node.stateHash(), other.node.stateHash());
  assert.deepEqual(await verdictsOf(one, lots), await verdictsOf(other, lots));
  for (const each of [world, one]) {
    const before = each.node.stateHash();
    const verdicts = await verdictsOf(each, lots);
    assert.equal(stateHash(rebuild(each.world).state.ledger), before, 'rebuilt');
    const again = await each.restart();
    assert.equal(again.node.stateHash(), before, 'restarted');
    assert.deepEqual(await verdictsOf(again, lots), verdicts);
    await again.close();
  }
  await other.close();
});

interface Line {
  said?: string;
  kind?: string;
  entry?: number;
}

async function runAndKill(directory: string, run: number, afterMs: number): Promise<Line[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts'), directory, String(run)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let told = '';
  let armed = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    told += text;
    if (armed || !told.includes('ready')) return;
    armed = true;
    setTimeout(() => child.kill('SIGKILL'), afterMs);
  });
  const [[code, signal]] = await Promise.all([once(child, 'exit'), once(child.stdout, 'close')]);
  assert.deepEqual([code, signal], [null, 'SIGKILL']);
  const whole = told.slice(0, told.lastIndexOf('\n')).split('\n');
  return whole.map((line) => JSON.parse(line) as Line);
}

test('killed 4 times while it says records: nothing acknowledged is lost', { timeout: 240_000 }, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'selvedge-kill-records-'));
  const random = chance(16);
  const acknowledged: Line[] = [];
  for (let run = 0; run < 4; run += 1) {
    acknowledged.push(
      ...(await runAndKill(directory, run, random.whole(10, 120))).filter(({ said }) => said),
    );
    const world = await openTestWorld({ directory });
    world.check();
    for (const { said, kind, entry } of acknowledged) {
      const [record] = world.node.recordsAt([entry!]);
      const claims = record?.claims as { certificate?: string; claim?: string; about?: string } | undefined;
      assert.deepEqual([record?.kind, claims?.certificate ?? claims?.claim ?? claims?.about], [kind, said]);
    }
    assert.equal(stateHash(rebuild(world.world).state.ledger), world.node.stateHash());
    world.data.close();
  }
  assert.ok(acknowledged.length > 8, `${acknowledged.length} acknowledged`);
  rmSync(directory, { recursive: true });
});

/** The newest OCS of the installation, changed. */
function changed(name: string, version: string, change: (claims: JsonMembers[]) => void): JsonMembers {
  const { content } = packsWith()('ocs', { file: name, pointer: '' });
  const copy = structuredClone(content);
  change(copy['claims'] as JsonMembers[]);
  return { ...copy, version };
}

/** Version B takes no claims of goods from several sources. */
const stricter = changed('B', 'B', (claims) => {
  for (const claim of claims) claim['models'] = ['identity-preserved'];
});

test('old verdicts stay as they were under old rules; what is claimed later is judged by the later ones', async () => {
  const adopted = { ocs: stricter };
  await withCase({ base: 'organic-cotton' }, async (played) => {
    const { stage } = played;
    const { node, clock, names } = stage;
    const lot = played.lot('shirt/1');
    const maker = names.party('maker', { file: '', pointer: '' });
    const atMs = clock.nowMs;
    const before = JSON.stringify(await node.verdicts(lot, atMs));
    assert.equal((await played.verdict('shirt/1')).result, 'holds');
    clock.nowMs += 86_400_000;
    const fromMs = clock.nowMs + 86_400_000;
    const { pack, version, content } = packsWith(adopted)('ocs', { file: '', pointer: '' });
    const tellPack = (from: number): ReturnType<typeof node.say> =>
      node.say(node.operator, 'pack', { pack, version, content, from: new Date(from).toISOString() });
    const backdated = await tellPack(atMs - 86_400_000 * 2);
    assert.deepEqual(backdated.ok ? [] : backdated.refusals.map(({ code }) => code), ['PACK_BACKDATED']);
    const taken = await tellPack(fromMs);
    assert.ok(taken.ok, JSON.stringify(taken));
    clock.nowMs = fromMs + 3_600_000;
    const again = {
      scheme: 'ocs',
      code: 'ocs-100',
      model: 'segregated',
      sharePpm: 1_000_000,
      restsOn: [],
      lots: [lot],
    };
    const second = await node.say(maker, 'claim', { claim: 'urn:selvedge:second', ...again });
    assert.ok(second.ok, JSON.stringify(second));

    assert.equal(JSON.stringify(await node.verdicts(lot, atMs)), before, 'to the byte, at the same moment');
    const now = await node.verdicts(lot, clock.nowMs);
    assert.ok(now.ok);
    const versions = now.value.map((one) => [one.claim, one.result, one.pack?.version]);
    assert.deepEqual(versions, [
      ['urn:selvedge:second', 'fails', 'B'],
      ['urn:selvedge:shirt-organic', 'holds', '3.0'],
    ]);
    assert.ok(now.value[0]!.findings.some(({ code }) => code === 'MODEL_NOT_ALLOWED'));
    await assertSameFromEvidence(played, 'shirt/1', atMs);
    await assertSameFromEvidence(played, 'shirt/1', clock.nowMs);
  });
});
