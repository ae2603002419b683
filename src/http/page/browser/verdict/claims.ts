// What becomes of each claim, computed in this browser from the file alone.
import {
  type ClaimCheck,
  type ClaimFinding,
  type ClaimResult,
  type ClaimVerdict,
  tellingFindings,
  type Verdict,
} from '#verifier';
import { type Child, element, list, listWithMore } from '../element.ts';
import { amountWords, countWords, dayWords, entryWords } from '../words.ts';

const findingsAtOnce = 3;

export function claimsPart({ claims = null, question }: Verdict): Child[] {
  if (claims === null) return [];
  const asOf = `Judged as of ${dayWords(question?.atMs ?? 0)}, by the rules that came with the file.`;
  const none = 'Nobody claims anything of it, neither organic nor recycled nor fair trade.';
  return [
    element(
      'section',
      {},
      element('h3', {}, claims.length === 0 ? 'Claims' : countWords(claims.length, 'claim')),
      element('p', { class: 'quiet' }, claims.length === 0 ? none : asOf),
      list('claims', claims.map(claimLine)),
    ),
  ];
}

const results: Readonly<Record<ClaimResult, readonly [mark: string, style: string, words: string]>> = {
  holds: ['✓', 'pass', 'holds'],
  partly: ['◐', 'not-checked', 'holds in part'],
  fails: ['✗', 'fail', 'does not hold'],
  'cannot-tell': ['?', 'not-checked', 'cannot be told'],
  withdrawn: ['✗', 'fail', 'withdrawn'],
};

function claimLine(claim: ClaimVerdict): Child[] {
  const { scheme, code, result, state, wording, assurance, pack } = claim;
  const [mark, style, words] = results[result];
  const standing = [
    state,
    assurance ?? 'nothing shown behind it',
    pack === null ? 'rules not known' : `${pack.pack} ${pack.version}`,
  ];
  return [
    element('span', { class: `tick ${style}`, 'aria-hidden': 'true' }, mark),
    element(
      'div',
      { 'data-claim': claim.claim, 'data-result': result },
      element('strong', {}, `${scheme}, ${code}`),
      element('span', { class: `result ${style}` }, words),
      ...(wording === null ? [] : [element('p', {}, wording)]),
      element('p', { class: 'quiet' }, `${kilograms(claim)} ${standing.join(', ')}.`),
      ...reasons(claim),
      checks(claim),
    ),
  ];
}

function kilograms({ gramsClaimed, gramsSubstantiated }: ClaimVerdict): string {
  const words = (grams: number | null): string => (grams === null ? 'not known' : amountWords('mass', grams));
  return `Claimed: ${words(gramsClaimed)}; proven: ${words(gramsSubstantiated)}.`;
}

/** One line a code, with its first finding. */
function reasons(claim: ClaimVerdict): Child[] {
  return listWithMore(
    'gaps',
    tellingFindings(claim).map((alike) => () => reasonLine(alike)),
    findingsAtOnce,
  );
}

function reasonLine(alike: readonly ClaimFinding[]): Child[] {
  const [first] = alike;
  if (first === undefined) return [];
  const again = alike.length === 1 ? '' : ` And ${(alike.length - 1).toLocaleString('en')} more like it.`;
  return [`${first.detail}.${again} `, element('code', {}, `${first.code} · ${entryWords(first.entries)}`)];
}

const checkMarks: Readonly<Record<ClaimCheck['result'], string>> = {
  pass: '✓',
  fail: '✗',
  unknown: '?',
  'not-checked': '–',
};

function checks(claim: ClaimVerdict): HTMLElement {
  const lines = claim.checks.map(({ name, result, detail }): Child[] => [
    element('strong', {}, `${checkMarks[result]} ${name}`),
    ' ',
    detail,
  ]);
  return element(
    'details',
    { class: 'more' },
    element('summary', {}, 'Check by check'),
    list('gaps', lines),
    ...(claim.uncertain.length === 0
      ? []
      : [element('p', { class: 'quiet' }, `Rests on uncertain figures: ${claim.uncertain.join('; ')}.`)]),
  );
}
