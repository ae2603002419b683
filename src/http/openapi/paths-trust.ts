// The claims board, certificates with their volumes, cases with their course, what waits for certifiers, suppliers by tier.
import { assurances, certificateTypes, custodyModels } from '#verifier';
import { stages } from '../../domain/trace/stage.ts';
import { claimStates } from '../claim/board.ts';
import { reviewLists } from '../trust/review.ts';
import { answersWith, inPath, operation, type Paths, ref, type Schema } from './operation.ts';

const json = 'application/json';
const verdicts = 'Verdicts';
const records = 'Records';
const work = 'Working day';

const text = { type: 'string' };
const integer = { type: 'integer' };
const truth = { type: 'boolean' };
const textOrNull = { type: ['string', 'null'] };
const integerOrNull = { type: ['integer', 'null'] };
const list = (items: Schema): Schema => ({ type: 'array', items });
const object = (properties: Record<string, Schema>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});
const orNull = (schema: Schema): Schema => ({ oneOf: [schema, { type: 'null' }] });
const level = { enum: ['country', 'region', 'site', 'full'] };
const result = { enum: ['holds', 'partly', 'fails', 'cannot-tell', 'withdrawn', null] };

const paged = {
  perPage: { type: 'integer', minimum: 1, maximum: 1000, default: 30, description: 'Most to a page' },
  nextPageToken: { type: 'string', description: 'Of the `Link` of the page before' },
};

export const trustPaths: Paths = {
  '/claims/board': {
    get: operation(verdicts, {
      summary: 'Claims, newest first, each with what its newest lots come to now',
      description:
        'Judging takes time: of each claim three lots are judged, which `looked` says. Who made a claim, or examines it, is shown its kilograms at every level.',
      query: {
        claim: { ...text, description: 'Only this one' },
        claimant: { ...text, description: 'Only claims of this party' },
        scheme: { ...text, description: 'Only claims of this scheme' },
        product: { ...text, description: 'Only claims of this product as a whole' },
        state: { enum: claimStates, description: 'Only claims in this state' },
        expiring: {
          enum: ['yes', 'no'],
          default: 'no',
          description: 'Only claims that end within sixty days',
        },
        search: { ...text, description: 'Part of an id, of the text, or of the name of claimant or product' },
        ...paged,
        perPage: { ...paged.perPage, maximum: 30 },
      },
      answers: { '200': answersWith('A page of the board', { [json]: ref('ClaimsBoard') }, ['Link']) },
      problems: ['503'],
      needs: 'key',
    }),
  },
  '/claims/preview': {
    post: operation(verdicts, {
      summary: 'What would be said of a claim, before it is made',
      description:
        'The rules for taking it, and the verdict on up to three of its lots as if it stood in the log. Nothing is signed or recorded. Where the lots are not the party’s, there are no verdicts.',
      query: {
        party: { ...text, description: 'Whose claim; a party key speaks for its own only' },
      },
      takes: { [json]: ref('ClaimClaims') },
      answers: { '200': answersWith('Refusals and verdicts', { [json]: ref('ClaimPreview') }) },
      problems: ['409', '422', '503'],
      needs: 'key',
    }),
  },
  '/certificates/{id}/standing': {
    parameters: [inPath('id', 'Id of the certificate, URL-encoded, or its log entry')],
    get: operation(records, {
      summary: 'What is drawn from a certificate, what was said of it, and who lets its issuer say it',
      description: 'Kilograms and reasons are shown with the records that tell them.',
      answers: { '200': answersWith('As it stands now', { [json]: ref('CertificateStanding') }) },
      needs: 'key',
    }),
  },
  '/cases/{id}/course': {
    parameters: [inPath('id', 'Id of the case, URL-encoded')],
    get: operation(records, {
      summary: 'A case from its opening on: its steps, who may decide it, what it moved',
      answers: {
        '200': answersWith('The case; `moved` compares the verdict before it was opened with that of now', {
          [json]: ref('CaseCourse'),
        }),
      },
      problems: ['503'],
      needs: 'key',
    }),
  },
  '/review': {
    get: operation(work, {
      summary: 'What waits for a party that certifies',
      description:
        'Claims and certificates that it is to examine, open cases that it may decide, its own certificates that end within ninety days.',
      query: {
        party: { ...text, description: 'Whose; a party key reads its own only. The operator if left out' },
        list: { enum: reviewLists, description: 'Only members of this list, page by page' },
        ...paged,
      },
      answers: { '200': answersWith('Each list with its count', { [json]: ref('Review') }, ['Link']) },
      needs: 'key',
    }),
  },
  '/parties/{id}/suppliers': {
    parameters: [inPath('id', 'URI of the party, URL-encoded')],
    get: operation(work, {
      summary:
        'How much of a party’s chain has joined and records for itself, tier by tier, and whom it invited',
      description:
        'Tier 1 sells to the party. Names of partners are shown to the party, names of others from level site on, kilograms at full.',
      query: {
        lots: {
          type: 'integer',
          minimum: 1,
          maximum: 50,
          default: 12,
          description: 'Own lots to trace, the newest: `looked` says how many there were',
        },
      },
      answers: { '200': answersWith('Tiers, nearest first', { [json]: ref('Suppliers') }) },
      needs: 'key',
    }),
  },
};

const authority = object({ declares: truth, examines: truth, withdraws: truth, decides: truth });

const steps = list(
  object({
    kind: { enum: ['accreditation', 'trust'] },
    entry: integer,
    party: text,
    partyName: textOrNull,
    role: textOrNull,
    schemes: list(text),
    by: text,
    byName: textOrNull,
    validFromMs: integer,
    validUntilMs: integerOrNull,
  }),
);

