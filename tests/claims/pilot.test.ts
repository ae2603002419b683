// What the UN/CEFACT cotton pilot was measured to get wrong, each asked of a real node: trace, verdict and evidence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arranged, judgeLot, parseEvidence } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { EpcisEvent } from '../../src/scenario/chain.ts';
import { chance } from '../../src/scenario/chance.ts';
import { epcisDocument } from '../../src/scenario/event.ts';
import { checkDisclosures } from '../../verifier/src/evidence/check/disclosures.ts';
import { accountOf } from '../../verifier/src/evidence/count/account.ts';
import { dossierOf } from '../../verifier/src/evidence/dossier.ts';
import { assertSameFromEvidence, type CaseTold, codesOf, packsWith, type Played, withCase } from './stage.ts';
import type { TraceAnswer } from '../../src/flow/answers.ts';

const cotton = [{ material: 'cotton', percent: 100 }];

function traced({ stage, lot }: Played, name: string): TraceAnswer {
  const answer = stage.node.trace(lot(name), 'back', { offset: 0, limit: 10_000 });
  assert.ok(answer.ok, JSON.stringify(answer));
  return answer.value;
}

/** Of a ton of seed cotton, 340 of 970 kg out of the gin are lint. Who the origins are and how much of each is in it, by the node and by a stranger with the evidence. */
async function assertOrigins(played: Played, name: string, expected: Record<string, number>): Promise<void> {
  const named = Object.fromEntries(Object.entries(expected).map(([lot, grams]) => [played.lot(lot), grams]));
  const amounts = (origins: readonly { id: string; amount: number | null }[]): Record<string, number> =>
    Object.fromEntries(origins.map(({ id, amount }) => [id, Math.round(amount ?? -1)]));
  assert.deepEqual(amounts(traced(played, name).origins), named);
  const verdict = await assertSameFromEvidence(played, name);
  assert.deepEqual(amounts(verdict.answer!.origins), named);
}

/** A second group of growers whose seed cotton goes into the same gin run. */
function secondSupplier(certified: boolean): CaseTold {
  const scope = {
    by: 'certifier',
    after: 'farm-scope',
    certificate: {
      certificate: 'others-scope',
      type: 'scope',
      scheme: 'organic-farm',
      holder: 'others',
      validFrom: '2025-10-01',
      validUntil: '2026-09-30',
      sites: ['others'],
      processes: ['farm-production'],
      categories: ['seed-cotton'],
      materials: ['cotton'],
      codes: ['organic'],
    },
  };
  return {
    base: 'organic-cotton',
    world: {
      parties: { others: { name: 'Growers of the Hill', country: 'IN' } },
      products: {
        'hill-cotton': { of: 'others', name: 'Seed cotton', category: 'seed-cotton', composition: cotton },
      },
    },
    change: {
      harvest: { make: { out: [{ lot: 'seed-cotton/1', kg: 600 }] } },
      'gin-run': {
        make: {
          in: [
            { lot: 'seed-cotton/1', kg: 600 },
            { lot: 'hill-cotton/1', kg: 400 },
          ],
        },
      },
    },
    steps: [
      ...(certified ? [scope] : []),
      {
        by: 'others',
        after: 'harvest',
        make: { process: 'farm-production', out: [{ lot: 'hill-cotton/1', kg: 400 }] },
      },
    ],
  };
}

test('pilot: "the second supplier vanishes from the graph"; here both are origins, each with its share', async () => {
  await withCase(secondSupplier(true), async (played) => {
    const hill = played.stage.names.lot('hill-cotton/1', { file: '', pointer: '' });
    await assertOrigins(played, 'shirt/1', { 'seed-cotton/1': 210_309, 'hill-cotton/1': 140_206 });
    const shares = traced(played, 'shirt/1').origins.map(({ share }) => share?.toFixed(6));
    assert.deepEqual(shares, ['0.600000', '0.400000']);
    const verdict = await played.verdict('shirt/1');
    assert.equal(verdict.result, 'holds');
    assert.equal(verdict.gramsSubstantiated, 231_000);
    assert.ok(verdict.lots.some(({ lot }) => lot === hill));
  });
});

