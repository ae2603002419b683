// Files of form 2: who outside stands behind them, what a reader may ask of that, and every byte of it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  type CheckName,
  type Evidence,
  formatEvidence,
  groundsOf,
  parseEvidence,
  type Verdict,
  verifyEvidence,
  type VerifyOptions,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { honestChain, smallChain } from './chain.ts';
import {
  archiveAnchor,
  cosignedAtSeconds,
  cosignedBy,
  cosigner,
  logAnchor,
  type Outside,
  withOutside,
} from './outside.ts';
import { recordedAnchors } from './recorded-anchors.ts';
import { harvest, lotId, SmallWorld, speaker } from './world.ts';

const recorded = recordedAnchors();
const [first, second, third] = [cosigner('w1.example'), cosigner('w2.example'), cosigner('w3.example')];
const archive = cosigner('archive.example');
const { world, shirt } = honestChain();
const plain = world.evidence(shirt);
const full: Outside = {
  witnesses: [first, second],
  anchors: [recorded.amongMany, archiveAnchor(world, 4, archive), logAnchor(world, 7)],
};

function verdictOf(evidence: Evidence, options: VerifyOptions = {}): Verdict {
  return verifyEvidence(formatEvidence(evidence), { primitives: nodePrimitives, ...options });
}

function checkOf(verdict: Verdict, name: CheckName): string {
  const { result, code } = verdict.checks.find((check) => check.name === name)!;
  return code === undefined ? result : `${result} ${code}`;
}

test('with witnesses and anchors a file says who and when, check by check', () => {
  const verdict = verdictOf(withOutside(world, plain, full), { blocks: recorded.blocks });
  assert.equal(verdict.ok, true, JSON.stringify(verdict.checks, null, 1));
  assert.deepEqual(
    verdict.checks.map(({ name, result }) => `${name} ${result}`),
    [
      'form pass',
      'disclosures pass',
      'signatures pass',
      'keys pass',
      'inclusion pass',
      'checkpoint pass',
      'consistency not-checked',
      'witnesses pass',
      'anchors pass',
      'holdings not-checked',
      'balances pass',
      'trace pass',
      'gaps pass',
    ],
  );
  const atMs = cosignedAtSeconds * 1000;
  assert.deepEqual(verdict.trust?.witnesses, [
    { name: 'w1.example', atMs, named: false },
    { name: 'w2.example', atMs: atMs + 60_000, named: false },
  ]);
  assert.deepEqual(
    verdict.trust?.anchors.map(({ chain, size, block, number }) => [
      chain.split(':')[0],
      size,
      block,
      number,
    ]),
    [
      ['eip155', 9, 'checked', 3],
      ['file', 4, null, null],
      ['tlog', 7, null, null],
    ],
  );
  assert.equal(verdict.trust?.quorum, null);
  assert.equal(verdict.trust?.holdings, null);
});

test('the words say what each fact rests on', () => {
  const verdict = verdictOf(withOutside(world, plain, full), { witnesses: [first.text] });
  const said = groundsOf(verdict.signers, verdict.trust!, verdict.log!.size);
  assert.deepEqual(
    said.map(({ about, stands }) => [about, stands]),
    [
      ['signers', false],
      ['witnesses', true],
      ['anchors', true],
      ['holdings', false],
    ],
  );
  const all = said.flatMap(({ says }) => says).join('\n');
  assert.match(
    all,
    /^6 parties signed what is shown: 5 with keys of their own, 1 by a key that the node keeps for it\.$/m,
  );
  assert.match(
    all,
    /w1\.example at 2026-03-01 01:00 UTC \(named by you\), w2\.example at 2026-03-01 01:01 UTC\./,
  );
  assert.match(
    all,
    /on chain eip155:31337, by contract 0x[0-9a-f]{40}, at 2030-01-01 01:00 UTC: anchored, block not checked/,
  );
  assert.match(
    all,
    /^The first 4 entries of the log, with a part of what is shown here, were anchored with the archive archive\.example, at 2026-03-03/m,
  );
  assert.match(
    all,
    /^The first 7 entries of the log, with a part of what is shown here, were anchored in the log other\.example\/log/m,
  );
  const bare = verdictOf(withOutside(world, plain, {}));
  const alone = groundsOf(bare.signers, bare.trust!, bare.log!.size);
  assert.deepEqual(
    alone.map(({ stands }) => stands),
    [false, false, false, false],
  );
});

