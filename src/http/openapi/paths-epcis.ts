import { epcFormats } from '../epcis/epc-format.ts';
import { queryParameters } from '../epcis/query.ts';
import { answersEmpty, answersWith, inPath, operation, type Paths, ref } from './operation.ts';

const json = 'application/json';
const jsonLd = 'application/ld+json';
const sdJwt = 'application/sd-jwt';
const tag = 'EPCIS 2.0';
const sender = {
  party: { type: 'string', description: 'In whose name; a party key speaks for its own party only' },
  granularity: {
    enum: ['property', 'event'],
    description: 'What can be withheld later: each property, or whole events',
  },
};
const paging = {
  perPage: {
    type: 'integer',
    minimum: 1,
    default: 30,
    description: 'Most to a page; 1000 at most are given',
  },
  nextPageToken: { type: 'string', description: 'From the Link header, for the same query' },
};
const filters = Object.fromEntries(
  queryParameters.map((name) => [
    name,
    { type: 'string', description: 'EPCIS 2.0 section 12.7; several values are separated by |' },
  ]),
);
const versions = {
  'GS1-EPCIS-Min': { type: 'string', description: 'Refused with 406 where it is above 2.0' },
  'GS1-EPCIS-Max': { type: 'string', description: 'Refused with 406 where it is below 2.0' },
  'GS1-EPC-Format': {
    enum: [...epcFormats],
    default: 'Always_GS1_Digital_Link',
    description: 'How EPCs are written in answers',
  },
};
const answered = ['GS1-EPCIS-Version', 'GS1-CBV-Version', 'GS1-Extensions'];
const sight =
  'The operator and readers of level full are shown events whole, a party its own and no others. Readers of level site are shown of each which lots and where, without quantities, orders, ilmd and properties of one’s own; events that were signed as a whole, and those that EPCIS would not call events any more, are left out. Below site there are none. Filters and pages know only what is shown.';
const queryDocument = { [json]: ref('EPCISQueryDocument'), [jsonLd]: ref('EPCISQueryDocument') };

export const epcisPaths: Paths = {
  '/capture': {
    post: operation(tag, {
      summary: 'Capture a document, or signed statements one a line',
      description:
        'Taken down durably before 202 is answered, then checked and recorded in order. Documents are signed by the node in the name of the party (custodial). Signed statements stand each by itself.',
      query: sender,
      headers: {
        ...versions,
        'GS1-Capture-Error-Behaviour': {
          enum: ['rollback', 'proceed'],
          description:
            'rollback (usual): all events or none; proceed (usual for signed statements): the good ones',
        },
      },
      takes: {
        [json]: ref('EPCISDocument'),
        [jsonLd]: ref('EPCISDocument'),
        [sdJwt]: ref('SignedStatement'),
      },
      answers: { '202': answersEmpty('Taken; Location is the capture job', ['Location', ...answered]) },
      problems: ['429'],
      needs: 'key',
    }),
    get: operation(tag, {
      summary: 'Capture jobs, newest first',
      query: paging,
      answers: {
        '200': answersWith(
          'The jobs of the key’s party; of all parties for the operator',
          { [json]: { type: 'array', items: ref('CaptureJob') } },
          ['Link'],
        ),
      },
      needs: 'key',
    }),
  },
  '/capture/preview': {
    post: operation(tag, {
      summary: 'What capture would say, without recording',
      description:
        'Decides about the same body as POST /capture would now: for each event whether it is new, recorded already or refused, and why; what gaps it leaves and whether the yield is usual; and what is left of each lot afterwards (of lots that others made, at level full only). Nothing is signed, logged or changed. A party that signs on its own device may ask about a document before it signs.',
      query: sender,
      headers: {
        ...versions,
        'GS1-Capture-Error-Behaviour': {
          enum: ['rollback', 'proceed'],
          description: 'Decides `outcome` only: every event is answered for itself',
        },
      },
      takes: {
        [json]: ref('EPCISDocument'),
        [jsonLd]: ref('EPCISDocument'),
        [sdJwt]: ref('SignedStatement'),
      },
      answers: { '200': answersWith('What would become of it', { [json]: ref('CapturePreview') }, answered) },
      needs: 'key',
    }),
  },
  '/capture/{id}': {
    parameters: [inPath('id', 'captureID')],
    get: operation(tag, {
      summary: 'One capture job',
      answers: {
        '200': answersWith('Its state, its errors, and the outcome of each event', {
          [json]: ref('CaptureJob'),
        }),
      },
      needs: 'key',
    }),
  },
  '/events': {
    post: operation(tag, {
      summary: 'Record one event, or one signed statement',
      description: 'Validated, signed, and on disk in the log before it is answered.',
      query: sender,
      headers: versions,
      takes: { [json]: ref('EPCISEvent'), [jsonLd]: ref('EPCISEvent'), [sdJwt]: ref('SignedStatement') },
      answers: {
        '201': answersWith('Recorded', { [json]: ref('CaptureOutcome'), [jsonLd]: ref('CaptureOutcome') }, [
          'Location',
          ...answered,
        ]),
        '409': answersWith(
          'Recorded already; `location` says where',
          { 'application/problem+json': ref('Problem') },
          ['Location'],
        ),
      },
      needs: 'key',
    }),
    get: operation(tag, {
      summary: 'Find events',
      description: sight,
      query: { ...filters, ...paging },
      headers: versions,
      answers: {
        '200': answersWith('A page of the events that this key is shown', queryDocument, [
          'Link',
          'GS1-EPC-Format',
          ...answered,
        ]),
      },
      needs: 'key',
    }),
  },
  '/events/{id}': {
    parameters: [inPath('id', 'eventID, URL-encoded')],
    get: operation(tag, {
      summary: 'One event, with its error declarations',
      description: sight,
      headers: versions,
      answers: { '200': answersWith('The event', queryDocument, answered) },
      needs: 'key',
    }),
  },
};
