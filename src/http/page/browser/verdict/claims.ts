// What becomes of each claim, computed in this browser from the file alone.
import {
  type ClaimCheck,
  type ClaimFinding,
  type ClaimResult,
  type ClaimVerdict,
  tellingFindings,
  type Verdict,
} from '#verifier';
import type { Words } from '../../language/words.ts';
import { type Child, element, english, list, listWithMore } from '../element.ts';
import { amountWords, entryWords } from '../words.ts';

const findingsAtOnce = 3;

export function claimsPart({ claims = null, question }: Verdict, words: Words): Child[] {
  if (claims === null) return [];
  const asOf = words.t('verify.asOf', { date: words.formats.day(question?.atMs ?? 0) });
  return [
    element(
      'section',
      {},
      element('h3', {}, words.t('verify.claims')),
      element('p', { class: 'quiet' }, claims.length === 0 ? words.t('verify.claimsNone') : asOf),
      list(
        'claims',
        claims.map((claim) => claimLine(claim, words)),
      ),
    ),
  ];
}

const results: Readonly<Record<ClaimResult, readonly [mark: string, style: string]>> = {
  holds: ['✓', 'pass'],
  partly: ['◐', 'not-checked'],
  fails: ['✗', 'fail'],
  'cannot-tell': ['?', 'not-checked'],
  withdrawn: ['✗', 'fail'],
};

function claimLine(claim: ClaimVerdict, words: Words): Child[] {
  const { scheme, code, result, state, wording, assurance, pack } = claim;
  const [mark, style] = results[result];
  const standing = [state, assurance, pack === null ? null : `${pack.pack} ${pack.version}`];
  return [
    element('span', { class: `tick ${style}`, 'aria-hidden': 'true' }, mark),
    element(
      'div',
      { 'data-claim': claim.claim, 'data-result': result },
      element('strong', {}, `${scheme}, ${code}`),
      element('span', { class: `result ${style}` }, words.t(`verify.claim.${result}`)),
      ...(wording === null ? [] : [english('p', wording, words)]),
      element('p', { class: 'quiet' }, kilograms(claim, words)),
      element('p', {}, element('code', {}, standing.filter((part) => part !== null).join(' · '))),
      ...reasons(claim, words),
      checks(claim, words),
    ),
  ];
}

function kilograms({ gramsClaimed, gramsSubstantiated }: ClaimVerdict, words: Words): string {
  const said = (grams: number | null): string =>
    grams === null ? words.t('verify.notKnown') : amountWords('mass', grams, words);
  return words.t('verify.claimAmounts', { claimed: said(gramsClaimed), proven: said(gramsSubstantiated) });
}

/** One line a code, with its first finding. */
function reasons(claim: ClaimVerdict, words: Words): Child[] {
  const lines = tellingFindings(claim).map((alike) => () => reasonLine(alike, words));
  return listWithMore('gaps', lines, findingsAtOnce, words);
}

/** In other languages the sentence for its code stands before the finding itself. */
function reasonLine(alike: readonly ClaimFinding[], words: Words): Child[] {
  const [first] = alike;
  if (first === undefined) return [];
  const key = `page.finding.${first.code}`;
  const plain =
    words.language !== 'en' && words.has(key) ? [`${words.t(`page.finding.${first.code}`)} `] : [];
  const again = alike.length === 1 ? '' : ` ${words.t('verify.alike', { count: alike.length - 1 })}`;
  return [
    ...plain,
    english('span', `${first.detail}.`, words),
    `${again} `,
    element('code', {}, `${first.code} · ${entryWords(first.entries, words)}`),
  ];
}

const checkMarks: Readonly<Record<ClaimCheck['result'], string>> = {
  pass: '✓',
  fail: '✗',
  unknown: '?',
  'not-checked': '–',
};

function checks(claim: ClaimVerdict, words: Words): HTMLElement {
  const lines = claim.checks.map(({ name, result, detail }): Child[] => [
    element('strong', {}, `${checkMarks[result]} ${name}`),
    ' ',
    detail,
  ]);
  const uncertain = `Rests on uncertain figures: ${claim.uncertain.join('; ')}.`;
  return element(
    'details',
    { class: 'more' },
    element('summary', {}, words.t('verify.checks')),
    element(
      'div',
      { lang: 'en', dir: 'ltr' },
      list('gaps', lines),
      ...(claim.uncertain.length === 0 ? [] : [element('p', { class: 'quiet' }, uncertain)]),
    ),
  );
}