const volume = object({
  kind: {
    enum: ['certified', 'allowed'],
    description: 'What others drew from it; or what was shipped by its holder while it was valid',
  },
  grams: integerOrNull,
  usedGrams: integerOrNull,
  isUnknown: truth,
  uses: list(
    object({
      certificate: text,
      entry: integer,
      holder: text,
      holderName: textOrNull,
      grams: integerOrNull,
      atMs: integer,
    }),
  ),
  useCount: integer,
});

const caseWaiting = object({
  case: text,
  opening: { enum: ['challenges', 'reports'] },
  about: text,
  by: text,
  byName: textOrNull,
  openedAtMs: integer,
  dueMs: integerOrNull,
  isOverdue: truth,
});

const toldBy = object({ device: integer, custodial: integer, other: integer, nobody: integer });
const counted = (member: Schema): Schema => object({ count: integer, member: list(member) });

const moment = orNull(
  object({
    atMs: integer,
    looked: integer,
    result,
    state: text,
    gramsClaimed: integerOrNull,
    gramsSubstantiated: integerOrNull,
  }),
);

const supplier = object({
  party: textOrNull,
  name: textOrNull,
  country: textOrNull,
  stages: list({ enum: [...stages] }),
  state: { enum: ['recording', 'joined', 'told'] },
  lots: integerOrNull,
  grams: orNull(toldBy),
  isKnown: truth,
});

export const trustSchemas: Record<string, Schema> = {
  ClaimsBoard: object({
    judgedAtMs: integer,
    count: integer,
    member: list(
      object({
        claim: text,
        entry: integer,
        recordedAtMs: integer,
        claimant: text,
        claimantName: textOrNull,
        text: textOrNull,
        scheme: text,
        code: text,
        schemeTitle: textOrNull,
        codeTitle: textOrNull,
        model: { enum: [...custodyModels] },
        sharePpm: integer,
        product: textOrNull,
        productName: textOrNull,
        validUntilMs: integerOrNull,
        state: { enum: claimStates },
        lots: integerOrNull,
        looked: integer,
        result,
        gramsClaimed: integerOrNull,
        gramsSubstantiated: integerOrNull,
        reason: orNull(ref('ClaimFinding')),
      }),
    ),
  }),
  ClaimPreview: object({
    refusals: list(ref('Refusal')),
    lots: integer,
    verdicts: list(ref('ClaimVerdict')),
  }),
  CertificateStanding: object({
    certificate: text,
    atMs: integer,
    state: text,
    assurance: { enum: [...assurances] },
    volume: orNull(volume),
    words: list(
      object({
        entry: integer,
        recordedAtMs: integer,
        state: text,
        fromMs: integer,
        by: text,
        byName: textOrNull,
        reason: textOrNull,
      }),
    ),
    accreditation: orNull(object({ ok: truth, detail: textOrNull, steps })),
    cases: list(object({ case: text, opening: text, state: text, openedAtMs: integer })),
    you: orNull(authority),
  }),
  CaseCourse: object({
    case: text,
    state: text,
    about: object({
      id: text,
      kind: { enum: ['claim', 'certificate', 'trade', 'lot'] },
      scheme: textOrNull,
      party: textOrNull,
      partyName: textOrNull,
      state: textOrNull,
    }),
    steps: list({ allOf: [ref('Record'), object({ issuerName: textOrNull })] }),
    deciders: list(object({ party: text, name: textOrNull })),
    you: orNull(authority),
    moved: orNull(object({ before: moment, after: moment })),
  }),
  Review: object({
    party: text,
    atMs: integer,
    accreditations: list(
      object({
        accreditation: text,
        entry: integer,
        role: text,
        schemes: list(text),
        countries: list(text),
        processes: list(text),
        validFromMs: integer,
        validUntilMs: integer,
        by: text,
        byName: textOrNull,
        state: text,
        counts: truth,
        steps,
      }),
    ),
    confirm: counted(
      object({
        kind: { enum: ['claim', 'certificate'] },
        id: text,
        entry: integer,
        by: text,
        byName: textOrNull,
        of: text,
        ofName: textOrNull,
        scheme: text,
        what: text,
        state: text,
        recordedAtMs: integer,
        validUntilMs: integerOrNull,
      }),
    ),
    cases: counted(caseWaiting),
    expiring: counted(
      object({
        certificate: text,
        type: { enum: [...certificateTypes] },
        scheme: text,
        number: textOrNull,
        validUntilMs: integer,
        isExpired: truth,
        holder: text,
        holderName: textOrNull,
      }),
    ),
  }),
  Suppliers: object({
    party: text,
    level,
    atMs: integer,
    lots: integer,
    looked: integer,
    tiers: list(
      object({
        tier: integer,
        suppliers: integer,
        joined: integer,
        recording: integer,
        grams: orNull(toldBy),
        share: {
          type: ['number', 'null'],
          description: 'Of its kilograms, those told by who made them, 0 to 1; null where nothing is weighed',
        },
        member: list(supplier),
      }),
    ),
    invited: list(
      object({
        invitation: text,
        entry: integer,
        as: text,
        note: textOrNull,
        invitedAtMs: integer,
        expiresMs: integer,
        state: { enum: ['open', 'expired', 'joined', 'recording'] },
        party: textOrNull,
        partyName: textOrNull,
        joinedAtMs: integerOrNull,
        invitedOn: integer,
        joinedOn: integer,
        reach: integer,
      }),
    ),
  }),
};
