// Evidence on claims at every level: it verifies, it gives away nothing of a finer level, and showing less never looks better.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type ClaimVerdict,
  formatEvidence,
  type Level,
  parseEvidence,
  readStatement,
  verifyEvidence,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { failing, type CaseTold, type Played, withCase } from './stage.ts';

/** Every hidden value is one that stands nowhere else, so that it can be looked for. */
const told: CaseTold = {
  base: 'organic-cotton',
  change: {
    'gin-scope': { certificate: { volumeGrams: 777_111_001 } },
    'gin-run': {
      make: {
        out: [
          { lot: 'bale/1', grams: 169_997 },
          { lot: 'bale/2', kg: 170 },
          { lot: 'cottonseed/1', kg: 630 },
        ],
      },
    },
    'lint-tc': {
      certificate: {
        lots: [
          { lot: 'bale/1', grams: 169_997, certifiedGrams: 169_997 },
          { lot: 'bale/2', kg: 170, certifiedKg: 170 },
        ],
      },
    },
    spin: {
      make: {
        in: [
          { lot: 'bale/1', grams: 169_997 },
          { lot: 'bale/2', kg: 170 },
        ],
      },
    },
    'yarn-tc': { certificate: { inputs: [{ certificate: 'lint-tc', grams: 339_997 }] } },
    claim: { claim: { text: 'Text that a label shows' } },
  },
  steps: [
    {
      by: 'gin',
      before: 'spin',
      trade: {
        trade: 'lint-shipment',
        stage: 'shipment',
        seller: 'gin',
        buyer: 'spinner',
        fromSite: 'gin',
        lines: [
          { lot: 'bale/1', grams: 169_997 },
          { lot: 'bale/sold-elsewhere', grams: 9_871 },
        ],
      },
    },
    {
      by: 'spinner',
      before: 'spin',
      answer: {
        about: 'lint-shipment',
        word: 'receives',
        reason: 'Reason of the receipt',
        lines: [{ line: 1, ownLot: 'yarn/own-name', grams: 169_997 }],
      },
    },
    {
      by: 'spinner',
      before: 'claim',
      account: {
        site: 'spinner',
        // Of another scheme: what this one's accounts took in would not be in the goods any more.
        scheme: 'better-cotton',
        code: 'better-cotton',
        material: 'cotton',
        model: 'mass-balance',
        method: 'credit',
        moves: [
          { at: '2025-12-20', act: 'in', lot: 'bale/1', grams: 12_345 },
          { at: '2025-12-20', act: 'in', lot: 'bale/credited', grams: 54_321 },
        ],
      },
    },
    {
      by: 'brand',
      after: 'claim',
      case: { case: 'doubt', word: 'challenges', about: 'shirt-organic', reason: 'Reason of the doubt' },
    },
    {
      by: 'farmers',
      before: 'harvest',
      membership: {
        membership: 'grower',
        party: 'farmers',
        member: 'urn:uuid:00000000-0000-4000-8000-00000000aaaa',
        as: 'producer',
        from: '2025-01-01',
        name: 'Name of a grower',
        areaSquareMetres: 123_457,
      },
    },
  ],
};

/** By the coarsest level that may show it. */
const hidden: Readonly<Record<'site' | 'full', readonly string[]>> = {
  site: ['Plain Ginning', 'River Spinning', 'Growers of the Plain', 'Name of a grower'],
  full: [
    '777111001',
    '169997',
    '9871',
    '12345',
    '54321',
    '123457',
    'own-name',
    'sold-elsewhere',
    '/10/credited',
    'Reason of',
  ],
};

/** All that a reader can read: the file, and what is inside of its statements. */
function readable(file: Uint8Array): string {
  const parsed = parseEvidence(file);
  assert.ok(parsed.ok);
  const texts = parsed.evidence.statements.map(({ sdjwt }) => {
    const read = readStatement(sdjwt, nodePrimitives);
    assert.ok(read.ok);
    const [, payload = ''] = read.statement.jwt.split('.');
    const shown = read.statement.disclosures.map(({ encoded }) => encoded);
    return [payload, ...shown].map((text) => Buffer.from(text, 'base64url').toString('utf8')).join('\n');
  });
  return texts.join('\n');
}

