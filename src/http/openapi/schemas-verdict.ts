// What the answers about claims look like (docs/protocol/claims.md); what the level does not show is null or empty.
import { assurances, claimChecks, custodyModels } from '#verifier';
import type { Schema } from './operation.ts';

const text = { type: 'string' };
const integer = { type: 'integer' };
const orNull = (type: string): Schema => ({ type: [type, 'null'] });
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

const level = { enum: ['country', 'region', 'site', 'full'] };
const codes = { ...list(text), description: 'docs/protocol/claims.md says what each code means' };
const entries = { ...list(integer), description: 'Log indexes of the statements that decided it' };

export const verdictSchemas: Record<string, Schema> = {
  ClaimCheck: object({
    name: { enum: [...claimChecks] },
    result: { enum: ['pass', 'fail', 'unknown', 'not-checked'] },
    detail: orNull('string'),
    codes,
    entries,
  }),
  ClaimFinding: object({
    code: text,
    check: { enum: [...claimChecks] },
    weight: { enum: ['fail', 'unknown', 'note'] },
    detail: orNull('string'),
    lot: orNull('string'),
    about: orNull('string'),
    entries,
  }),
  LotVerdict: object({
    lot: text,
    gramsClaimed: orNull('integer'),
    gramsSubstantiated: orNull('integer'),
    codes,
  }),
  YieldVerdict: object({
    entry: integer,
    index: integer,
    process: text,
    site: orNull('string'),
    inGrams: integer,
    outGrams: integer,
    yieldPpm: integer,
    lowPpm: integer,
    highPpm: integer,
    verdict: { enum: ['ok', 'high-yield', 'low-yield'] },
  }),
  ClaimVerdict: object({
    claim: text,
    claimant: orNull('string'),
    lot: orNull('string'),
    scheme: text,
    code: text,
    model: { enum: [...custodyModels] },
    sharePpm: integer,
    result: { enum: ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn'] },
    state: {
      enum: ['claimed', 'confirmed', 'disputed', 'refuted', 'suspended', 'expired', 'revoked', 'withdrawn'],
    },
    assurance: { enum: [...assurances, null] },
    wording: {
      ...orNull('string'),
      description: 'The sentence that may be said of it; null unless it holds',
    },
    gramsClaimed: orNull('integer'),
    gramsSubstantiated: orNull('integer'),
    checks: list(ref('ClaimCheck')),
    findings: list(ref('ClaimFinding')),
    lots: list(ref('LotVerdict')),
    lotCount: integer,
    yields: list(ref('YieldVerdict')),
    pack: {
      anyOf: [object({ pack: text, version: text, digest: text, entry: integer }), { type: 'null' }],
      description: 'The rules that it was judged by',
    },
    uncertain: { ...list(text), description: 'Figures used that the pack marks uncertain' },
    rules: { const: 'selvedge-rules/2' },
    judgedAtMs: integer,
    entries,
    level,
  }),
  StandingReport: object({
    judgedAtMs: integer,
    level,
    findings: list(
      object({
        code: text,
        detail: orNull('string'),
        subject: orNull('string'),
        parties: { type: ['array', 'null'], items: text },
        entries: list(integer),
      }),
    ),
  }),
  RememberedLot: object({
    line: integer,
    lot: orNull('string'),
    product: orNull('string'),
    ownLot: {
      ...orNull('string'),
      description: 'The buyer’s own name for it; null where it has given none yet',
    },
  }),
  Notice: object({
    entry: integer,
    recordedAtMs: integer,
    kind: text,
    word: text,
    about: text,
    by: text,
    touches: { ...list(text), description: 'Claims and certificates of the party that rest on it' },
    detail: text,
  }),
};