test('pilot: the second supplier vanishes; here one without a certificate takes its share of the claim away', async () => {
  await withCase(secondSupplier(false), async (played) => {
    await assertOrigins(played, 'shirt/1', { 'seed-cotton/1': 210_309, 'hill-cotton/1': 140_206 });
    const verdict = await played.verdict('shirt/1');
    // Claimed as segregated, it is a blend now: nothing of it can be claimed so.
    assert.equal(verdict.result, 'fails');
    assert.equal(verdict.gramsSubstantiated, 0);
    assert.ok(codesOf(verdict).includes('CERTIFICATE_MISSING'));
    const bales = verdict.lots.find(({ lot }) => lot === played.lot('bale/1'));
    assert.equal(bales?.gramsSubstantiated, 102_000, '60 % of 170 kg');
  });
});

/** One shipment from the gin with two lines; the spinner uses only the first. The second is of growers nobody certified. */
const twoLines: CaseTold = {
  base: 'organic-cotton',
  world: {
    parties: { others: { name: 'Growers of the Hill', country: 'IN' } },
    products: {
      'hill-cotton': { of: 'others', name: 'Seed cotton', category: 'seed-cotton', composition: cotton },
    },
  },
  change: {
    'gin-run': {
      make: {
        out: [
          { lot: 'bale/1', kg: 170 },
          { lot: 'bale/3', kg: 170 },
          { lot: 'cottonseed/1', kg: 630 },
        ],
      },
    },
    'lint-tc': {
      certificate: {
        lots: [
          { lot: 'bale/1', kg: 170, certifiedKg: 170 },
          { lot: 'bale/3', kg: 170, certifiedKg: 170 },
        ],
      },
    },
    spin: {
      make: {
        in: [
          { lot: 'bale/1', kg: 170 },
          { lot: 'bale/3', kg: 170 },
        ],
      },
    },
  },
  steps: [
    {
      by: 'others',
      after: 'gin-run',
      make: { process: 'farm-production', out: [{ lot: 'hill-cotton/1', kg: 500 }] },
    },
    {
      by: 'gin',
      before: 'lint-tc',
      make: {
        process: 'ginning',
        in: [{ lot: 'hill-cotton/1', kg: 500 }],
        out: [{ lot: 'bale/2', kg: 170 }],
      },
    },
    {
      by: 'gin',
      after: 'lint-tc',
      trade: {
        trade: 'lint-shipment',
        stage: 'shipment',
        seller: 'gin',
        buyer: 'spinner',
        lines: [
          { lot: 'bale/1', kg: 170 },
          { lot: 'bale/2', kg: 170 },
          { lot: 'bale/3', kg: 170 },
        ],
      },
    },
    { by: 'spinner', before: 'spin', answer: { about: 'lint-shipment', word: 'receives' } },
  ],
};

test('pilot: "one shipment with two lines → false provenance edge"; here what was only shipped along is no origin', async () => {
  await withCase(twoLines, async (played) => {
    await assertOrigins(played, 'shirt/1', { 'seed-cotton/1': 350_515 });
    const visited = traced(played, 'shirt/1').page.map(({ id }) => id);
    for (const other of ['bale/2', 'hill-cotton/1']) assert.ok(!visited.includes(played.lot(other)), other);
    const verdict = await played.verdict('shirt/1');
    assert.equal(verdict.result, 'holds', JSON.stringify(verdict.findings));
    assert.equal(verdict.gramsSubstantiated, 231_000);
    assert.ok(verdict.lots.every(({ lot }) => lot !== played.lot('hill-cotton/1')));
    const forward = played.stage.node.trace(played.lot('hill-cotton/1'), 'forward');
    assert.ok(forward.ok);
    assert.deepEqual(
      forward.value.page.map(({ id }) => id).sort(),
      [played.lot('hill-cotton/1'), played.lot('bale/2')].sort(),
    );
  });
});