describe('witnesses', () => {
  const file = withOutside(world, plain, { witnesses: [first, second] });
  const policy = (quorum: string): string =>
    `log ${world.logKey}\nwitness one ${first.text}\nwitness two ${second.text}\nwitness three ${third.text}\ngroup two-of-three 2 one two three\ngroup all all two-of-three\nquorum ${quorum}\n`;

  test('a policy pins the log, names witnesses and is met or not', () => {
    const met = verdictOf(file, { policy: policy('two-of-three') });
    assert.equal(met.ok, true);
    assert.equal(met.log?.pinned, true);
    assert.deepEqual(met.trust?.quorum, { needed: 2, met: true });
    assert.ok(met.trust?.witnesses.every(({ named }) => named));
    const none = verdictOf(file, { policy: policy('none') });
    assert.equal(checkOf(none, 'witnesses'), 'pass');
    assert.equal(none.trust?.quorum, null);
    const few = verdictOf(withOutside(world, plain, { witnesses: [second] }), {
      policy: policy('two-of-three'),
    });
    assert.equal(few.ok, false);
    assert.equal(checkOf(few, 'witnesses'), 'fail WITNESSES_TOO_FEW');
    assert.deepEqual(few.trust?.quorum, { needed: 2, met: false });
    const other = policy('none').replace(world.logKey, new SmallWorld('third.example/log').logKey);
    assert.equal(checkOf(verdictOf(file, { policy: other }), 'checkpoint'), 'fail LOG_KEY_DIFFERS');
    assert.equal(
      checkOf(verdictOf(file, { policy: policy('none'), logKey: world.logKey }), 'checkpoint'),
      'pass',
    );
  });

  test('the short form says the same', () => {
    const texts = [first.text, second.text, third.text];
    assert.equal(checkOf(verdictOf(file, { witnesses: texts, quorum: 2 }), 'witnesses'), 'pass');
    assert.equal(checkOf(verdictOf(file, { witnesses: texts }), 'witnesses'), 'fail WITNESSES_TOO_FEW');
    assert.equal(checkOf(verdictOf(file, { witnesses: [third.text], quorum: 0 }), 'witnesses'), 'pass');
    assert.equal(
      checkOf(verdictOf(file, { witnesses: [first.text, first.text, third.text], quorum: 2 }), 'witnesses'),
      'fail WITNESSES_TOO_FEW',
      'a key counts once',
    );
  });

  test('what cannot be read is not met', () => {
    const wishes: VerifyOptions[] = [
      { policy: 'quorum' },
      { witnesses: ['w'] },
      { quorum: 1 },
      { witnesses: [first.text], quorum: 2 },
      { witnesses: [first.text], quorum: Number.NaN },
      { witnesses: [world.logKey] },
      { policy: policy('none'), witnesses: [first.text] },
    ];
    for (const options of wishes)
      for (const one of [file, plain])
        assert.equal(checkOf(verdictOf(one, options), 'witnesses'), 'fail POLICY_MALFORMED');
  });

  test('a file of form 1 meets no quorum, and has the check only where somebody asks', () => {
    const asked = verdictOf(plain, { witnesses: [first.text] });
    assert.equal(asked.ok, false);
    assert.equal(checkOf(asked, 'witnesses'), 'fail WITNESSES_TOO_FEW');
    const pinned = verdictOf(plain, { policy: policy('none') });
    assert.equal(pinned.ok, true);
    assert.equal(pinned.log?.pinned, true);
    assert.equal(pinned.checks.length, 10);
    assert.equal('trust' in pinned, false);
  });

  test('cosignatures of other texts, in other order, twice, or of nobody fail', () => {
    const { checkpoint } = plain;
    const other = cosignedBy(world.checkpoint(9), [first]).split('\n').at(-2);
    const wrong: [Partial<Evidence>, string, string?][] = [
      [{ witnesses: [second.text, first.text] }, 'fail COSIGNATURE_INVALID'],
      [{ witnesses: [first.text] }, 'pass', 'fail CHECKPOINT_SIGNATURES'],
      [{ witnesses: [] }, 'not-checked', 'fail CHECKPOINT_SIGNATURES'],
      [
        { witnesses: [first.text, second.text, third.text] },
        'fail COSIGNATURE_INVALID',
        'fail CHECKPOINT_SIGNATURES',
      ],
      [
        { witnesses: [first.text, first.text], checkpoint: cosignedBy(checkpoint, [first, first]) },
        'fail COSIGNATURE_INVALID',
      ],
      [{ witnesses: [first.text], checkpoint: `${checkpoint}${other}\n` }, 'fail COSIGNATURE_INVALID'],
      [
        { witnesses: [world.logKey], checkpoint: cosignedBy(checkpoint, [first]) },
        'fail COSIGNATURE_INVALID',
      ],
      [
        { witnesses: [first.text], checkpoint: cosignedBy(checkpoint, [first], 2 ** 45) },
        'fail COSIGNATURE_INVALID',
      ],
      [{ witnesses: ['x'], checkpoint: cosignedBy(checkpoint, [first]) }, 'fail COSIGNATURE_INVALID'],
    ];
    for (const [change, witnesses, signatures = 'pass'] of wrong) {
      const verdict = verdictOf({ ...file, ...change });
      assert.equal(verdict.ok, false);
      assert.equal(checkOf(verdict, 'witnesses'), witnesses, JSON.stringify(change));
      assert.equal(checkOf(verdict, 'checkpoint'), signatures, JSON.stringify(change));
    }
    const [text = '', lines = ''] = file.checkpoint.split('\n\n');
    const [own, ...cosignatures] = lines.trimEnd().split('\n');
    const turned = `${text}\n\n${[...cosignatures, own].join('\n')}\n`;
    assert.equal(
      checkOf(verdictOf({ ...file, checkpoint: turned }), 'checkpoint'),
      'fail CHECKPOINT_SIGNATURES',
    );
  });
});

