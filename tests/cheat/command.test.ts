// `selvedge cheat`: what it prints, what it keeps, and that everybody's own commands check what it has kept.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, test } from 'node:test';
import { json, selvedge, temporaryFolder } from '../cli/run.ts';

const folder = temporaryFolder();
after(() => folder.remove());

interface Answer {
  ok: boolean;
  cheats: {
    name: string;
    caught: { by: string; when: string; code: string; proof: string | null }[];
    problems: string[];
  }[];
  unseen: { what: string; would: string }[];
  commands: string[];
}

test('a cheat by name: its catchers, its proofs, and each proof does with the command that is named for it', async () => {
  const proofs = folder.file('proofs');
  const { code, value } = await json<Answer>(['cheat', 'fork', 'stolen-key', '--keep', proofs]);
  assert.equal(code, 0);
  assert.deepEqual([value.ok, value.cheats.map(({ name }) => name)], [true, ['fork', 'stolen-key']]);
  const byWitness = value.cheats[0]?.caught.find(({ by }) => by === 'witness');
  assert.deepEqual(
    [byWitness?.code, byWitness?.when, byWitness?.proof],
    ['WITNESS_REFUSES', 'at once', 'heads'],
  );
  assert.ok(value.unseen.length >= 5 && value.unseen.every(({ would }) => would !== ''));
  assert.ok(readdirSync(proofs).length >= 8);
  for (const command of value.commands) {
    const [, ...args] = command.split(' ').map((word) => word.replaceAll("'", ''));
    const ran = await selvedge(args);
    const isAlarm = args.includes('--alarm');
    assert.equal(ran.code, isAlarm ? 0 : 1, `${command}: ${ran.out} ${ran.err}`);
    assert.match(ran.out, isAlarm ? /^proven / : /LOG_FORKED|KEY_REVOKED/);
  }
});

test('the table for people', async () => {
  const { code, out } = await selvedge(['cheat', 'hide-claim']);
  assert.equal(code, 0);
  assert.match(out, /^A second claim on the same cotton, not shown\n/);
  assert.match(out, /\nhide-claim +now +now +·/);
  assert.match(out, /Nobody outside catches/);
});

test('what is no cheat', async () => {
  const { code, err } = await selvedge(['cheat', 'nothing']);
  assert.equal(code, 2);
  assert.match(err, /there is no cheat nothing: fork, /);
});
