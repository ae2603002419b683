// A verdict on a claim, for people: the result first, then kilograms, then what decided it.
import type { ClaimCheck, ClaimFinding, ClaimResult, ClaimVerdict } from '#verifier';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { Colours } from '../output.ts';
import { amountWords, counted, dayWords, partyWords, placeWords } from '../words.ts';
import { section, shareWords, withNames } from './words.ts';

const resultWords: Record<ClaimResult, string> = {
  holds: 'HOLDS',
  partly: 'HOLDS IN PART',
  fails: 'FAILS',
  'cannot-tell': 'CANNOT BE TOLD',
  withdrawn: 'IS WITHDRAWN',
};

export function verdictLines(node: SelvedgeNode, verdict: ClaimVerdict, colours: Colours): string[] {
  const { claim, claimant, lot, result, state, wording, scheme, code, model, sharePpm } = verdict;
  const told = result === 'holds' ? colours.green(resultWords[result]) : colours.red(resultWords[result]);
  return [
    `${colours.bold(claim)}  ${told}`,
    `${scheme} ${code}, ${model}, ${shareWords(sharePpm)}, for ${lot}`,
    `claimed by ${partyWords(node, claimant)}; ${state}${verdict.assurance === null ? '' : `; assurance ${verdict.assurance}`}`,
    ...(wording === null ? [] : [`“${wording}”`]),
    kilogramWords(verdict),
    ...section(
      'Checks',
      verdict.checks.map((check) => checkRow(node, check, colours)),
      colours,
    ),
    ...section('Why', findingRows(node, verdict.findings), colours),
    ...section('Lots', lotRows(verdict), colours),
    ...section('Yields outside what is usual', yieldRows(node, verdict), colours),
    '',
    rulesWords(verdict),
    ...(verdict.uncertain.length === 0
      ? []
      : [`figures used that are uncertain: ${verdict.uncertain.join('; ')}`]),
  ];
}

function kilogramWords({ gramsClaimed, gramsSubstantiated, findings }: ClaimVerdict): string {
  const told = `${amountWords(gramsClaimed, 'mass')} claimed, ${amountWords(gramsSubstantiated, 'mass')} substantiated`;
  if (gramsClaimed === null || gramsSubstantiated === null || gramsClaimed <= gramsSubstantiated) return told;
  const codes = [...new Set(findings.filter(({ weight }) => weight !== 'note').map(({ code }) => code))];
  const rest = amountWords(gramsClaimed - gramsSubstantiated, 'mass');
  return `${told}; not the other ${rest}: ${codes.join(', ')}`;
}

const marks: Record<ClaimCheck['result'], string> = {
  pass: '✓',
  fail: '✗',
  unknown: '?',
  'not-checked': '-',
};

function checkRow(node: SelvedgeNode, check: ClaimCheck, { green, red }: Colours): string[] {
  const { name, result, detail, codes } = check;
  const paint = result === 'pass' ? green : result === 'fail' ? red : (text: string): string => text;
  return [paint(marks[result]), name, [withNames(node, detail), codes.join(', ')].filter(Boolean).join(' ')];
}

const findingsShown = 20;

/** The same sentence about several statements is said once. */
function findingRows(node: SelvedgeNode, findings: readonly ClaimFinding[]): string[][] {
  const same = Map.groupBy(findings, ({ code, weight, detail }) => `${code} ${weight} ${detail}`);
  const rows = [...same.values()].map((all) => findingRow(node, all));
  const more = rows.length - findingsShown;
  return more > 0 ? [...rows.slice(0, findingsShown), [`… and ${more} more: --json`]] : rows;
}

function findingRow(node: SelvedgeNode, all: readonly ClaimFinding[]): string[] {
  const [first] = all;
  const entries = [...new Set(all.flatMap((one) => one.entries))].sort((one, other) => one - other);
  const shown = entries.slice(0, entriesShown).join(', ');
  const where =
    entries.length === 0
      ? ''
      : `(${entries.length === 1 ? 'entry' : 'entries'} ${shown}${entries.length > entriesShown ? ', …' : ''})`;
  const detail = withNames(node, first?.detail ?? '');
  return [first?.code ?? '', first?.weight ?? '', `${detail} ${where}`.trim()];
}

const entriesShown = 8;

const lotsShown = 20;

function lotRows({ lots, lotCount }: ClaimVerdict): string[][] {
  const shown = lots
    .slice(0, lotsShown)
    .map(({ lot, gramsClaimed, gramsSubstantiated, codes }) => [
      lot,
      `${amountWords(gramsSubstantiated, 'mass')} of ${amountWords(gramsClaimed, 'mass')}`,
      codes.join(', '),
    ]);
  return lotCount > shown.length ? [...shown, [`… and ${lotCount - shown.length} more: --json`]] : shown;
}

function yieldRows(node: SelvedgeNode, { yields }: ClaimVerdict): string[][] {
  return yields
    .filter(({ verdict }) => verdict !== 'ok')
    .map((one) => [
      one.process,
      placeWords(node, one.site),
      `${amountWords(one.outGrams, 'mass')} of ${amountWords(one.inGrams, 'mass')}, ${shareWords(one.yieldPpm)}`,
      `${one.verdict === 'high-yield' ? 'more than' : 'less than'} ${shareWords(one.lowPpm)} to ${shareWords(one.highPpm)}`,
    ]);
}

function rulesWords({ pack, rules, judgedAtMs, entries }: ClaimVerdict): string {
  const by = pack === null ? 'no pack' : `pack ${pack.pack} ${pack.version} (entry ${pack.entry})`;
  return `judged ${dayWords(judgedAtMs)} by ${rules} and ${by}, from ${counted(entries.length, 'statement')}`;
}
