// A verdict as a reader sees it, on the page of the checker and on the page of a product alike.
import type { Check, Verdict } from '#verifier';
import { type Child, element } from '../element.ts';
import { countWords, titles } from '../words.ts';
import { answerParts } from './answer.ts';
import { checksPart } from './checks.ts';
import { claimsPart } from './claims.ts';
import { groundsPart } from './grounds.ts';
import { logPart, signersPart } from './signers.ts';
import { wearStyle } from './style.ts';

/** Puts the verdict in the place of whatever `where` shows, and moves the reader's focus to it. */
export function showVerdict(where: HTMLElement, verdict: Verdict): void {
  wearStyle();
  const heading = element('h2', { tabindex: '-1' }, verdict.ok ? 'Verified' : 'Not verified');
  const top = element(
    'header',
    { class: 'said' },
    element('span', { class: 'seal', 'aria-hidden': 'true' }, verdict.ok ? '✓' : '✗'),
    element('div', {}, heading, element('p', {}, summaryOf(verdict)), ...warning(verdict)),
  );
  const parts: Child[] = [
    top,
    ...questionPart(verdict),
    ...logPart(verdict),
    ...claimsPart(verdict),
    ...answerParts(verdict),
    ...groundsPart(verdict),
    ...checksPart(verdict),
    ...signersPart(verdict),
  ];
  const shown = element('div', { class: `verdict ${verdict.ok ? 'good' : 'bad'}` }, ...parts);
  where.replaceChildren(shown);
  heading.focus({ preventScroll: true });
}

function warning({ ok }: Verdict): Child[] {
  return ok ? [] : [element('p', { class: 'quiet' }, 'Rely on nothing that this file says.')];
}

function summaryOf(verdict: Verdict): string {
  const { ok, checks } = verdict;
  const wrong = checks.find(({ result }) => result === 'fail');
  if (wrong !== undefined) return `${titles[wrong.name]}: ${wrong.detail}`;
  if (!ok) return `${titles[firstUnmade(checks)]} could not be checked.`;
  const passed = checks.filter(({ result }) => result === 'pass').length;
  const open = checks.length - passed;
  const more = open === 0 ? '' : `, ${open} could not be made and count${open === 1 ? 's' : ''} for nothing`;
  return `${countWords(passed, 'check')} passed, none failed${more}.`;
}

function firstUnmade(checks: readonly Check[]): Check['name'] {
  return checks.find(({ result }) => result === 'not-checked')?.name ?? 'form';
}

const levelWords = {
  country: 'countries only',
  region: 'countries and regions',
  site: 'countries, regions and places',
  full: 'everything that was not erased',
};

/** No signature covers the question: the reader must compare it (docs/protocol/evidence.md). */
function questionPart({ question, level }: Verdict): Child[] {
  if (question === null || level === null) return [];
  return [
    element(
      'section',
      { class: 'question' },
      element('h3', {}, 'The file answers'),
      element('p', {}, 'Where does this come from? ', element('code', {}, question.id)),
      element(
        'p',
        { class: 'quiet' },
        `Compare this number with the one you asked about. Shown: ${levelWords[level]}.`,
      ),
    ),
  ];
}
