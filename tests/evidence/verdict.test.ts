import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type CheckName,
  type Evidence,
  formatEvidence,
  type Level,
  purePrimitives,
  utf8Bytes,
  type Verdict,
  verifyEvidence,
  type VerifyOptions,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { draftEvents } from '../../src/domain/statement/draft.ts';
import { honestChain, smallChain } from './chain.ts';
import { harvest, itemId, lotId, make, pack, pallet, SmallWorld, type Speaker, speaker } from './world.ts';

function verdictOf(evidence: Evidence, options: VerifyOptions = {}): Verdict {
  return verifyEvidence(formatEvidence(evidence), { primitives: nodePrimitives, ...options });
}

function resultOf(verdict: Verdict, name: CheckName): string {
  const { result, code } = verdict.checks.find((check) => check.name === name)!;
  return code === undefined ? result : `${result} ${code}`;
}

/** Fails with this code, alone: nothing else fails. */
function assertFailsAlone(verdict: Verdict, name: CheckName, code: string): void {
  const failures = verdict.checks.filter(({ result }) => result === 'fail');
  assert.deepEqual(
    failures.map((check) => `${check.name} ${check.code}`),
    [`${name} ${code}`],
    JSON.stringify(verdict.checks, null, 1),
  );
  assert.equal(verdict.ok, false);
}

/** `smallChain` and two events more: a place to add one wrong statement to. */
function farmWorld(): { world: SmallWorld; farm: Speaker } {
  const world = new SmallWorld();
  const farm = speaker('https://party.example/farm');
  world.enrol(farm);
  world.say(farm, [harvest({ A1: 1000 })], [{ births: [lotId('A1')], country: 'IN' }]);
  return { world, farm };
}

/** A statement of `party` signed by the key of `by`, which it names or not. */
function sayAs(
  world: SmallWorld,
  party: string,
  kid: string,
  by: Speaker,
  events: Record<string, unknown>[],
  lots: string[],
): number {
  const births = lots.map((lot) => ({ lot, secret: 'AAAAAAAAAAAAAAAAAAAAAA' }));
  let salt = 1000 + world.entries.length * 100;
  const tools = {
    primitives: nodePrimitives,
    nextSalt: () => {
      salt += 1;
      return Buffer.from(String(salt).padStart(16, '0')).toString('base64url');
    },
  };
  const document = {
    '@context': [],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-03-01T00:00:00Z',
    epcisBody: {},
  };
  return world.append(
    by,
    draftEvents(
      { party, kid },
      1772323200,
      document,
      events,
      events.map((_event, at) => ({ births: at === 0 ? births : [] })),
      'property',
      tools,
    ),
    lots,
  );
}