test('pilot: "expired certificate → still fully compliant"; here nothing comes through a site whose certificate is over', async () => {
  const expired = {
    'spinner-scope': { certificate: { validFrom: '2010-01-01', validUntil: '2011-12-31' } },
  };
  await withCase({ base: 'organic-cotton', change: expired }, async (played) => {
    const verdict = await played.verdict('shirt/1');
    assert.equal(verdict.result, 'fails');
    assert.equal(verdict.gramsSubstantiated, 0);
    assert.equal(verdict.wording, null);
    const [found] = verdict.findings.filter(({ code }) => code === 'CERTIFICATE_EXPIRED');
    assert.equal(found?.about, 'urn:selvedge:spinner-scope');
    assert.equal(found.check, 'when');
    assert.ok(found.entries.length > 0, 'names the statements that show it');
    await assertOrigins(played, 'shirt/1', { 'seed-cotton/1': 350_515 });
  });
});

test('pilot: "certificate of the same company for another product category → FULLY"; here it covers what it names', async () => {
  const other = { 'spinner-scope': { certificate: { categories: ['dyed-fabric'] } } };
  await withCase({ base: 'organic-cotton', change: other }, async (played) => {
    const verdict = await played.verdict('shirt/1');
    assert.equal(verdict.result, 'fails');
    assert.equal(verdict.gramsSubstantiated, 0);
    const [found] = verdict.findings.filter(({ code }) => code === 'CATEGORY_NOT_COVERED');
    assert.equal(found?.about, 'urn:selvedge:spinner-scope');
    assert.equal(found.lot, played.lot('yarn/1'));
    await assertSameFromEvidence(played, 'shirt/1');
  });
});

test('pilot: "not disclosing is rewarded"; here a process that declares no standard hands on nothing', async () => {
  await withCase({ base: 'organic-cotton', without: ['spinner-scope'] }, async (played) => {
    const verdict = await played.verdict('shirt/1');
    assert.equal(verdict.result, 'fails');
    assert.equal(verdict.gramsSubstantiated, 0);
    assert.deepEqual(
      verdict.findings.filter(({ code }) => code === 'CERTIFICATE_MISSING').map(({ lot }) => lot),
      [played.lot('yarn/1')],
    );
    await assertSameFromEvidence(played, 'shirt/1');
  });
});

test('pilot: not disclosing is rewarded; here a step that hides what it does, or where, fares no better', async () => {
  for (const change of [{ process: null }, { site: 'nowhere' }]) {
    await withCase({ base: 'organic-cotton', change: { spin: { make: change } } }, async (played) => {
      const verdict = await played.verdict('shirt/1');
      assert.notEqual(verdict.result, 'holds', JSON.stringify(change));
      assert.notEqual(verdict.result, 'partly', JSON.stringify(change));
      assert.equal(verdict.gramsSubstantiated, 0);
      assert.ok(codesOf(verdict).length > 0);
      await assertSameFromEvidence(played, 'shirt/1');
    });
  }
});

/** A house scheme for chains of any shape: only harvests are certified, and only the kilograms matter. */
const house = {
  format: 'selvedge-pack/1',
  kind: 'scheme',
  pack: 'house',
  version: '1',
  title: 'House',
  sources: [],
  excludes: [],
  claims: [
    {
      code: 'kept',
      title: 'Kept',
      models: ['identity-preserved', 'segregated-single-country', 'segregated', 'controlled-blending'],
      basis: 'custody',
      materials: ['cotton'],
      minSharePpm: null,
      maxSharePpm: null,
      remainder: null,
      entry: [
        {
          processes: ['farm-production'],
          fromInputs: false,
          anyOf: [{ scheme: 'house', types: ['scope'], codes: ['kept'] }],
        },
      ],
      sites: [],
      subject: [],
      transfers: null,
      origin: null,
      accepts: [],
      minAssurance: 'third-party',
      conversions: [],
      creditMonths: null,
      windowMonths: null,
      validMonths: null,
      wasteExcluded: [],
      wording: {},
    },
  ],
};

