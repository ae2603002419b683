// What the file rests on beside its signatures: witnesses, anchors, the log's own map of balances.
import { type Ground, groundsOf, type Verdict } from '#verifier';
import type { Words } from '../../language/words.ts';
import { type Child, element, english, list } from '../element.ts';

export function groundsPart({ ok, trust, signers, log }: Verdict, words: Words): Child[] {
  if (!ok || trust === undefined) return [];
  const grounds = groundsOf(signers, trust, log?.size ?? 0);
  return [
    element(
      'section',
      { class: 'grounds' },
      element('h3', {}, words.t('verify.grounds')),
      list(
        'checks',
        grounds.map((ground) => groundLine(ground, words)),
      ),
    ),
  ];
}

function groundLine({ about, stands, says }: Ground, words: Words): Child[] {
  return [
    element(
      'span',
      { class: `tick ${stands ? 'pass' : 'not-checked'}`, 'aria-hidden': 'true' },
      stands ? '✓' : '–',
    ),
    element(
      'div',
      { 'data-ground': about },
      element('strong', {}, words.t(`verify.ground.${about}`)),
      element(
        'span',
        { class: `result ${stands ? 'pass' : ''}` },
        stands ? words.t('verify.stands') : words.t('verify.standsNot'),
      ),
      ...says.map((sentence) => english('p', sentence, words)),
    ),
  ];
}
