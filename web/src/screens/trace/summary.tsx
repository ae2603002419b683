// The answer before the picture: how much it is, where it begins, what is missing.
import type { ReactNode } from 'react';
import type { FlowAnswer } from '../../api/flow.ts';
import { Badge, Facts, Note } from '../../design/parts/show.tsx';
import { useWords, type Words } from '../../language/words.tsx';
import { MarkBadge, wrongOf } from './marks.tsx';
import { wholeKilograms } from './words.ts';

export function Summary({ answer, isJudging }: { answer: FlowAnswer; isJudging: boolean }): ReactNode {
  const words = useWords();
  const { t } = words;
  const { totals, level } = answer;
  const { gaps, conflicts, lotsApart } = totals;
  const wrong = wrongOf({ gaps, conflicts, findings: answer.findings.length }, words);
  return (
    <div className="stack">
      <Facts facts={summaryFacts(answer, words).map((fact) => ({ ...fact, figure: true }))} />
      <div className="row">
        {wrong.map((mark) => (
          <MarkBadge key={mark.kind} mark={mark} />
        ))}
        {wrong.length === 0 && !isJudging && <Badge tone="good">{t('trace.nothingWrong')}</Badge>}
        {isJudging && (
          <span className="busy" role="status">
            {t('trace.judging')}
          </span>
        )}
      </div>
      {level !== 'full' && <Note>{t('trace.sharesOnly')}</Note>}
      {lotsApart > 0 && <Note tone="warn">{t('trace.apartNote', { count: lotsApart })}</Note>}
    </div>
  );
}

export function summaryFacts(
  { totals, nodes }: FlowAnswer,
  { t, formats }: Words,
): { name: string; value: string }[] {
  const { askedGrams, lots } = totals;
  const countries = new Set(nodes.flatMap(({ country }) => country ?? []));
  const facts = [
    { name: t('trace.lotsHere'), value: formats.number(lots) },
    { name: t('trace.placesCount'), value: formats.number(totals.nodes) },
    { name: t('trace.countries'), value: formats.number(countries.size) },
  ];
  if (askedGrams === null || askedGrams === 0) return facts;
  return [{ name: t('trace.weighs'), value: formats.kilograms(wholeKilograms(askedGrams)) }, ...facts];
}