const made = packsWith({ house });

function mill(steps: object[], claimed: string): CaseTold {
  return {
    world: {
      packs: ['cotton', 'house'],
      trust: { anchor: ['*'] },
      parties: {
        anchor: { name: 'Anchor', country: 'US' },
        farm: { name: 'Farm', country: 'IN' },
        mill: { name: 'Mill', country: 'IN' },
      },
      products: {
        raw: { of: 'farm', name: 'Raw', category: 'seed-cotton', composition: cotton },
        fibre: { of: 'mill', name: 'Fibre', category: 'fibre-undyed', composition: cotton },
        yarn: { of: 'mill', name: 'Sliver', category: 'fibre-processed', composition: cotton },
        cloth: { of: 'mill', name: 'Cloth', category: 'greige-fabric', composition: cotton },
      },
    },
    steps: [
      {
        by: 'anchor',
        at: '2025-09-01',
        accreditation: {
          accreditation: 'anchor-own',
          party: 'mill',
          role: 'auditor',
          schemes: ['house'],
          countries: ['*'],
          processes: ['*'],
          validFrom: '2025-01-01',
          validUntil: '2028-12-31',
        },
      },
      {
        by: 'mill',
        certificate: {
          certificate: 'farm-scope',
          type: 'scope',
          scheme: 'house',
          holder: 'farm',
          validFrom: '2025-01-01',
          validUntil: '2028-12-31',
          sites: ['*'],
          processes: ['*'],
          categories: ['*'],
          materials: ['*'],
          codes: ['kept'],
        },
      },
      ...steps,
      {
        by: 'mill',
        claim: {
          claim: 'kept',
          scheme: 'house',
          code: 'kept',
          model: 'controlled-blending',
          percent: 100,
          lots: [claimed],
        },
      },
    ],
  };
}

const run = (ins: [string, number][], outs: [string, number][], process = 'house-run'): object => ({
  by: 'mill',
  make: {
    process,
    in: ins.map(([lot, grams]) => ({ lot, grams })),
    out: outs.map(([lot, grams]) => ({ lot, grams })),
  },
});
const grown = (lot: string, grams: number): object => ({
  by: 'farm',
  make: { process: 'farm-production', out: [{ lot, grams }] },
});

/** Offcuts of the cloth are fibre again, of the very lot that the yarn was spun from; its first 200 kg nobody certified. */
const recycling = mill(
  [
    grown('raw/1', 1_000_000),
    { by: 'mill', make: { process: 'collection', out: [{ lot: 'fibre/1', grams: 200_000 }] } },
    run(
      [
        ['raw/1', 1_000_000],
        ['fibre/1', 200_000],
      ],
      [['yarn/1', 1_200_000]],
    ),
    run(
      [['yarn/1', 1_200_000]],
      [
        ['cloth/1', 1_000_000],
        ['cloth/offcut', 200_000],
      ],
    ),
    run([['cloth/offcut', 200_000]], [['fibre/1', 200_000]]),
  ],
  'cloth/1',
);

test('pilot: "a recycling loop of 3 → stack overflow"; here it is summed to its limit and makes nothing out of nothing', async () => {
  await withCase(
    recycling,
    async (played) => {
      const { nodes, origins } = traced(played, 'cloth/1');
      assert.ok(nodes <= 6, `${nodes} nodes`);
      assert.ok(origins.some(({ id }) => id === played.lot('raw/1')));
      const verdict = await played.verdict('cloth/1');
      assert.equal(verdict.gramsClaimed, 1_000_000);
      // Of yarn y is claimed, of fibre f: 1200 y = 1000 + 200 f and 400 f = 200 y, so y = 10/11.
      assert.ok(verdict.gramsSubstantiated! <= 909_090, `${verdict.gramsSubstantiated} g`);
      assert.ok(verdict.gramsSubstantiated! >= 909_000, `${verdict.gramsSubstantiated} g`);
      assert.equal(verdict.result, 'partly');
      await assertSameFromEvidence(played, 'cloth/1');
    },
    made,
  );
});

