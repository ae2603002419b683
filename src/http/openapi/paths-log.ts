import { answersEmpty, answersWith, inPath, listOf, operation, type Paths, ref } from './operation.ts';

const json = 'application/json';
const log = 'Log';
const operating = 'Operating';
const text = { type: 'string' };
const bytes = { 'application/octet-stream': { type: 'string', format: 'binary' } };

export const logPaths: Paths = {
  '/log/checkpoint': {
    get: operation(log, {
      summary:
        'The signed head of the log (C2SP tlog-checkpoint), with the cosignatures of witnesses that have signed it',
      answers: { '200': answersWith('A signed note', { 'text/plain': text }) },
      needs: 'open',
    }),
  },
  '/log/tile/{path}': {
    parameters: [
      inPath(
        'path',
        'C2SP tlog-tiles: <level>/<index>[.p/<width>] or entries/<index>[.p/<width>], e.g. 0/x001/x234/067. It holds slashes.',
      ),
    ],
    get: operation(log, {
      summary: 'A tile of hashes, or a bundle of entries',
      answers: { '200': answersWith('Never changes: cache it for ever', bytes, ['Cache-Control']) },
      needs: 'open',
    }),
  },
  '/log/proof/{index}': {
    parameters: [inPath('index', 'Number of the entry', { type: 'integer', minimum: 0 })],
    get: operation(log, {
      summary: 'Proof that an entry is in the log (C2SP tlog-proof)',
      answers: { '200': answersWith('The proof, with the checkpoint it leads to', { 'text/plain': text }) },
      needs: 'open',
    }),
  },
  '/log/audit/{index}': {
    parameters: [inPath('index', 'Number of a root entry of the holdings', { type: 'integer', minimum: 0 })],
    get: operation(log, {
      summary: 'The transition of the map of balances from the root before to this one',
      description:
        'For everybody where the lots are public, else for every key; the newest 64 are kept. Its form and what it shows: docs/protocol/holdings.md, "Audits".',
      answers: {
        '200': answersWith('The audit; it never changes', { [json]: { type: 'object' } }, ['Cache-Control']),
      },
      needs: 'maybe',
    }),
  },
  '/log/statements/{bundle}': {
    parameters: [
      inPath(
        'bundle',
        'Index of a bundle of entries as its tile has it, e.g. 000 or x001/234.p/112. It holds slashes.',
      ),
    ],
    get: operation(log, {
      summary: 'The statements of a bundle of entries, for those who replay the log',
      description:
        'For readers at level full and the operator. One line each, as stored: without disclosures that were erased; an empty line for a root of the holdings.',
      answers: { '200': answersWith('Statements, one a line', { 'text/plain': text }) },
      needs: 'key',
    }),
  },
  '/log/state': {
    get: operation(log, {
      summary: 'The hash of all that the statements lead to, for comparing with a replay of one’s own',
      description:
        'For readers at level full and the operator. Only for the size of now; `erasedLots` are the numbers that an erasure made void.',
      query: { size: { type: 'integer', minimum: 0, description: 'Of the log of now; 409 tells it' } },
      answers: { '200': answersWith('The hash', { [json]: ref('LogState') }) },
      problems: ['409'],
      needs: 'key',
    }),
  },
  '/health': { get: told('Is the node alive', 'Health') },
  '/ready': {
    get: operation(operating, {
      summary: 'May it be sent work',
      answers: {
        '200': answersWith('Yes', { [json]: ref('Health') }),
        '503': answersEmpty('Not now', ['Retry-After']),
      },
      needs: 'open',
    }),
  },
  '/openapi.json': {
    get: operation(operating, {
      summary: 'This document',
      answers: { '200': answersWith('OpenAPI 3.1', { [json]: { type: 'object' } }) },
      needs: 'open',
    }),
  },
  '/docs': {
    get: operation(operating, {
      summary: 'This document as a page',
      answers: { '200': answersWith('The page; it needs no script', { 'text/html': text }) },
      needs: 'open',
    }),
  },
  '/problems': {
    get: operation(operating, {
      summary: 'Every problem the door can answer with',
      answers: { '200': answersWith('The list', { [json]: listOf('ProblemKind'), 'text/html': text }) },
      needs: 'open',
    }),
  },
  '/problems/{code}': {
    parameters: [inPath('code', 'Code of a problem in kebab case')],
    get: operation(operating, {
      summary: 'What a problem means and what to do',
      answers: { '200': answersWith('The explanation', { [json]: ref('ProblemKind'), 'text/html': text }) },
      needs: 'open',
    }),
  },
};

function told(summary: string, schema: string): ReturnType<typeof operation> {
  return operation(operating, {
    summary,
    answers: { '200': answersWith('It is', { [json]: ref(schema) }) },
    needs: 'open',
  });
}
