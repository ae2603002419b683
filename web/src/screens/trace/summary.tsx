// The answer before the picture: how much it is, where it begins, what is missing.
import type { ReactNode } from 'react';
import type { FlowAnswer } from '../../api/flow.ts';
import { Badge, Facts, Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { wholeKilograms } from './words.ts';

export function Summary({ answer, isJudging }: { answer: FlowAnswer; isJudging: boolean }): ReactNode {
  const { t, formats } = useWords();
  const { totals, nodes, level } = answer;
  const findings = answer.findings.length;
  const { askedGrams } = totals;
  const countries = new Set(nodes.flatMap(({ country }) => country ?? []));
  return (
    <div className="stack">
      <Facts
        facts={[
          ...(askedGrams === null || askedGrams === 0
            ? []
            : [
                {
                  name: t('trace.weighs'),
                  value: formats.kilograms(wholeKilograms(askedGrams)),
                  figure: true,
                },
              ]),
          { name: t('trace.lotsHere'), value: formats.number(totals.lots), figure: true },
          { name: t('trace.placesCount'), value: formats.number(totals.nodes), figure: true },
          { name: t('trace.countries'), value: formats.number(countries.size), figure: true },
        ]}
      />
      <div className="row">
        {totals.gaps > 0 && <Badge tone="warn">{t('trace.gaps', { count: totals.gaps })}</Badge>}
        {totals.conflicts > 0 && (
          <Badge tone="bad">{t('trace.conflicts', { count: totals.conflicts })}</Badge>
        )}
        {findings > 0 && <Badge tone="bad">{t('trace.findings', { count: findings })}</Badge>}
        {totals.gaps + totals.conflicts + findings === 0 && !isJudging && (
          <Badge tone="good">{t('trace.nothingWrong')}</Badge>
        )}
        {isJudging && (
          <span className="busy" role="status">
            {t('trace.judging')}
          </span>
        )}
      </div>
      {level !== 'full' && <Note>{t('trace.sharesOnly')}</Note>}
      {totals.lotsApart > 0 && <Note tone="warn">{t('trace.apartNote', { count: totals.lotsApart })}</Note>}
    </div>
  );
}
