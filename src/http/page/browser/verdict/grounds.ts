// What the file rests on beside its signatures: witnesses, anchors, the log's own map of balances.
import { type Ground, groundsOf, type Verdict } from '#verifier';
import { type Child, element, list } from '../element.ts';

const titles: Readonly<Record<Ground['about'], string>> = {
  signers: 'Whose word it is',
  witnesses: 'Outside witnesses',
  anchors: 'Anchored outside',
  holdings: 'Nothing sold twice',
};

export function groundsPart({ ok, trust, signers, log }: Verdict): Child[] {
  if (!ok || trust === undefined) return [];
  const grounds = groundsOf(signers, trust, log?.size ?? 0);
  return [
    element(
      'section',
      { class: 'grounds' },
      element('h3', {}, 'What this rests on'),
      list('checks', grounds.map(groundLine)),
    ),
  ];
}

function groundLine({ about, stands, says }: Ground): Child[] {
  return [
    element(
      'span',
      { class: `tick ${stands ? 'pass' : 'not-checked'}`, 'aria-hidden': 'true' },
      stands ? '✓' : '–',
    ),
    element(
      'div',
      { 'data-ground': about },
      element('strong', {}, titles[about]),
      element('span', { class: `result ${stands ? 'pass' : ''}` }, stands ? 'yes' : 'no'),
      ...says.map((sentence) => element('p', {}, sentence)),
    ),
  ];
}
