// Chains as flows, and what is proven of products.
import { stages } from '../../domain/trace/stage.ts';
import { answersWith, inPath, operation, type Paths, ref, type Schema } from './operation.ts';

const json = 'application/json';
const lots = 'Lots';

const text = { type: 'string' };
const integer = { type: 'integer' };
const truth = { type: 'boolean' };
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const counts = (description: string): Schema => ({
  type: 'object',
  description,
  additionalProperties: integer,
});
const grams = orNull('integer');
const share = { ...orNull('number'), description: '0 to 1; null where nothing is weighed' };
const day = (description: string): Schema => ({ type: 'string', format: 'date', description });

export const flowPaths: Paths = {
  '/flow/{id}': {
    parameters: [inPath('id', 'Digital Link URI, EPC URN or own URI of a lot, item or unit, URL-encoded')],
    get: operation(lots, {
      summary: 'The chain of a lot as flows between stages and places, whatever its size',
      description:
        'Nodes are places of work (below level site: countries or regions), edges what went from one to the other. For each node in + born + open = made + loss, and made = gone + remaining. Pieces weigh what their product is told to weigh, else what went into them; what cannot be weighed is listed in `apart`.',
      query: {
        direction: {
          enum: ['back', 'forward'],
          default: 'back',
          description: 'back to the origins, or forward to what was made of it',
        },
        from: day('Leaves out lots made before this day (UTC)'),
        until: day('Leaves out lots made after this day (UTC)'),
        nodes: {
          type: 'integer',
          minimum: 1,
          maximum: 500,
          default: 200,
          description: 'Most nodes: the smallest of each stage beyond that become one',
        },
        verdicts: {
          enum: ['yes', 'no'],
          default: 'no',
          description:
            'Judges the claims on the lot, and on up to eight others of the chain, which takes longer',
        },
        lots: { enum: ['yes', 'no'], default: 'no', description: 'Lists lots as well, largest first' },
        node: { ...text, description: 'Only lots of this node: its `key`' },
        stage: { ...text, description: 'Only lots of this stage' },
        facility: { ...text, description: 'Only lots made at this facility or by this party' },
        search: { ...text, description: 'Only lots with this in their id' },
        offset: { type: 'integer', minimum: 0, default: 0, description: 'First lot of the page' },
        limit: { type: 'integer', minimum: 1, maximum: 500, default: 50, description: 'Most lots to a page' },
      },
      answers: {
        '200': answersWith('The flow; what the level does not show is null', { [json]: ref('Flow') }),
      },
      problems: ['503'],
      needs: 'maybe',
    }),
  },
  '/products/{id}/proof': {
    parameters: [inPath('id', 'URI of the product, URL-encoded')],
    get: operation(lots, {
      summary: 'What is proven of a product: claimed and substantiated, over its newest lots',
      query: {
        limit: {
          type: 'integer',
          minimum: 1,
          maximum: 50,
          default: 12,
          description: 'Lots to judge, the newest: `lots` says how many there are',
        },
      },
      answers: { '200': answersWith('Lot by lot', { [json]: ref('ProductProof') }) },
      problems: ['503'],
      needs: 'key',
    }),
  },
};

const findings = counts('Code of what speaks against a claim → how often');

const node = object({
  key: text,
  stage: { enum: [...stages] },
  work: list(text),
  place: orNull('string'),
  party: orNull('string'),
  name: orNull('string'),
  country: orNull('string'),
  region: orNull('string'),
  latitude: orNull('number'),
  longitude: orNull('number'),
  merged: { ...integer, description: 'Places that it stands for' },
  lots: integer,
  custodialLots: integer,
  fromMs: grams,
  untilMs: grams,
  share,
  containedGrams: grams,
  inGrams: grams,
  bornGrams: grams,
  openGrams: grams,
  madeGrams: grams,
  lossGrams: grams,
  goneGrams: grams,
  remainingGrams: grams,
  lotsByInputs: { ...integer, description: 'Lots that weigh what went into them, because nobody told more' },
  apart: list(object({ dimension: orNull('string'), lots: integer, amount: orNull('integer') })),
  gaps: integer,
  conflicts: integer,
  claims: counts('holds, partly, fails, cannot-tell, withdrawn or not-judged → how many'),
  findings,
});

const edge = object({
  from: text,
  to: text,
  share,
  grams,
  containedGrams: grams,
  links: integer,
  unknown: { ...integer, description: 'Links without a known weight' },
});

const totals = object({
  lots: integer,
  links: integer,
  nodes: integer,
  edges: { ...integer, description: 'At most 5,000, the largest, are listed' },
  hidden: { ...integer, description: 'Lots left out because of their time' },
  lotsByInputs: integer,
  lotsApart: integer,
  gaps: integer,
  conflicts: integer,
  firstMs: grams,
  lastMs: grams,
  askedGrams: grams,
  endGrams: { ...grams, description: 'Contained in lots that lead no further' },
  unknownAmounts: truth,
});

const proofClaim = object({
  claim: text,
  scheme: text,
  code: text,
  result: { enum: ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn'] },
  gramsClaimed: grams,
  gramsSubstantiated: grams,
  share,
});

export const flowSchemas: Record<string, Schema> = {
  Flow: object({
    question: object({ id: text, direction: { enum: ['back', 'forward'] } }),
    level: { enum: ['country', 'region', 'site', 'full'] },
    lot: ref('Lot'),
    tookMs: { type: 'number' },
    nodes: list(node),
    edges: list(edge),
    totals,
    gaps: list(object({ node: text, kind: text, lot: orNull('string'), detail: orNull('string') })),
    conflicts: list(object({ node: text, lot: orNull('string'), detail: orNull('string') })),
    findings: list({ type: 'object' }),
    lots: {
      type: ['object', 'null'],
      required: ['member', 'total', 'next'],
      properties: { member: list({ type: 'object' }), total: integer, next: orNull('integer') },
    },
  }),
  ProductProof: object({
    product: text,
    level: { enum: ['country', 'region', 'site', 'full'] },
    judgedAtMs: integer,
    lots: integer,
    looked: integer,
    gramsClaimed: grams,
    gramsSubstantiated: grams,
    share,
    unweighed: { ...integer, description: 'Claims on lots whose kilograms are not known' },
    gaps: orNull('integer'),
    conflicts: orNull('integer'),
    results: counts('Result → claims on lots'),
    member: list(
      object({
        id: text,
        kind: text,
        bornAtMs: orNull('integer'),
        produced: orNull('integer'),
        dimension: orNull('string'),
        claims: list(proofClaim),
        gaps: orNull('integer'),
        conflicts: orNull('integer'),
      }),
    ),
    findings: list(object({ code: text, lots: integer, detail: orNull('string'), entries: list(integer) })),
  }),
};
