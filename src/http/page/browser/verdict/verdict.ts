// A verdict as a reader sees it, on the page of the checker and on the page of a product alike. Sentences that the verifier itself says come
// in English: they are signed by nobody and must not drift.
import type { Verdict } from '#verifier';
import { summaryOf } from '../../../../../web/src/checking/summary.ts';
import type { Words } from '../../language/words.ts';
import { type Child, element, english } from '../element.ts';
import { answerParts } from './answer.ts';
import { checksPart } from './checks.ts';
import { claimsPart } from './claims.ts';
import { groundsPart } from './grounds.ts';
import { logPart, signersPart } from './signers.ts';
import { wearStyle } from './style.ts';

/** Puts the verdict in the place of whatever `where` shows, and moves the reader's focus to it. */
export function showVerdict(where: HTMLElement, verdict: Verdict, words: Words): void {
  wearStyle();
  const { ok } = verdict;
  const heading = element('h2', { tabindex: '-1' }, ok ? words.t('verify.good') : words.t('verify.bad'));
  const top = element(
    'header',
    { class: 'said' },
    element('span', { class: 'seal', 'aria-hidden': 'true' }, ok ? '✓' : '✗'),
    element('div', {}, heading, ...summaryLines(verdict, words), ...warning(verdict, words)),
  );
  const parts: Child[] = [
    top,
    ...questionPart(verdict, words),
    ...logPart(verdict, words),
    ...claimsPart(verdict, words),
    ...answerParts(verdict, words),
    ...groundsPart(verdict, words),
    ...checksPart(verdict, words),
    ...signersPart(verdict, words),
  ];
  const shown = element('div', { class: `verdict ${ok ? 'good' : 'bad'}` }, ...parts);
  where.replaceChildren(shown);
  heading.focus({ preventScroll: true });
}

function warning({ ok }: Verdict, words: Words): Child[] {
  return ok ? [] : [element('p', { class: 'quiet' }, words.t('verify.relyOnNothing'))];
}

function summaryLines(verdict: Verdict, words: Words): Child[] {
  const summary = summaryOf(verdict);
  if (summary.kind === 'failed') {
    const check = words.t(`verify.check.${summary.check.name}`);
    return [element('p', {}, words.t('verify.failed', { check })), english('p', summary.check.detail, words)];
  }
  if (summary.kind === 'unmade') {
    const check = words.t(`verify.check.${summary.check}`);
    return [element('p', {}, words.t('verify.unmade', { check }))];
  }
  const { passed, open } = summary;
  const more = open === 0 ? '' : ` ${words.t('verify.open', { count: open })}`;
  return [element('p', {}, words.t('verify.passed', { count: passed }) + more)];
}

/** No signature covers the question: the reader must compare it (docs/protocol/evidence.md). */
function questionPart({ question, level }: Verdict, words: Words): Child[] {
  if (question === null || level === null) return [];
  return [
    element(
      'section',
      { class: 'question' },
      element('h3', {}, words.t('verify.question')),
      element('p', {}, element('code', {}, question.id)),
      element('p', { class: 'quiet' }, `${words.t('verify.compare')} ${words.t(`verify.level.${level}`)}`),
    ),
  ];
}