test('pilot: a recycling loop overflows the stack; here one that nothing certified enters bears nothing', async () => {
  const loop = mill(
    [
      run([['fibre/1', 900_000]], [['yarn/1', 900_000]]),
      run([['yarn/1', 900_000]], [['cloth/1', 900_000]]),
      run([['cloth/1', 900_000]], [['fibre/1', 900_000]]),
    ],
    'cloth/1',
  );
  await withCase(
    loop,
    async (played) => {
      const verdict = await played.verdict('cloth/1');
      assert.equal(verdict.gramsSubstantiated, 0);
      assert.equal(verdict.result, 'fails', JSON.stringify(verdict.findings));
      await assertSameFromEvidence(played, 'cloth/1');
    },
    made,
  );
});

test('pilot: "chain of 3,000 → stack overflow"; here it is traced, judged and shown', async () => {
  const length = 3_000;
  const lots = Array.from({ length: length + 1 }, (_, at) => (at === 0 ? 'raw/1' : `yarn/${at}`));
  await withCase(
    mill([grown('raw/1', 1_000_000)], `yarn/${length}`),
    async (played) => {
      const steps = lots
        .slice(1)
        .map((lot, at) => makingOf(played, [[lots[at]!, 1_000_000]], lot, 1_000_000));
      await captureAll(played, steps);
      const { nodes, edges, depth } = traced(played, `yarn/${length}`);
      assert.deepEqual({ nodes, edges, depth }, { nodes: length + 1, edges: length, depth: length });
      const verdict = await played.verdict(`yarn/${length}`);
      assert.equal(verdict.result, 'holds', JSON.stringify(verdict.findings.slice(0, 3)));
      assert.equal(verdict.gramsSubstantiated, 1_000_000);
      assert.equal(verdict.lotCount, length + 1);
      await assertSameFromEvidence(played, `yarn/${length}`);
    },
    made,
  );
});

/** Two lots a layer, each spun of half of both lots below: 2^layers ways from top to bottom. */
function ladder(played: Played, layers: number): EpcisEvent[] {
  return Array.from({ length: layers }, (_, layer) => layer + 1).flatMap((layer) => {
    const below = layer === 1 ? ['raw/1', 'raw/2'] : [`yarn/a${layer - 1}`, `yarn/b${layer - 1}`];
    const halves = below.map((lot): [string, number] => [lot, 500_000]);
    return ['a', 'b'].map((side) => makingOf(played, halves, `yarn/${side}${layer}`, 1_000_000));
  });
}

/** How often the judge looks at a making or a lot of the chain. */
async function looksOf(played: Played, lot: string): Promise<number> {
  const { node, clock } = played.stage;
  const answer = node.evidence(played.lot(lot), { level: 'full', atMs: clock.nowMs });
  assert.ok(answer.ok);
  const facts = arranged(dossierShown(answer.value));
  let looks = 0;
  const counting = <T>(list: readonly T[]): readonly T[] =>
    new Proxy(list, {
      get: (target, name, receiver) => {
        if (typeof name === 'string' && /^\d+$/.test(name)) looks += 1;
        return Reflect.get(target, name, receiver);
      },
    });
  const { chain } = facts;
  const watched = {
    ...facts,
    chain: { ...chain, lots: counting(chain.lots), makings: counting(chain.makings) },
  };
  const [verdict] = judgeLot(watched, played.lot(lot), clock.nowMs);
  assert.equal(JSON.stringify(verdict), JSON.stringify(await played.verdict(lot)));
  return looks;
}

