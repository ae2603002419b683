import { evidenceType } from '../lot/lot.ts';
import { answersWith, inPath, listOf, operation, type Paths, ref } from './operation.ts';

const json = 'application/json';
const lots = 'Lots';
const registers = 'Registers';
const lotId = [inPath('id', 'Digital Link URI, EPC URN or own URI of a lot, item or unit, URL-encoded')];

export const lotPaths: Paths = {
  '/lots/{id}': {
    parameters: lotId,
    get: operation(lots, {
      summary: 'One lot: produced, drawn, remaining',
      answers: {
        '200': answersWith('The lot; what the level does not show is null', { [json]: ref('Lot') }),
      },
      needs: 'maybe',
    }),
  },
  '/trace/{id}': {
    parameters: lotId,
    get: operation(lots, {
      summary: 'Where it comes from, or where it went',
      query: {
        direction: {
          enum: ['back', 'forward'],
          default: 'back',
          description: 'back to the origins, or forward to what was made of it',
        },
        offset: {
          type: 'integer',
          minimum: 0,
          default: 0,
          description: 'First node of the page; `next` of the page before',
        },
        limit: {
          type: 'integer',
          minimum: 1,
          maximum: 1000,
          default: 100,
          description: 'Most nodes and origins to a page',
        },
      },
      answers: {
        '200': answersWith('Origins, shares, stages, gaps; what the level does not show is null', {
          [json]: ref('Trace'),
        }),
      },
      needs: 'maybe',
    }),
  },
  '/evidence/{id}': {
    parameters: lotId,
    get: operation(lots, {
      summary: 'A file that lets a stranger check the trace',
      query: {
        level: {
          enum: ['country', 'region', 'site', 'full'],
          description: 'How much it shows; as much as the key grants if left out',
        },
        since: {
          type: 'integer',
          minimum: 0,
          description: 'Size of an earlier checkpoint to prove consistency with',
        },
      },
      answers: {
        '200': answersWith(
          'The evidence file',
          { [evidenceType]: ref('Evidence'), [json]: ref('Evidence') },
          ['Content-Disposition'],
        ),
      },
      needs: 'maybe',
    }),
  },
  ...registerPaths('parties', 'Party', 'PartyAdmission', 'Admit a party'),
  ...registerPaths('facilities', 'Facility', 'FacilityForm', 'Register a facility'),
  ...registerPaths('products', 'Product', 'ProductForm', 'Register a product'),
  '/parties/{id}/keys': {
    parameters: [inPath('id', 'URI of the party, URL-encoded')],
    post: operation(registers, {
      summary: 'Enrol the key of a device',
      description:
        'One more key of the party, beside those that it has. A key that it has enrolled already is answered as it is (200).',
      takes: { [json]: ref('Device') },
      answers: { '201': answersWith('The key', { [json]: ref('NamedKey') }, ['Location']) },
      problems: ['422'],
      needs: 'key',
    }),
    get: operation(registers, {
      summary: 'The keys of a party, with the names of its devices',
      description: 'For the party itself and the operator.',
      answers: { '200': answersWith('The keys', { [json]: listOf('NamedKey') }) },
      needs: 'key',
    }),
  },
  '/parties/{id}/keys/{kid}/revocation': {
    parameters: [
      inPath('id', 'URI of the party, URL-encoded'),
      inPath('kid', 'RFC 7638 thumbprint of the key'),
    ],
    post: operation(registers, {
      summary: 'Revoke a key',
      description: 'What the key signed before stays valid; nothing that it signs from here on is taken.',
      takes: { [json]: ref('Revocation') },
      answers: { '200': answersWith('The party with its keys', { [json]: ref('Party') }) },
      needs: 'key',
    }),
  },
};

function registerPaths(noun: string, view: string, form: string, summary: string): Paths {
  return {
    [`/${noun}`]: {
      post: operation(registers, {
        summary,
        takes: { [json]: ref(form) },
        answers: { '201': answersWith('As it is now in the log', { [json]: ref(view) }, ['Location']) },
        needs: 'key',
      }),
      get: operation(registers, {
        summary: `All ${noun}`,
        ...(noun !== 'parties' && {
          query: { party: { type: 'string', description: 'Only those of this party' } },
        }),
        answers: { '200': answersWith(`All ${noun} that the log knows`, { [json]: listOf(view) }) },
        needs: 'key',
      }),
    },
    [`/${noun}/{id}`]: {
      parameters: [inPath('id', 'URI, URL-encoded')],
      get: operation(registers, {
        summary: `One of the ${noun}`,
        answers: { '200': answersWith('As the log says', { [json]: ref(view) }) },
        needs: 'key',
      }),
    },
  };
}