describe('anchors', () => {
  const claims = full.anchors!;
  const file = withOutside(world, plain, { anchors: claims });

  test('a block that is another than the reader knows', () => {
    const name = 'eip155:31337/3';
    const wrong = verdictOf(file, { blocks: { [name]: recorded.blocks['eip155:31337/2']! } });
    assert.equal(checkOf(wrong, 'anchors'), 'fail ANCHOR_BLOCK_DIFFERS');
    assert.equal(wrong.trust?.anchors.length, 2, 'the others hold');
    const upper = { [name]: recorded.blocks[name]!.toUpperCase().replace('0X', '0x') };
    assert.equal(verdictOf(file, { blocks: upper }).trust?.anchors[0]?.block, 'checked');
    const open = verdictOf(file, { blocks: { 'eip155:1/3': recorded.blocks[name]! } });
    assert.equal(open.ok, true);
    assert.equal(open.trust?.anchors[0]?.block, 'not checked');
    assert.match(open.checks.find((one) => one.name === 'anchors')?.detail ?? '', /block was not checked/);
  });

  test('a head that the log has not grown from', () => {
    const fork = honestChain().world;
    fork.revoke(speaker('https://party.example/mill'));
    const anchored = archiveAnchor(fork, fork.entries.length, archive);
    const shown = withOutside(world, plain, { anchors: claims.slice(1, 2) });
    const [one] = shown.anchors;
    const later = { ...shown, anchors: [{ ...anchored, consistency: [] }] };
    assert.equal(checkOf(verdictOf(later), 'anchors'), 'fail ANCHOR_NOT_PREFIX');
    assert.equal(
      checkOf(
        verdictOf({ ...shown, anchors: [{ ...one!, consistency: one!.consistency.slice(1) }] }),
        'anchors',
      ),
      'fail ANCHOR_NOT_PREFIX',
    );
    const unproven = { ...shown, anchors: [{ ...one!, size: 5 }] };
    const verdict = verdictOf(unproven);
    assert.equal(checkOf(verdict, 'anchors'), 'fail ANCHOR_PROOF_INVALID');
    assert.deepEqual(verdict.trust?.anchors, []);
    assert.equal(verdict.ok, false);
  });

  test('at the size of the checkpoint the roots are equal and nothing is proven', () => {
    const size = world.entries.length;
    const shown = withOutside(world, plain, { anchors: [archiveAnchor(world, size, archive)] });
    assert.deepEqual(shown.anchors[0]?.consistency, []);
    assert.equal(verdictOf(shown).ok, true);
  });
});

