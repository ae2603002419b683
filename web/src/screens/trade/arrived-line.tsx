// How much of one line arrived, and whether both sides accept the difference.
import type { ReactNode } from 'react';
import { Icon } from '../../design/icon.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { fieldText, isDimension, typedBase } from './measure.ts';
import type { SentLine } from './receiving.ts';

export interface TypedLine {
  /** As typed; undefined = as sent. */
  amount?: string;
  ownLot?: string;
}

export function ArrivedLine(props: {
  line: SentLine;
  tolerancePpm: number;
  typed: TypedLine;
  onType: (typed: TypedLine) => void;
}): ReactNode {
  const { line, tolerancePpm, typed, onType } = props;
  const { t, language, formats } = useWords();
  const { lot, base: sent, dimension, ownLot } = line;
  const text = typed.amount ?? fieldText(sent, dimension);
  const base = typedBase(text, dimension, language);
  const isWrong = base === null && text !== '';
  return (
    <div className="arrived">
      <TextField
        label={t('trade.arrived', { lot: shortName(lot) })}
        hint={sent === null ? undefined : `${t('trade.sent')}: ${formats.amount(sent, dimension)}`}
        inputMode="decimal"
        value={text}
        wrong={isWrong ? t('trade.wrongNumber') : undefined}
        onChange={(event) => onType({ ...typed, amount: event.target.value })}
        after={<span className="quiet">{isDimension(dimension) && t(`trade.unit.${dimension}`)}</span>}
      />
      <details open={ownLot !== null || typed.ownLot !== undefined}>
        <summary>{t('trade.ownName')}</summary>
        <TextField
          label={t('trade.ownNumber')}
          hint={t('trade.ownNumberHint')}
          value={typed.ownLot ?? (ownLot === null ? '' : shortName(ownLot))}
          onChange={(event) => onType({ ...typed, ownLot: event.target.value })}
        />
      </details>
      {base !== null && sent !== null && (
        <p className="wide" role="status">
          <Within base={base} sent={sent} tolerancePpm={tolerancePpm} />
        </p>
      )}
    </div>
  );
}

/** By the same rule as the node: whole parts per million of what was sent. */
function Within({
  base,
  sent,
  tolerancePpm,
}: {
  base: number;
  sent: number;
  tolerancePpm: number;
}): ReactNode {
  const { t, formats } = useWords();
  if (base === sent) return <span className="quiet">{t('trade.same')}</span>;
  const difference = Math.abs(base - sent);
  const isWithin = difference * 1_000_000 <= sent * tolerancePpm;
  const values = {
    percent: formats.percent(sent === 0 ? 1 : difference / sent),
    tolerance: formats.percent(tolerancePpm / 1_000_000),
  };
  const isLess = base < sent;
  if (isWithin) return <span>{t(isLess ? 'trade.lessWithin' : 'trade.moreWithin', values)}</span>;
  return (
    <span className="row">
      <Icon name="warn" />
      <b>{t(isLess ? 'trade.lessBeyond' : 'trade.moreBeyond', values)}</b>
    </span>
  );
}
