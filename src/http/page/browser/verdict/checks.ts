// The checks one by one, in their order.
import type { Check, Verdict } from '#verifier';
import type { Words } from '../../language/words.ts';
import { type Child, element, english, list } from '../element.ts';
import { entryWords, marks } from '../words.ts';

export function checksPart({ checks }: Verdict, words: Words): Child[] {
  const open = checks.some(({ result }) => result === 'not-checked');
  return [
    element(
      'section',
      {},
      element('h3', {}, words.t('verify.checks')),
      list(
        'checks',
        checks.map((check) => checkLine(check, words)),
      ),
      ...(open ? [element('p', { class: 'quiet' }, words.t('verify.notCheckedMeans'))] : []),
    ),
  ];
}

function checkLine({ name, result, detail, code, entries = [] }: Check, words: Words): Child[] {
  const about = [
    ...(code === undefined ? [] : [code]),
    ...(entries.length === 0 ? [] : [entryWords(entries, words)]),
  ];
  return [
    element('span', { class: `tick ${result}`, 'aria-hidden': 'true' }, marks[result]),
    element(
      'div',
      { 'data-check': name, 'data-result': result },
      element('strong', {}, words.t(`verify.check.${name}`)),
      element('span', { class: `result ${result}` }, words.t(`verify.result.${result}`)),
      english('p', detail, words),
      ...(about.length === 0
        ? []
        : [element('p', { class: 'about' }, element('code', {}, about.join(' · ')))]),
    ),
  ];
}