function fileOf({ stage, lot }: Played, name: string, level: Level): Uint8Array {
  const answer = stage.node.evidence(lot(name), { level, atMs: stage.clock.nowMs });
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

function claimsOf(file: Uint8Array): readonly ClaimVerdict[] {
  const verdict = verifyEvidence(file, { primitives: nodePrimitives });
  assert.deepEqual(failing(verdict), []);
  assert.ok(verdict.ok);
  assert.ok(verdict.claims !== undefined && verdict.claims !== null);
  return verdict.claims;
}

const order = ['country', 'region', 'site', 'full'] as const;

test('each level gives away nothing of the finer ones: no grams, no lists of lots, no names', async () => {
  await withCase(told, (played) => {
    const texts = new Map(order.map((level) => [level, readable(fileOf(played, 'shirt/1', level))]));
    for (const [from, values] of Object.entries(hidden)) {
      for (const [at, level] of order.entries()) {
        for (const value of values) {
          const isShown = at >= order.indexOf(from as 'site' | 'full');
          if (!isShown) assert.ok(!texts.get(level)!.includes(value), `${value} can be read at ${level}`);
        }
      }
    }
    const all = hidden.site.concat(hidden.full).filter((value) => texts.get('full')!.includes(value));
    assert.deepEqual(all, [...hidden.site, ...hidden.full], 'what stands nowhere proves nothing');
  });
});

test('each level verifies, and shows no claim in a better light than a finer one', async () => {
  for (const change of [{}, { 'gin-scope': { certificate: { validUntil: '2025-10-31' } } }]) {
    const one: CaseTold = { ...told, change: { ...(told['change'] as object), ...change } };
    await withCase(one, (played) => {
      for (const lot of ['shirt/1', 'yarn/1', 'bale/1']) {
        const byLevel = order.map((level) => claimsOf(fileOf(played, lot, level)));
        byLevel.forEach((claims, at) => {
          for (const claim of claims) for (const finer of byLevel.slice(at + 1)) assertNoBetter(claim, finer);
        });
      }
      const [full] = claimsOf(fileOf(played, 'shirt/1', 'full'));
      const [country] = claimsOf(fileOf(played, 'shirt/1', 'country'));
      assert.equal(
        full?.result,
        Object.keys(change).length === 0 ? 'holds' : 'fails',
        JSON.stringify(full?.findings),
      );
      assert.ok(country !== undefined, 'the claim itself is shown at every level');
      assert.equal(country.wording, null);
    });
  }
});

function assertNoBetter(less: ClaimVerdict, finer: readonly ClaimVerdict[]): void {
  const more = finer.find(({ claim }) => claim === less.claim);
  assert.ok(more !== undefined, `${less.claim} is gone where more is shown`);
  const said = `${less.claim}: ${more.result} ${more.gramsSubstantiated}, with less shown ${less.result} ${less.gramsSubstantiated}`;
  if (less.result === 'holds') assert.equal(more.result, 'holds', said);
  if (less.result === 'partly') assert.ok(more.result === 'partly' || more.result === 'holds', said);
  assert.ok((less.gramsSubstantiated ?? 0) <= (more.gramsSubstantiated ?? 0), said);
}

test('a file that says a finer level than it shows still verifies to nothing more', async () => {
  await withCase(told, (played) => {
    const file = fileOf(played, 'shirt/1', 'country');
    const parsed = parseEvidence(file);
    assert.ok(parsed.ok);
    const relabelled = formatEvidence({ ...parsed.evidence, level: 'full' });
    assert.equal(JSON.stringify(claimsOf(relabelled)), JSON.stringify(claimsOf(file)));
  });
});
