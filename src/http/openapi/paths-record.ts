import type { RecordKind } from '#verifier';
import { isWhollyOpen, type RecordNoun, recordNouns } from '../record/noun.ts';
import { recordExamples } from './examples-record.ts';
import { answersWith, inPath, listOf, operation, type Paths, ref } from './operation.ts';
import { schemaNameOf } from './schemas-record.ts';

const json = 'application/json';
const records = 'Records';
const verdicts = 'Verdicts';

const summaries: Readonly<Record<RecordKind, string>> = {
  accreditation: 'Accredit a body',
  certificate: 'Issue, declare or hand in a certificate',
  status: 'Confirm, refute, suspend, reinstate, revoke or withdraw',
  trade: 'Declare a contract, order, shipment or leg',
  answer: 'Acknowledge, receive, refuse, dispute, settle or withdraw a trade',
  claim: 'Claim that lots, or a product, bear a claim of a scheme',
  account: 'Move claimed material on an account',
  case: 'Open a case, add to it, decide it',
  membership: 'Name an employee, producer or subcontractor',
  invitation: 'Invite somebody',
  acceptance: 'Accept an invitation',
  head: 'Tell what was seen of another log',
  trust: 'Name the anchors that chains of accreditation begin at',
  pack: 'Bring a pack of rules into force',
};

const party = {
  party: {
    type: 'string',
    description: 'In whose name; a party key speaks for its own party only. The operator if left out',
  },
};

const listed = {
  about: { type: 'string', description: 'Id, lot, product or party that it is about' },
  issuer: { type: 'string', description: 'Who said it' },
  offset: { type: 'integer', minimum: 0, default: 0, description: 'First record of the page' },
  limit: {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 30,
    description: 'Most records looked at for a page',
  },
};

const at = {
  at: {
    type: 'string',
    format: 'date-time',
    description: 'Time of judging; now if left out. The rules are those of the time of the claim',
  },
};

export const recordPaths: Paths = {
  ...Object.fromEntries(recordNouns.flatMap(pathsOf)),
  '/claims/{id}/verdict': {
    parameters: [inPath('id', 'URI of the claim, URL-encoded')],
    get: operation(verdicts, {
      summary: 'Does the claim hold, for each lot it is about',
      description:
        'Who made the claim, or examines it, is shown the kilograms of its own lots at every level.',
      query: {
        ...at,
        lots: { type: 'integer', minimum: 1, description: 'Most lots to judge, the newest of a product' },
      },
      answers: {
        '200': answersWith('The verdicts; below level full without kilograms and lots', {
          [json]: listOf('ClaimVerdict'),
        }),
      },
      problems: ['503'],
      needs: 'maybe',
    }),
  },
  '/lots/{id}/claims': {
    parameters: [inPath('id', 'Digital Link URI, EPC URN or own URI of a lot, item or unit, URL-encoded')],
    get: operation(verdicts, {
      summary: 'What is claimed of a lot, and whether it holds',
      query: at,
      answers: {
        '200': answersWith('The verdicts; below level full without kilograms and lots', {
          [json]: listOf('ClaimVerdict'),
        }),
      },
      problems: ['503'],
      needs: 'maybe',
    }),
  },
  '/report': {
    get: operation(verdicts, {
      summary: 'What is claimed, shipped or certified twice, anywhere in the log',
      query: at,
      answers: {
        '200': answersWith('What was found; what the level does not show is null', {
          [json]: ref('StandingReport'),
        }),
      },
      needs: 'key',
    }),
  },
  '/yields': {
    get: operation(verdicts, {
      summary: 'What processes usually give',
      description:
        'From the packs of the trade’s figures in force: grams out of a category for grams in, parts per million.',
      answers: {
        '200': answersWith('Bands, and the names of processes and categories', { [json]: ref('Yields') }),
      },
      needs: 'key',
    }),
  },
  '/trades/{id}/lots': {
    parameters: [inPath('id', 'Id of the trade, URL-encoded')],
    get: operation(records, {
      summary: 'How the buyer has named such lots of this seller before',
      answers: { '200': answersWith('By line of the trade', { [json]: listOf('RememberedLot') }) },
      needs: 'key',
    }),
  },
  '/notices': {
    get: operation(verdicts, {
      summary: 'Words about what a party relied on',
      query: {
        party: {
          type: 'string',
          description: 'Whose; a party key reads its own only. The operator if left out',
        },
        since: { type: 'integer', minimum: 0, description: 'Only those after this log entry' },
      },
      answers: { '200': answersWith('Newest first', { [json]: listOf('Notice') }) },
      needs: 'key',
    }),
  },
};

function pathsOf({ noun, kind, said, named }: RecordNoun): [string, Paths[string]][] {
  const all = {
    post: operation(records, {
      summary: summaries[kind],
      description:
        'Signed by the node in the name of a party whose key it holds. What a party signs itself goes to POST /capture as application/sd-jwt.',
      query: said === 'parties' ? party : {},
      takes: { [json]: ref(schemaNameOf(kind)) },
      example: recordExamples[kind],
      answers: { '201': answersWith('As it is now in the log', { [json]: ref('Record') }, ['Location']) },
      problems: ['409', '422'],
      needs: 'key',
    }),
    get: operation(records, {
      summary: `The ${noun}, newest first`,
      description: 'As far as the key is shown them: what it is not shown is left out, or null in a record.',
      query: listed,
      answers: { '200': answersWith('A page of them', { [json]: listOf('Record') }, ['Link']) },
      needs: 'key',
    }),
  };
  const one = {
    parameters: [
      inPath('id', named ? 'Its id, URL-encoded, or its log entry' : 'Its log entry; of a case also its id'),
    ],
    get: operation(records, {
      summary: `One of the ${noun}`,
      answers: {
        '200': answersWith('As the log has it', {
          [json]: ref('Record'),
          ...(isWhollyOpen(kind) ? { 'application/sd-jwt': ref('SignedStatement') } : {}),
        }),
      },
      needs: 'key',
    }),
  };
  return [
    [`/${noun}`, all],
    [`/${noun}/{id}`, one],
  ];
}