/** What a stranger has in hand after reading the file. */
function dossierShown(file: Uint8Array): ReturnType<typeof dossierOf> {
  const parsed = parseEvidence(file);
  assert.ok(parsed.ok);
  const { shown } = checkDisclosures(parsed.evidence, nodePrimitives);
  assert.ok(shown !== undefined);
  return dossierOf(shown, accountOf(shown), shown[0]!.statement.issuer, nodePrimitives);
}

let eventNumber = 0;

/** A run of the mill at the stage's clock, which it moves on by a second. */
function makingOf({ stage, lot }: Played, ins: [string, number][], out: string, grams: number): EpcisEvent {
  const quantity = ([name, amount]: [string, number]): Record<string, string | number> => {
    return { epcClass: lot(name), quantity: amount, uom: 'GRM' };
  };
  stage.clock.nowMs += 1_000;
  eventNumber += 1;
  const site = { id: stage.names.siteOf('mill')! };
  return {
    eventID: `urn:uuid:${chance(9_000_000 + eventNumber).uuid()}`,
    type: 'TransformationEvent',
    eventTime: new Date(stage.clock.nowMs).toISOString(),
    eventTimeZoneOffset: '+00:00',
    bizStep: 'creating_class_instance',
    readPoint: site,
    bizLocation: site,
    'tex:processType': 'house-run',
    inputQuantityList: ins.map(quantity),
    outputQuantityList: [quantity([out, grams])],
  };
}

const eventsAtOnce = 600;

async function captureAll({ stage }: Played, events: readonly EpcisEvent[]): Promise<void> {
  const party = stage.names.party('mill', { file: '', pointer: '' });
  for (let at = 0; at < events.length; at += eventsAtOnce) {
    const document = epcisDocument(events.slice(at, at + eventsAtOnce), stage.clock.nowMs, 0);
    const outcome = await stage.node.capture({
      party,
      bytes: new TextEncoder().encode(JSON.stringify(document)),
    });
    assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals.slice(0, 2)));
  }
}

test('pilot: "ladder of 14 layers → 16,383 nodes for 27"; here each lot of 24 and of 48 layers is looked at once', async () => {
  const [few, many] = [24, 48];
  await withCase(
    mill([grown('raw/1', 1_000_000), grown('raw/2', 1_000_000)], `yarn/a${many}`),
    async (played) => {
      await captureAll(played, ladder(played, many));
      for (const layers of [few, many]) {
        const { nodes, edges, origins } = traced(played, `yarn/a${layers}`);
        assert.deepEqual({ nodes, edges }, { nodes: 2 * layers + 1, edges: 4 * layers - 2 });
        assert.deepEqual(
          origins.map(({ share }) => share),
          [0.5, 0.5],
        );
      }
      const verdict = await played.verdict(`yarn/a${many}`);
      assert.equal(verdict.result, 'holds', JSON.stringify(verdict.findings.slice(0, 3)));
      assert.equal(verdict.gramsSubstantiated, 1_000_000);
      assert.equal(verdict.lotCount, 2 * many + 1);
      const { answer } = await assertSameFromEvidence(played, `yarn/a${many}`);
      assert.equal(answer!.lots, 2 * many + 1);
      assert.equal(answer!.events, 2 * many + 1);
    },
    made,
  );
});

test('pilot: blending is exponential; here twice the layers are at most two and a half times the work of the judge', async () => {
  const looks: number[] = [];
  for (const layers of [24, 48]) {
    const told = mill([grown('raw/1', 1_000_000), grown('raw/2', 1_000_000)], `yarn/a${layers}`);
    await withCase(
      told,
      async (played) => {
        await captureAll(played, ladder(played, layers));
        looks.push(await looksOf(played, `yarn/a${layers}`));
      },
      made,
    );
  }
  const [few, many] = looks as [number, number];
  assert.ok(few > 2 * 24, `${few} looks at ${2 * 24 + 1} lots`);
  assert.ok(few < 100 * 2 * 24, `${few} looks at ${2 * 24 + 1} lots`);
  assert.ok(many < few * 2.5, `${few} looks for 24 layers, ${many} for 48`);
});
