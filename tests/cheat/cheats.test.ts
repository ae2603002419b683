// Every cheat is tried, and the whole table is as it stands here: who catches what, when, and with what proof.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { rollBack } from '../../src/cheat/case/roll-back.ts';
import { goOn } from '../../src/cheat/case/growth.ts';
import type { Cheat } from '../../src/cheat/cheat.ts';
import { cheats } from '../../src/cheat/corpus.ts';
import { ids, mills, say, spinning, yarnOf } from '../../src/cheat/ground/beginning.ts';
import { noChain } from '../../src/cheat/ground/chain.ts';
import { type Beginning, begin } from '../../src/cheat/ground/ground.ts';
import { isUncaught, matrix } from '../../src/cheat/table.ts';
import { type Tried, tryCheat } from '../../src/cheat/try.ts';

/** `!`: whoever it is holds proof that convicts the operator before a stranger. */
const expected: Readonly<Record<string, string>> = {
  fork: '· | now | now! | now! | now! | now! | now! | now',
  'one-victim': '· | now | now! | · | · | · | · | now',
  'two-states': '· | · | · | · | now! | now! | · | ·',
  'roll-back': '· | next | now !next | now !next | now !next | now !next | now !next | now',
  'stale-head': '· | now | now | · | · | · | · | now',
  'drop-statement': '· | now | now !next | now !next | now! | now! | now !next | now',
  'drop-from-file': 'now | now | now | · | · | · | · | ·',
  'back-date-entry': '· | now | now! | now! | now! | now! | now! | now',
  'stopped-clock': '· | · | next | · | now | now | · | ·',
  'rewrite-anchored': '· | now | now! | now! | now! | now! | now! | now',
  'swap-body': 'now | now | · | · | · | · | · | now',
  'stolen-key': 'now! | now! | · | · | · | now! | · | now',
  'old-key': '· | · | now! | · | · | now! | · | now',
  'other-log-key': 'now | now | now | now | now | now | · | now',
  'anchor-nothing': '· | · | · | · | · | · | now !next | ·',
  oversold: 'now! | now! | · | · | · | now | · | now',
  'small-leaf': 'now! | now! | now! | · | · | now! | · | now',
  'two-maps': '· | now | now! | now! | now! | now! | now! | now',
  'sold-twice': '· | · | next! | · | next | now! | · | now',
  'hide-claim': 'now | now | · | · | · | · | · | ·',
  'hide-revocation': '· | · | now | · | · | · | · | ·',
  'forged-custodial': '· | · | · | · | · | · | · | ·',
};

const chainColumn = 6;

let beginning: Beginning;
before(async () => {
  beginning = await begin();
});
after(() => beginning.close());

for (const cheat of cheats) {
  test(`${cheat.name}: ${cheat.title}`, async () => {
    const tried = await tryCheat(cheat, beginning);
    assert.deepEqual(tried.problems, []);
    assert.deepEqual(cellsOf(tried), expectedCells(cheat.name));
    for (const { by, checked } of tried.caught) assert.notEqual(checked?.holds, false, `${by} holds nothing`);
    if (isUncaught(tried)) assert.ok(tried.would, 'says what would catch it');
  });
}

test('of an honest operator nobody has anything to say', async () => {
  const honest: Cheat = {
    ...{ name: 'honest', title: 'No cheat', story: 'The log goes on.', promised: {} },
    play: async (ground, look) => {
      const { node } = ground.honest;
      await say(node, spinning(901, mills.one, ids.baleTwo, 'Y-002'));
      await node.publishHoldings();
      const asked = [ids.delivery, ids.yarnOne, ids.baleTwo, yarnOf(mills.one, 'Y-002')];
      await look({ when: 'at once', stage: ground.honest, asked });
      await goOn(ground, ground.honest);
      await look({ when: 'next head', stage: ground.honest, asked });
    },
  };
  assert.deepEqual((await tryCheat(honest, beginning)).caught, []);
});

test('what is not as promised is a problem: missed, late, or caught by somebody nobody counted on', async () => {
  const { caught, problems } = await tryCheat(
    {
      ...rollBack,
      promised: { ...rollBack.promised, 'one file': 'next head', 'file and policy': 'at once' },
    },
    beginning,
  );
  assert.ok(caught.length > 0);
  assert.deepEqual(problems, [
    'file and policy is promised to catch it at once, and does next head',
    'one file is promised to catch it and does not',
  ]);
  const unpromised = await tryCheat({ ...rollBack, promised: {} }, beginning);
  assert.ok(unpromised.problems.includes('two files catches it, and nobody promised that'));
});

test('the table above has each cheat, and no other', () => {
  assert.deepEqual(cheats.map(({ name }) => name).sort(), Object.keys(expected).sort());
});

test('the threat model tells the same', () => {
  const told = readFileSync(join(import.meta.dirname, '../../docs/threats.md'), 'utf8');
  for (const { name, title } of cheats)
    assert.ok(told.includes(`| ${title} (\`${name}\`) | ${expected[name]} |`), `docs/threats.md, ${name}`);
});

test('on a chain, too', { skip: noChain }, () => assert.ok(beginning.place));

function cellsOf(tried: Tried): string[] {
  return matrix([tried])[1]!.slice(1);
}

function expectedCells(name: string): string[] {
  const cells = expected[name]!.split(' | ');
  return noChain === false ? cells : cells.map((cell, at) => (at === chainColumn ? '–' : cell));
}
