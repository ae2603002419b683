// Whose word all this is: the parties with who held their keys, and the log with where its key came from.
import type { Signer, Verdict } from '#verifier';
import type { Words } from '../../language/words.ts';
import { type Child, element, listWithMore, name as nameIn } from '../element.ts';

const signersAtOnce = 12;

export function signersPart({ signers, answer }: Verdict, words: Words): Child[] {
  if (signers.length === 0) return [];
  const custodial = answer?.custodialStatements ?? 0;
  return [
    element(
      'section',
      {},
      element('h3', {}, words.t('verify.signers')),
      ...(custodial === 0 ? [] : [element('p', { class: 'quiet' }, words.t('verify.custodialMeans'))]),
      ...listWithMore(
        'signers',
        signers.map((signer) => () => signerLine(signer, words)),
        signersAtOnce,
        words,
      ),
    ),
  ];
}

function signerLine({ party, name, custody, statements }: Signer, words: Words): Child[] {
  const own = custody === 'device';
  return [
    nameIn('strong', name ?? party),
    element(
      'span',
      { class: `custody ${custody}` },
      own ? words.t('verify.keyOwn') : words.t('verify.keyNode'),
    ),
    element('span', { class: 'quiet' }, words.t('verify.statementCount', { count: statements })),
    ...(name === null ? [] : [element('code', {}, party)]),
  ];
}

/** A file that is right by its own log's key is right by somebody's: the reader has to know whose. */
export function logPart({ log, ok }: Verdict, words: Words): Child[] {
  if (log === null || !ok) return [];
  const values = { log: log.origin, size: log.size };
  const said = log.pinned ? words.t('verify.logPinned', values) : words.t('verify.logUnknown', values);
  return [element('p', { class: log.pinned ? 'log pinned' : 'log' }, said)];
}