describe('an honest chain', () => {
  test('verifies in full, with origins to the gram', () => {
    const { world, shirt } = honestChain();
    const verdict = verdictOf(world.evidence(shirt), { logKey: world.logKey });
    assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
    const results = verdict.checks.map(({ name, result }) => `${name} ${result}`);
    assert.deepEqual(results, [
      'form pass',
      'disclosures pass',
      'signatures pass',
      'keys pass',
      'inclusion pass',
      'checkpoint pass',
      'consistency not-checked',
      'balances pass',
      'trace pass',
      'gaps pass',
    ]);
    assert.deepEqual(verdict.log, { origin: world.origin, size: world.entries.length, pinned: true });
    // 500 g of fabric; of the yarn behind it 20 of 390 parts come back as waste, so lint stands behind it with 380/370.
    const lint = (500 * 380) / 370;
    const { origins, countries, lots, events, gaps, custodialStatements } = verdict.answer!;
    assert.deepEqual(
      origins.map(({ id, amount, share, country, region, place, dimension }) => ({
        id,
        amount,
        share,
        country,
        region,
        place,
        dimension,
      })),
      [
        {
          id: lotId('A1'),
          amount: round((lint * 600) / 980),
          share: 0.6,
          country: 'IN',
          region: 'IN-GJ',
          place: 'https://place.example/farm-a',
          dimension: 'mass',
        },
        {
          id: lotId('B1'),
          amount: round((lint * 400) / 980),
          share: 0.4,
          country: 'PK',
          region: 'PK-PB',
          place: 'https://place.example/farm-b',
          dimension: 'mass',
        },
      ],
    );
    assert.deepEqual(
      countries.map(({ country, share, origins: count }) => [country, share, count]),
      [
        ['IN', 0.6, 1],
        ['PK', 0.4, 1],
      ],
    );
    assert.deepEqual(
      { lots, events, gaps, custodialStatements },
      { lots: 9, events: 8, gaps: [], custodialStatements: 1 },
    );
    const gin = verdict.signers.find(({ name }) => name === 'Anand Ginning');
    assert.deepEqual(gin, {
      party: 'https://party.example/gin',
      name: 'Anand Ginning',
      custody: 'device',
      statements: 2,
    });
  });

  test('both back ends give the same verdict', () => {
    const { world, shirt } = honestChain();
    const evidence = world.evidence(shirt, { since: 5 });
    assert.deepEqual(verdictOf(evidence, { primitives: purePrimitives }), verdictOf(evidence));
  });

  const levels: [Level, { region: string | null; place: boolean; amounts: boolean; name: string | null }][] =
    [
      ['country', { region: null, place: false, amounts: false, name: null }],
      ['region', { region: 'IN-GJ', place: false, amounts: false, name: null }],
      ['site', { region: 'IN-GJ', place: true, amounts: false, name: 'Anand Ginning' }],
      ['full', { region: 'IN-GJ', place: true, amounts: true, name: 'Anand Ginning' }],
    ];
  for (const [level, shows] of levels) {
    test(`at level ${level} it verifies and shows what the level shows`, () => {
      const { world, shirt, gin } = honestChain();
      const verdict = verdictOf(world.evidence(shirt, { level }));
      assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
      assert.equal(verdict.log?.pinned, false);
      const first = verdict.answer?.origins.find(({ id }) => id === lotId('A1'));
      assert.equal(first?.country, 'IN');
      assert.equal(first?.region, shows.region);
      assert.equal(first?.place !== null, shows.place);
      assert.equal(first?.amount !== null && first?.share !== null, shows.amounts);
      assert.equal(verdict.signers.find(({ party }) => party === gin.party)?.name, shows.name);
      assert.equal(resultOf(verdict, 'balances'), shows.amounts ? 'pass' : 'not-checked');
      const detail = verdict.checks.find(({ name }) => name === 'balances')?.detail ?? '';
      if (!shows.amounts) assert.match(detail, /^Not computable: quantities withheld; for 3 of 11 lots /);
      assert.deepEqual(verdict.answer?.countries.map(({ country }) => country).sort(), ['IN', 'PK']);
    });
  }
});

