// The lots of a claim, each with its verdict; one of them is looked at more closely.
import type { ReactNode } from 'react';
import type { Verdict } from '../../api/trust.ts';
import { Button } from '../../design/parts/button.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { LotName, useCodeWords, VerdictBadge, worstOf } from './verdict.tsx';

export function Lots(props: {
  verdicts: readonly Verdict[];
  at: number;
  onChoose: (at: number) => void;
}): ReactNode {
  const { t, formats } = useWords();
  const words = useCodeWords();
  const { verdicts, at: chosen, onChoose } = props;
  const rows = verdicts.map((verdict, at) => ({ verdict, at }));
  const kilograms = (grams: number | null): string => (grams === null ? '–' : formats.kilograms(grams));
  return (
    <Table
      caption={t('claims.lots')}
      captionHidden
      rows={rows}
      rowKey={({ at }) => String(at)}
      columns={[
        {
          key: 'lot',
          head: t('claims.lot'),
          cell: ({ verdict, at }) => <LotName lot={verdict.lot} at={at} />,
        },
        {
          key: 'result',
          head: t('claims.verdict'),
          cell: ({ verdict }) => <VerdictBadge result={verdict.result} />,
        },
        {
          key: 'claimed',
          head: t('claims.claimed'),
          end: true,
          cell: ({ verdict }) => kilograms(verdict.gramsClaimed),
        },
        {
          key: 'proven',
          head: t('claims.proven'),
          end: true,
          cell: ({ verdict }) => kilograms(verdict.gramsSubstantiated),
        },
        {
          key: 'why',
          head: t('claims.why'),
          cell: ({ verdict }) => {
            const against = worstOf(verdict.findings);
            return against === undefined ? '' : words(against.code);
          },
        },
        {
          key: 'show',
          head: <span className="visually-hidden">{t('claims.checks')}</span>,
          cell: ({ at }) => (
            <Button kind="plain" aria-pressed={at === chosen} onClick={() => onChoose(at)}>
              {t('claims.showChecks')}
            </Button>
          ),
        },
      ]}
    />
  );
}
