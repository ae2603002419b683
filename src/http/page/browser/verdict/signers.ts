// Whose word all this is: the parties with who held their keys, and the log with where its key came from.
import type { Signer, Verdict } from '#verifier';
import { type Child, element, listWithMore } from '../element.ts';
import { countWords } from '../words.ts';

const signersAtOnce = 12;

export function signersPart({ signers, answer }: Verdict): Child[] {
  if (signers.length === 0) return [];
  const custodial = answer?.custodialStatements ?? 0;
  const trust = `Of ${countWords(custodial, 'statement')} the node held the key: there you have to trust that it signed only what the party said.`;
  return [
    element(
      'section',
      {},
      element('h3', {}, 'Who signed'),
      ...(custodial === 0 ? [] : [element('p', { class: 'quiet' }, trust)]),
      ...listWithMore(
        'signers',
        signers.map((signer) => () => signerLine(signer)),
        signersAtOnce,
      ),
    ),
  ];
}

function signerLine({ party, name, custody, statements }: Signer): Child[] {
  const own = custody === 'device';
  return [
    element('strong', {}, name ?? party),
    element(
      'span',
      { class: `custody ${custody}` },
      own ? 'key on its own device' : 'key held by a node for it',
    ),
    element('span', { class: 'quiet' }, countWords(statements, 'statement')),
    ...(name === null ? [] : [element('code', {}, party)]),
  ];
}

/** A file that is right by its own log's key is right by somebody's: the reader has to know whose. */
export function logPart({ log, ok }: Verdict): Child[] {
  if (log === null || !ok) return [];
  const words = log.pinned
    ? [
        `It is in the log ${log.origin} (entries so far: ${log.size.toLocaleString('en')}), the one whose key you gave.`,
      ]
    : [
        element('strong', {}, 'The key of the log came with the file. '),
        `So far this shows that somebody's log says so. Get the key of ${log.origin} from a source that you trust, and check with it.`,
      ];
  return [element('p', { class: log.pinned ? 'log pinned' : 'log' }, ...words)];
}