describe('each check fails alone', () => {
  test('form: a byte order mark, another key order, a space, a number in another spelling', () => {
    const text = Buffer.from(smallChain().file(lotId('Z9'))).toString();
    for (const [wrong, code] of [
      [`\uFEFF${text}`, 'EVIDENCE_NOT_JSON'],
      [text.trimEnd(), 'EVIDENCE_NOT_CANONICAL'],
      [text.replace('{', '{ '), 'EVIDENCE_NOT_CANONICAL'],
      [text.replace('"index":1,', '"index":1e0,'), 'EVIDENCE_NOT_CANONICAL'],
      [text.replace('"index":1,', '"index":1,"index":1,'), 'EVIDENCE_NOT_CANONICAL'],
      [text.replace('"index":1,', '"index":1.5,'), 'EVIDENCE_MEMBER_INVALID'],
      [text.replace('"index":1,', '"index":0,'), 'STATEMENTS_NOT_ASCENDING'],
      [text.replace(/("direction":"back"),?/, '$1,"more":1'), 'EVIDENCE_MEMBER_INVALID'],
      [text.replace(/("id":"[^"]*"),("direction":"back")/, '$2,$1'), 'EVIDENCE_MEMBER_INVALID'],
    ] as const) {
      assert.notEqual(wrong, text);
      const verdict = verifyEvidence(utf8Bytes(wrong));
      assertFailsAlone(verdict, 'form', code);
      assert.ok(verdict.checks.slice(1).every(({ result }) => result === 'not-checked'));
    }
  });

  test('disclosures: of one statement under another', () => {
    const evidence = smallChain().evidence(lotId('Z9'));
    const statements = evidence.statements.map((one) => ({ ...one }));
    const [left, right] = [statements[3]!, statements[4]!].map((one) => one.sdjwt.split('~'));
    statements[3]!.sdjwt = [left![0], ...right!.slice(1)].join('~');
    const verdict = verdictOf({ ...evidence, statements });
    assertFailsAlone(verdict, 'disclosures', 'DISCLOSURE_UNREFERENCED');
    assert.equal(resultOf(verdict, 'checkpoint'), 'pass');
    assert.equal(resultOf(verdict, 'balances'), 'not-checked');
  });

  test('disclosures: a statement that the log has twice', () => {
    const { world, farm } = farmWorld();
    const { sdjwt, lots } = world.entries[2]!;
    world.entries.push({
      ...world.entries[2]!,
      index: 3,
      firstLot: 1,
      recordedAtMs: world.entries[2]!.recordedAtMs + 1,
      sdjwt,
      lots,
    });
    assert.equal(farm.party, 'https://party.example/farm');
    assertFailsAlone(verdictOf(world.evidence(lotId('A1'))), 'disclosures', 'STATEMENT_REPEATED');
  });

  test('signatures: not by the key that is named', () => {
    const { world, farm } = farmWorld();
    sayAs(
      world,
      farm.party,
      farm.kid,
      speaker('https://party.example/thief'),
      [make({ A1: 10 }, { B1: 10 })],
      [lotId('B1')],
    );
    const verdict = verdictOf(world.evidence(lotId('B1')));
    assertFailsAlone(verdict, 'signatures', 'SIGNATURE_INVALID');
    assert.equal(resultOf(verdict, 'keys'), 'not-checked');
  });

  test('signatures: genesis not shown, so that its key is unknown', () => {
    const world = smallChain();
    assertFailsAlone(
      verdictOf(world.evidence(lotId('Z9'), { shown: [1, 2, 3, 4] })),
      'signatures',
      'KEY_NOT_SHOWN',
    );
  });

  test('keys: a log that does not begin with its operator', () => {
    const world = new SmallWorld();
    world.entries.length = 0;
    const farm = speaker('https://party.example/farm');
    world.record(farm, 'party', { party: farm.party }, {});
    world.enrol(farm, { by: farm });
    world.say(farm, [harvest({ A1: 1000 })], [{ births: [lotId('A1')], country: 'IN' }]);
    assertFailsAlone(verdictOf(world.evidence(lotId('A1'))), 'keys', 'GENESIS_MISSING');
  });

  test('keys: the key of another party', () => {
    const { world, farm } = farmWorld();
    const thief = speaker('https://party.example/thief');
    world.enrol(thief);
    const entry = sayAs(world, farm.party, thief.kid, thief, [make({ A1: 10 }, { B1: 10 })], [lotId('B1')]);
    const verdict = verdictOf(world.evidence(lotId('B1')));
    assertFailsAlone(verdict, 'keys', 'KEY_OF_ANOTHER_PARTY');
    assert.deepEqual(verdict.checks.find(({ name }) => name === 'keys')?.entries, [3, entry]);
    assert.equal(verdict.answer, null);
  });

  test('keys: revoked before it speaks, with an event dated before that', () => {
    const { world, farm } = farmWorld();
    world.revoke(farm);
    world.say(
      farm,
      [make({ A1: 10 }, { B1: 10 }, { eventTime: '2020-01-01T00:00:00Z' })],
      [{ births: [lotId('B1')] }],
    );
    assertFailsAlone(verdictOf(world.evidence(lotId('B1'))), 'keys', 'KEY_REVOKED');
  });

  test('keys: spoken with before it was enrolled', () => {
    const world = new SmallWorld();
    const farm = speaker('https://party.example/farm');
    world.say(farm, [harvest({ A1: 1000 })], [{ births: [lotId('A1')] }]);
    world.enrol(farm);
    assertFailsAlone(verdictOf(world.evidence(lotId('A1'))), 'keys', 'KEY_NOT_ENROLLED');
  });

  test('keys: enrolled by a stranger, or without its own signature; what such a statement enrols cannot speak', () => {
    for (const [code, enrol] of [
      [
        'NOT_YOURS_TO_SAY',
        (world: SmallWorld, farm: Speaker, mill: Speaker) => world.enrol(mill, { by: farm }),
      ],
      [
        'KEY_NOT_POSSESSED',
        (world: SmallWorld, farm: Speaker, mill: Speaker) => world.enrol(mill, { holder: farm }),
      ],
    ] as const) {
      const { world, farm } = farmWorld();
      const mill = speaker('https://party.example/mill');
      enrol(world, farm, mill);
      world.say(mill, [make({ A1: 10 }, { B1: 10 })], [{ births: [lotId('B1')] }]);
      const verdict = verdictOf(world.evidence(lotId('B1')));
      assertFailsAlone(verdict, 'keys', code);
      assert.match(verdict.checks[3]?.detail ?? '', /and 1 more/);
    }
  });

  test('keys: a rotated key speaks on, the old one does not', () => {
    const { world, farm } = farmWorld();
    const renewed = speaker(farm.party, 'the new key');
    world.enrol(renewed, { by: farm, revokes: farm.kid });
    world.say(renewed, [make({ A1: 10 }, { B1: 10 })], [{ births: [lotId('B1')] }]);
    assert.equal(verdictOf(world.evidence(lotId('B1'))).ok, true);
    world.say(farm, [make({ B1: 10 }, { C1: 10 })], [{ births: [lotId('C1')] }]);
    assertFailsAlone(verdictOf(world.evidence(lotId('C1'))), 'keys', 'KEY_REVOKED');
  });

  test('inclusion: another time, another number, another hash of the proof, one hash more', () => {
    const world = smallChain();
    const evidence = world.evidence(lotId('Z9'), { shown: [0, 1, 3, 4] });
    assert.equal(evidence.proof.length, 1);
    const changed = (change: object): Evidence => ({
      ...evidence,
      statements: evidence.statements.map((one, at) => (at === 2 ? { ...one, ...change } : one)),
    });
    const proof = [world.evidence(lotId('Z9'), { shown: [0, 1, 2, 4] }).proof[0]!];
    for (const wrong of [
      changed({ recordedAtMs: 1 }),
      changed({ firstLot: 7 }),
      { ...evidence, proof },
      { ...evidence, proof: [] },
      { ...evidence, proof: [...evidence.proof, ...proof] },
    ]) {
      assertFailsAlone(verdictOf(wrong), 'inclusion', 'ROOT_DIFFERS');
    }
  });

  test('inclusion: a log that counts lots wrongly, numbers them twice or turns its clock back', () => {
    for (const [code, change] of [
      ['LOT_COUNT_DIFFERS', { lotCount: 2 }],
      ['LOT_NUMBERS_DIFFER', { firstLot: 0 }],
      ['LOT_NUMBERS_DIFFER', { firstLot: 2 }],
      ['TIME_GOES_BACK', { recordedAtMs: 5 }],
    ] as const) {
      const { world, farm } = farmWorld();
      world.say(farm, [make({ A1: 10 }, { B1: 10 })], [{ births: [lotId('B1')] }]);
      Object.assign(world.entries[3]!, change);
      assertFailsAlone(verdictOf(world.evidence(lotId('B1'))), 'inclusion', code);
    }
  });

  test('checkpoint: another log than the pinned one, another signer, a further signature', () => {
    const world = smallChain();
    const evidence = world.evidence(lotId('Z9'));
    assertFailsAlone(verdictOf(evidence, { logKey: `${world.logKey}x` }), 'checkpoint', 'LOG_KEY_DIFFERS');
    const wrongText = evidence.checkpoint.replace(/\n5\n/, '\n5\n').replace(/.{8}\n$/, 'AAAAAA==\n');
    assertFailsAlone(
      verdictOf({ ...evidence, checkpoint: wrongText }),
      'checkpoint',
      'NOTE_SIGNATURE_INVALID',
    );
    assertFailsAlone(
      verdictOf({ ...evidence, checkpoint: `${evidence.checkpoint}— other.example AAAAAAAA\n` }),
      'checkpoint',
      'CHECKPOINT_SIGNATURES',
    );
    const other = `${evidence.log.slice(0, -4)}AAA=`;
    assertFailsAlone(verdictOf({ ...evidence, log: other }), 'checkpoint', 'LOG_KEY_INVALID');
  });

  test('balances: more drawn than produced names the lot, both amounts and the entries', () => {
    const { world, farm } = farmWorld();
    world.say(farm, [make({ A1: 700 }, { B1: 700 })], [{ births: [lotId('B1')] }]);
    world.say(farm, [make({ A1: 400 }, { C1: 400 })], [{ births: [lotId('C1')] }]);
    const verdict = verdictOf(world.evidence(lotId('C1')));
    assertFailsAlone(verdict, 'balances', 'LOT_OVERDRAWN');
    const { detail, entries } = verdict.checks.find(({ name }) => name === 'balances')!;
    assert.equal(detail, `1100 kg is drawn from ${lotId('A1')}, of which 1000 kg was produced.`);
    assert.deepEqual(entries, [2, 3, 4]);
  });

  test('balances: one item made twice, and more mass out than in', () => {
    const { world, farm } = farmWorld();
    world.say(
      farm,
      [{ ...harvest({}), quantityList: [], epcList: [itemId('1')] }],
      [{ births: [itemId('1')] }],
    );
    world.say(
      farm,
      [{ ...harvest({}), quantityList: [], epcList: [itemId('1')], eventTime: '2026-02-02T08:00:00Z' }],
      [{}],
    );
    assertFailsAlone(verdictOf(world.evidence(itemId('1'))), 'balances', 'MADE_TWICE');
    const more = farmWorld();
    more.world.say(more.farm, [make({ A1: 100 }, { B1: 111 })], [{ births: [lotId('B1')] }]);
    assertFailsAlone(verdictOf(more.world.evidence(lotId('B1'))), 'balances', 'OUTPUT_EXCEEDS_INPUT');
  });

  test('trace: the file does not answer its question', () => {
    const verdict = verdictOf(smallChain().evidence(lotId('OTHER')));
    assertFailsAlone(verdict, 'trace', 'QUESTION_NOT_ANSWERED');
    assert.equal(verdict.answer, null);
  });

  test('gaps never fail: a lot that nobody declares, a quantity that nobody states', () => {
    const { world, farm } = farmWorld();
    world.say(farm, [make({ X1: 5, A1: null }, { B1: 5 })], [{ births: [lotId('B1')] }]);
    const verdict = verdictOf(world.evidence(lotId('B1')));
    assert.equal(verdict.ok, true);
    assert.equal(resultOf(verdict, 'gaps'), 'not-checked');
    assert.deepEqual(
      verdict.answer?.gaps.map(({ kind, lot, entries }) => [kind, lot, entries]),
      [
        ['undeclared-lot', lotId('X1'), [3]],
        ['unknown-quantity', lotId('A1'), [2, 3]],
      ],
    );
    assert.deepEqual(
      verdict.answer?.origins.map(({ id, amount, share }) => [id, amount, share]),
      [
        [lotId('X1'), 5000, null],
        [lotId('A1'), null, null],
      ],
    );
  });
});

describe('consistency with an earlier checkpoint', () => {
  const { world, shirt } = honestChain();
  const size = world.entries.length;
  for (const since of [1, 2, 3, 4, 7, 8, size - 1, size]) {
    test(`grown from ${since} to ${size}`, () => {
      const verdict = verdictOf(world.evidence(shirt, { since }), { earlier: world.checkpoint(since) });
      assert.equal(resultOf(verdict, 'consistency'), 'pass');
      assert.equal(verdict.ok, true);
    });
  }

  test('the same head; no proof; a later head; none given', () => {
    assert.equal(
      resultOf(verdictOf(world.evidence(shirt), { earlier: world.checkpoint() }), 'consistency'),
      'pass',
    );
    const unproven = verdictOf(world.evidence(shirt, { since: 3 }), { earlier: world.checkpoint(4) });
    assert.equal(resultOf(unproven, 'consistency'), 'not-checked');
    assert.match(unproven.checks[6]?.detail ?? '', /--since 4/);
    const small = smallChain();
    const earlierFile = small.evidence(lotId('Z9'));
    small.revoke(speaker('https://party.example/farm'));
    assert.equal(
      resultOf(verdictOf(earlierFile, { earlier: small.checkpoint() }), 'consistency'),
      'not-checked',
    );
    assert.equal(resultOf(verdictOf(world.evidence(shirt)), 'consistency'), 'not-checked');
  });

  test('a forked log, of the same size and grown', () => {
    const fork = honestChain().world;
    fork.entries[2] = { ...fork.entries[2]!, recordedAtMs: fork.entries[2]!.recordedAtMs + 1 };
    assertFailsAlone(
      verdictOf(world.evidence(shirt), { earlier: fork.checkpoint() }),
      'consistency',
      'LOG_FORKED',
    );
    assertFailsAlone(
      verdictOf(world.evidence(shirt, { since: 5 }), { earlier: fork.checkpoint(5) }),
      'consistency',
      'LOG_FORKED',
    );
  });

  test('a proof that proves nothing fails even if nobody asks; a note of another log', () => {
    const evidence = world.evidence(shirt, { since: 5 });
    const consistency = {
      ...evidence.consistency!,
      root: world.evidence(shirt, { since: 4 }).consistency!.root,
    };
    assertFailsAlone(verdictOf({ ...evidence, consistency }), 'consistency', 'CONSISTENCY_NOT_PROVEN');
    assertFailsAlone(verdictOf(evidence, { earlier: 'no note' }), 'consistency', 'EARLIER_NOT_OF_THIS_LOG');
  });
});

describe('counting', () => {
  test('an error declaration takes back what it names', () => {
    const { world, farm } = farmWorld();
    const wrong = make({ A1: 900 }, { B1: 900 }, { eventID: 'urn:uuid:1' });
    world.say(farm, [wrong], [{ births: [lotId('B1')] }]);
    world.say(farm, [{ ...wrong, errorDeclaration: { declarationTime: '2026-02-02T00:00:00Z' } }]);
    world.say(farm, [make({ A1: 300 }, { C1: 300 })], [{ births: [lotId('C1')] }]);
    const verdict = verdictOf(world.evidence(lotId('C1')));
    assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
    assertFailsAlone(verdictOf(world.evidence(lotId('B1'))), 'trace', 'QUESTION_NOT_ANSWERED');
    // Without the declaration both stand, and more is drawn than there was.
    assertFailsAlone(
      verdictOf(world.evidence(lotId('C1'), { events: { 4: [] } })),
      'balances',
      'LOT_OVERDRAWN',
    );
  });

  test('what was unpacked from a pallet is not used up with it', () => {
    const { world, farm } = farmWorld();
    world.say(
      farm,
      [pack(pallet, { A1: 800 }), pack(pallet, { A1: 300 }, 'DELETE', { eventTime: '2026-02-01T09:00:00Z' })],
      [{ births: [pallet] }],
    );
    world.say(
      farm,
      [
        make({}, { B1: 500 }, { inputEPCList: [pallet] }),
        make({ A1: 500 }, { C1: 500 }, { eventTime: '2026-02-03T00:00:00Z' }),
      ],
      [{ births: [lotId('B1')] }, { births: [lotId('C1')] }],
    );
    const verdict = verdictOf(world.evidence(lotId('B1')));
    assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
    assert.deepEqual(
      verdict.answer?.origins.map(({ id, amount }) => [id, amount]),
      [[lotId('A1'), 500_000]],
    );
    world.say(farm, [make({ A1: 1 }, { D1: 1 })], [{ births: [lotId('D1')] }]);
    assertFailsAlone(verdictOf(world.evidence(lotId('B1'))), 'balances', 'LOT_OVERDRAWN');
  });

  test('a pallet that was emptied takes nothing with it', () => {
    const { world, farm } = farmWorld();
    world.say(
      farm,
      [pack(pallet, { A1: 800 }), { ...pack(pallet, {}, 'DELETE', { eventTime: '2026-02-01T09:00:00Z' }) }],
      [{ births: [pallet] }],
    );
    world.say(
      farm,
      [make({}, { B1: 500 }, { inputEPCList: [pallet] }), make({ A1: 1000 }, { C1: 1000 })],
      [{ births: [lotId('B1')] }, { births: [lotId('C1')] }],
    );
    const verdict = verdictOf(world.evidence(lotId('B1')));
    assert.equal(resultOf(verdict, 'balances'), 'pass');
    assert.deepEqual(
      verdict.answer?.origins.map(({ id }) => id),
      [pallet],
    );
  });

  test('events of one long process meet, and a loop that gives back all it takes ends', () => {
    const { world, farm } = farmWorld();
    const run = { transformationID: 'urn:run:7' };
    world.say(
      farm,
      [
        make({ A1: 100 }, {}, run),
        make({}, { B1: 60, C1: 40 }, { ...run, eventTime: '2026-02-03T00:00:00Z' }),
      ],
      [{}, { births: [lotId('B1'), lotId('C1')] }],
    );
    assert.deepEqual(
      verdictOf(world.evidence(lotId('B1'))).answer?.origins.map(({ id, amount }) => [id, amount]),
      [[lotId('A1'), 60_000]],
    );
    world.say(
      farm,
      [make({ E1: 10 }, { D1: 10 }), make({ D1: 10 }, { E1: 10 }, { eventTime: '2026-02-04T00:00:00Z' })],
      [{ births: [lotId('D1')] }, { births: [lotId('E1')] }],
    );
    const looping = verdictOf(world.evidence(lotId('D1')));
    assert.equal(looping.ok, true);
    assert.deepEqual(looping.answer?.origins, []);
  });

  test('a withheld input is a gap, and takes the shares with it', () => {
    const { world, shirt } = honestChain();
    const evidence = world.evidence(shirt);
    const hidden = lotId('B1');
    const statements = evidence.statements.map((one) => {
      const parts = one.sdjwt
        .split('~')
        .filter(
          (part, at) =>
            at === 0 ||
            part === '' ||
            !JSON.parse(Buffer.from(part, 'base64url').toString()).includes(hidden) ||
            one.index < 11,
        );
      return { ...one, sdjwt: parts.join('~') };
    });
    assert.notDeepEqual(statements, evidence.statements);
    const verdict = verdictOf({ ...evidence, statements });
    assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
    assert.deepEqual(
      verdict.answer?.origins.map(({ id, share }) => [id, share]),
      [[lotId('A1'), null]],
    );
    assert.deepEqual(
      verdict.answer?.gaps.map(({ kind }) => kind),
      ['withheld'],
    );
  });

  test('a statement whose other events are withheld answers all the same', () => {
    const { world, farm } = farmWorld();
    world.say(
      farm,
      [make({ A1: 10 }, { B1: 10 }), make({ A1: 20 }, { C1: 20 })],
      [{ births: [lotId('B1')] }, { births: [lotId('C1')] }],
    );
    const verdict = verdictOf(world.evidence(lotId('C1'), { events: { 3: [1] } }));
    assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
    assert.deepEqual(
      verdict.answer?.origins.map(({ amount }) => amount),
      [20_000],
    );
  });
});

test('200 statements of 20 speakers: the verdict counts them all (npm run bench measures how fast)', () => {
  const world = new SmallWorld();
  const farms = Array.from({ length: 20 }, (_one, at) => speaker(`https://party.example/farm-${at}`));
  for (const farm of farms) world.enrol(farm);
  for (let at = 0; at < 178; at += 1) {
    const batches = Object.fromEntries(Array.from({ length: 4 }, (_one, event) => [`H${at}-${event}`, 100]));
    world.say(
      farms[at % 20]!,
      Object.keys(batches).map((batch) => harvest({ [batch]: 100 })),
      Object.keys(batches).map((batch) => ({ births: [lotId(batch)], country: 'IN' })),
    );
  }
  const inputs = Object.fromEntries(Array.from({ length: 178 }, (_one, at) => [`H${at}-0`, 50]));
  world.say(farms[0]!, [make(inputs, { ALL: 8000 })], [{ births: [lotId('ALL')] }]);
  const file = world.file(lotId('ALL'));
  const verdict = verifyEvidence(file, { primitives: nodePrimitives });
  assert.equal(verdict.ok, true);
  assert.equal(verdict.answer?.origins.length, 178);
});

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