describe('an entry of the holdings among the statements', () => {
  const mapRoot = Buffer.alloc(32, 7);
  const chain = smallChain();
  const root = chain.commit(mapRoot);
  const farm = speaker('https://party.example/farm');
  chain.say(farm, [harvest({ B2: 10 })], [{ births: [lotId('B2')], country: 'IN' }]);
  const shown = chain.entries.map(({ index }) => index).filter((index) => index !== root);
  const evidence = chain.evidence(lotId('Z9'), { shown });

  test('is a leaf that the file shows, or one that it leaves out', () => {
    const file = withOutside(chain, evidence, { root });
    assert.equal(file.proof.length, 0);
    assert.equal(checkOf(verdictOf(file), 'inclusion'), 'pass');
    const left = withOutside(chain, evidence, {});
    assert.equal(left.proof.length, 1);
    assert.equal(verdictOf(left).ok, true);
  });

  test('another time, number of lots, root or place of it is refused', () => {
    const file = withOutside(chain, evidence, { root });
    const own = file.holdings!;
    for (const change of [
      { recordedAtMs: own.root.recordedAtMs + 1 },
      { lots: own.root.lots + 1 },
      { root: Buffer.alloc(32, 8).toString('base64') },
      { index: own.root.index - 1 },
      { index: own.root.index + 1 },
      { index: 2 ** 50 },
    ]) {
      const holdings = { ...own, root: { ...own.root, ...change } };
      assert.equal(checkOf(verdictOf({ ...file, holdings }), 'inclusion'), 'fail ROOT_DIFFERS');
    }
  });

  test('numbers and times hold across it', () => {
    for (const [change, code] of [
      [{ firstLot: 9 }, 'fail LOT_NUMBERS_DIFFER'],
      [{ recordedAtMs: 1 }, 'fail TIME_GOES_BACK'],
    ] as const) {
      const lying = smallChain();
      const at = lying.commit(mapRoot);
      Object.assign(lying.entries[at]!, change);
      const file = withOutside(lying, lying.evidence(lotId('Z9'), { shown: [0, 1, 2, 3, 4] }), { root: at });
      assert.equal(checkOf(verdictOf(file), 'inclusion'), code);
    }
  });
});

