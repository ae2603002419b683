// A chain of as many places as somebody wants to see at once, as the node would answer it.

/** An answer of the node with so many places in five stages, each fed by two of the stage before. */
export function largeFlow(count: number): Record<string, unknown> {
  const stages = ['field', 'gin', 'yarn', 'fabric', 'finishing'];
  const each = count / stages.length;
  const key = (stage: number, at: number): string => `${stages[stage]}|${at}`;
  const amounts = {
    inGrams: 5e6,
    bornGrams: 0,
    openGrams: 0,
    madeGrams: 5e6,
    lossGrams: 0,
    goneGrams: 4e6,
    remainingGrams: 1e6,
  };
  const nodes = stages.flatMap((stage, column) =>
    Array.from({ length: each }, (_, at) => ({
      ...{
        key: key(column, at),
        stage,
        work: [],
        place: `urn:${column}:${at}`,
        party: null,
        name: `${stage} ${at}`,
      },
      ...{
        country: 'TR',
        region: null,
        latitude: 37 + at / each,
        longitude: 30 + column,
        merged: 1,
        lots: 200,
      },
      ...{
        custodialLots: 0,
        fromMs: 1.7e12,
        untilMs: 1.75e12,
        share: 1 / each,
        containedGrams: 1e6 + at * 1e4,
      },
      ...{
        ...amounts,
        lotsByInputs: 0,
        apart: [],
        gaps: at % 25 === 0 ? 1 : 0,
        conflicts: 0,
        claims: {},
        findings: {},
      },
    })),
  );
  const edges = stages.slice(1).flatMap((_, column) =>
    Array.from({ length: each }, (_, at) => [at, (at * 7 + 3) % each]).flatMap(([at, other]) =>
      [at, other].map((from) => ({
        ...{
          from: key(column, from!),
          to: key(column + 1, at!),
          share: 0.5 / each,
          grams: 5e5,
          containedGrams: 5e5,
        },
        ...{ links: 10, unknown: 0 },
      })),
    ),
  );
  const totals = {
    lots: 100_000,
    links: 230_000,
    nodes: count,
    edges: edges.length,
    hidden: 0,
    lotsByInputs: 0,
    lotsApart: 0,
  };
  return {
    question: { id: 'x', direction: 'back' },
    level: 'full',
    lot: {
      id: 'x',
      kind: 'lot',
      dimension: 'mass',
      produced: 1,
      drawn: 0,
      remaining: 1,
      party: null,
      place: null,
    },
    tookMs: 1,
    nodes,
    edges,
    totals: {
      ...totals,
      gaps: 20,
      conflicts: 0,
      firstMs: 1.7e12,
      lastMs: 1.75e12,
      askedGrams: 1e6,
      endGrams: 1e6,
      unknownAmounts: false,
    },
    ...{ gaps: [], conflicts: [], findings: [], lots: { member: [], total: 0, next: null } },
  };
}
