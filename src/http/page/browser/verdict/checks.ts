// The checks one by one, in their order.
import type { Check, Verdict } from '#verifier';
import { type Child, element, list } from '../element.ts';
import { entryWords, marks, resultWords, titles } from '../words.ts';

export function checksPart({ checks }: Verdict): Child[] {
  const open = checks.some(({ result }) => result === 'not-checked');
  const meaning =
    'Not checked (–) means: there was nothing to check, or what the check needs was not there. It never counts as passed.';
  return [
    element(
      'section',
      {},
      element('h3', {}, 'Check by check'),
      list('checks', checks.map(checkLine)),
      ...(open ? [element('p', { class: 'quiet' }, meaning)] : []),
    ),
  ];
}

function checkLine({ name, result, detail, code, entries = [] }: Check): Child[] {
  const about = [
    ...(code === undefined ? [] : [code]),
    ...(entries.length === 0 ? [] : [entryWords(entries)]),
  ];
  return [
    element('span', { class: `tick ${result}`, 'aria-hidden': 'true' }, marks[result]),
    element(
      'div',
      { 'data-check': name, 'data-result': result },
      element('strong', {}, titles[name]),
      element('span', { class: `result ${result}` }, resultWords[result]),
      element('p', {}, detail),
      ...(about.length === 0
        ? []
        : [element('p', { class: 'about' }, element('code', {}, about.join(' · ')))]),
    ),
  ];
}