describe('the form', () => {
  const file = withOutside(world, plain, full);
  const read = (evidence: unknown): string => {
    const parsed = parseEvidence(Buffer.from(`${JSON.stringify(evidence)}\n`));
    return parsed.ok ? 'ok' : `${parsed.refusal.code} ${parsed.refusal.detail.split(':')[0]}`;
  };
  const written = JSON.parse(Buffer.from(formatEvidence(file)).toString());

  test('comes back as it was written', () => {
    const committed = smallChain();
    const root = committed.commit(Buffer.alloc(32, 1));
    const empty = withOutside(committed, committed.evidence(lotId('Z9'), { shown: [0, 1, 2, 3, 4] }), {
      root,
    });
    const hash = Buffer.alloc(32, 2).toString('base64');
    const lot = { number: 0, dimension: 1, produced: 5, consumed: 4, unknown: 0, claimed: 1, count: 2 };
    const holdings = {
      ...empty.holdings!,
      lots: [0, 1].map((number) => ({ ...lot, number, before: hash, links: [{ entry: 3, delta: hash }] })),
    };
    for (const one of [file, empty, { ...empty, holdings }]) {
      const bytes = formatEvidence(one);
      const parsed = parseEvidence(bytes);
      assert.ok(parsed.ok);
      assert.deepEqual(parsed.evidence, one);
      assert.deepEqual(formatEvidence(parsed.evidence), bytes);
    }
  });

  test('refuses whatever else there is', () => {
    assert.equal(read(written), 'ok');
    const [evm, filed, told] = written.anchors;
    const proof = (change: Record<string, unknown>): unknown[] => [
      { ...evm, proof: { ...evm.proof, ...change } },
    ];
    const wrongAnchors: unknown[] = [
      null,
      {},
      [filed, evm],
      [evm, evm],
      [{ ...evm, size: 0 }],
      [{ ...evm, root: '' }],
      [{ ...evm, chain: 'eip155' }],
      [{ ...evm, chain: 'EIP155:1' }],
      [{ ...filed, chain: 'file:a b' }],
      [{ ...told, proof: { ...told.proof, lotCount: 1 } }],
      [{ ...evm, proof: filed.proof }],
      [{ ...evm, more: 1 }],
      proof({ contract: evm.proof.contract.toUpperCase() }),
      proof({ contract: evm.proof.log }),
      proof({ header: '0x' }),
      proof({ header: `${evm.proof.header}0` }),
      proof({ header: `0x${'00'.repeat(65_537)}` }),
      proof({ nodes: ['0x'] }),
      proof({ event: -1 }),
      Array.from({ length: 17 }, (_, at) => ({ ...filed, chain: `file:a${String(at).padStart(2, '0')}` })),
    ];
    for (const anchors of wrongAnchors)
      assert.equal(
        read({ ...written, anchors }),
        'EVIDENCE_MEMBER_INVALID anchors',
        JSON.stringify(anchors).slice(0, 99),
      );
    assert.equal(read({ ...written, anchors: wrongAnchors.at(-1) && [] }), 'ok');
    for (const witnesses of [null, 'x', [1]])
      assert.equal(read({ ...written, witnesses }), 'EVIDENCE_MEMBER_INVALID witnesses');
    const hash = Buffer.alloc(32).toString('base64');
    const holdings = { root: { index: 1, recordedAtMs: 1, lots: 3, root: hash }, lots: [], proof: [] };
    const lot = {
      number: 1,
      dimension: 5,
      produced: 0,
      consumed: 0,
      unknown: 0,
      claimed: 0,
      count: 0,
      before: hash,
      links: [],
    };
    assert.equal(read({ ...written, holdings: { ...holdings, lots: [lot, { ...lot, number: 2 }] } }), 'ok');
    for (const lots of [
      [{ ...lot, number: 3 }],
      [lot, lot],
      [{ ...lot, dimension: 6 }],
      [{ ...lot, links: [{ entry: 1, delta: '' }] }],
      [{ ...lot, before: null }],
    ])
      assert.equal(read({ ...written, holdings: { ...holdings, lots } }), 'EVIDENCE_MEMBER_INVALID holdings');
    assert.equal(read({ ...written, level: 'site', holdings }), 'EVIDENCE_MEMBER_INVALID holdings');
    assert.equal(read({ ...written, format: 'selvedge-evidence/1' }), 'EVIDENCE_MEMBER_INVALID the file');
    assert.equal(read({ ...written, format: 'selvedge-evidence/3' }), 'EVIDENCE_MEMBER_INVALID the file');
    assert.equal(read({ ...written, holdings: [[[[[[]]]]]] }), 'EVIDENCE_NOT_JSON the file is not JSON');
  });
});

test('no change of one byte is accepted, but in the name of a place and the number of a block, which nobody signs', () => {
  const chain = smallChain();
  const root = chain.commit(Buffer.alloc(32, 3));
  const anchors = [recorded.small, archiveAnchor(chain, 4, archive), logAnchor(chain, 2)];
  const evidence = withOutside(chain, chain.evidence(lotId('Z9'), { shown: [0, 1, 3, 4] }), {
    ...{ witnesses: [first, second], anchors, root },
  });
  const file = formatEvidence(evidence);
  const options = {
    primitives: nodePrimitives,
    blocks: recorded.blocks,
    policy: `witness a ${first.text}\nwitness b ${second.text}\ngroup both all a b\nquorum both\n`,
  };
  const whole = verifyEvidence(file, options).trust!;
  assert.equal(whole.anchors[0]?.block, 'checked');
  const until = Buffer.from(file).indexOf('"statements":');
  const copy = file.slice();
  const accepted: string[] = [];
  for (let at = 0; at < until; at += 1) {
    const byte = file[at]!;
    copy[at] = byte ^ ([1, 0x20, 0x80][at % 3] ?? 1);
    const { ok, trust } = verifyEvidence(copy, options);
    if (ok) {
      // Another chain or block is another claim, which the reader's block hashes do not reach.
      assert.ok(trust!.anchors[0]?.block === 'not checked' || trust!.anchors[1]?.chain !== 'file:archive');
      accepted.push(Buffer.from(file.subarray(at - 8, at + 1)).toString());
    }
    copy[at] = byte;
  }
  assert.ok(accepted.length <= 12, accepted.join(' '));
});
