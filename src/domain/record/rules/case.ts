// Cases: opened by anybody but the one it is about, decided by who is accredited to, closed once.
import type { CaseStep } from '#verifier';
import { mayDecideCase } from '#verifier';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';
import { ownersOf, partiesTo } from '../subject.ts';

const closing: ReadonlySet<CaseStep['word']> = new Set(['upholds', 'dismisses', 'withdraws']);

export function caseRefusals(said: CaseStep, known: Known): RecordRefusal[] {
  const steps = known.book.stepsOf(said.case);
  const [first] = steps;
  const opens = said.word === 'challenges' || said.word === 'reports';
  if (first === undefined) return opens ? openingRefusals(said, known) : [unopened(said)];
  if (opens)
    return [refuse('ID_TAKEN', 'case', `${said.case} is open already: add to it, or open another.`, first)];
  const last = steps.find(({ word }) => closing.has(word));
  if (last !== undefined) {
    const detail = `${said.case} was closed by ${last.issuer}: open another case if there is something new.`;
    return [refuse('CASE_CLOSED', 'case', detail, last)];
  }
  if (first.about !== said.about)
    return [
      refuse('CASE_SUBJECT_DIFFERS', 'about', `${said.case} is about ${first.about}: name that.`, first),
    ];
  return stepRefusals(said, first, steps, known);
}

function unopened({ case: id }: CaseStep): RecordRefusal {
  return refuse('CASE_UNKNOWN', 'case', `No case ${id} is open: open it first, by a challenge.`);
}

function openingRefusals(said: CaseStep, known: Known): RecordRefusal[] {
  if (said.word === 'reports') {
    if (said.issuer === known.register.operator) return [];
    const detail = 'Reports of consumers come in by the operator of the node: challenge it yourself instead.';
    return [refuse('NOT_YOURS_TO_SAY', 'word', detail)];
  }
  if (!ownersOf(said.about, known).includes(said.issuer)) return [];
  const detail = `${said.about} is your own: withdraw or correct it instead of challenging it.`;
  return [refuse('NOT_YOURS_TO_SAY', 'about', detail)];
}

function stepRefusals(
  said: CaseStep,
  first: CaseStep,
  steps: readonly CaseStep[],
  known: Known,
): RecordRefusal[] {
  const { word, issuer } = said;
  if (word === 'withdraws') {
    if (issuer === first.issuer) return [];
    return [
      refuse(
        'NOT_YOURS_TO_SAY',
        'word',
        `Only ${first.issuer}, who opened the case, can withdraw it.`,
        first,
      ),
    ];
  }
  if (word !== 'adds') return decisionRefusals(said, first, known);
  const parties = [...steps.map((step) => step.issuer), ...partiesTo(said.about, known)];
  if (parties.includes(issuer) || mayDecideCase(known.book, first, said)) return [];
  return [
    refuse(
      'NOT_YOURS_TO_SAY',
      'word',
      'Only those whom the case is about, or who took part in it, can add to it.',
      first,
    ),
  ];
}

function decisionRefusals(said: CaseStep, first: CaseStep, known: Known): RecordRefusal[] {
  if (ownersOf(said.about, known).includes(said.issuer)) {
    const detail = `${said.about} is your own: another certifier has to decide.`;
    return [refuse('NOT_YOURS_TO_SAY', 'word', detail)];
  }
  if (mayDecideCase(known.book, first, said)) return [];
  const detail = `Who ${said.word} a case is accredited for the scheme of what it is about, as certification body or auditor: ${said.issuer} is not.`;
  return [refuse('NOT_ACCREDITED', 'word', detail)];
}
