// What the file says of the origins. There is an answer only where the checks carry one.
import type { CountryOfOrigin, Gap, Origin, Verdict } from '#verifier';
import { type ReactNode, useState } from 'react';
import { Icon } from '../../../design/icon.tsx';
import { Button } from '../../../design/parts/button.tsx';
import { Bar, Panel } from '../../../design/parts/show.tsx';
import { useWords } from '../../../language/words.tsx';

const atOnce = 8;

export function AnswerView({ verdict: { answer } }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  if (answer === null) return null;
  return (
    <>
      <Panel title={t('verify.origins')}>
        <p className="quiet">
          {t('verify.originCount', { count: answer.origins.length })}{' '}
          {t('verify.lotCount', { count: answer.lots })} {t('verify.eventCount', { count: answer.events })}
        </p>
        <ul className="verify-shares">
          {answer.countries.map((one) => (
            <CountryLine key={one.country ?? ''} one={one} />
          ))}
        </ul>
        <details className="verify-fold">
          <summary>{t('verify.originsEach')}</summary>
          <Some all={answer.origins} line={(origin) => <OriginLine key={origin.id} origin={origin} />} />
        </details>
      </Panel>
      {answer.gaps.length > 0 && (
        <Panel title={t('verify.gaps', { count: answer.gaps.length })}>
          <p className="quiet">{t('verify.gapsMean')}</p>
          <Some all={answer.gaps} line={(gap) => <GapLine key={`${gap.kind} ${gap.lot}`} gap={gap} />} />
        </Panel>
      )}
    </>
  );
}

function CountryLine({ one: { country, grams, share, origins } }: { one: CountryOfOrigin }): ReactNode {
  const { t, formats } = useWords();
  const name = country === null ? t('verify.countryHidden') : formats.country(country);
  const part = share === null ? t('verify.shareHidden') : formats.percent(share);
  return (
    <li>
      <strong>{name}</strong>
      <span className="amount">{part}</span>
      {share !== null && <Bar share={share} label={`${name}: ${part}`} />}
      <span className="quiet">
        {grams !== null && formats.kilograms(grams)} {t('verify.originCount', { count: origins })}
      </span>
    </li>
  );
}

function OriginLine({ origin }: { origin: Origin }): ReactNode {
  const { t, formats } = useWords();
  const { id, amount, dimension, share, country, region, place, party } = origin;
  const where = [place, region, country === null ? null : formats.country(country)].filter(
    (part) => part !== null,
  );
  return (
    <li className="line">
      <Icon name="field" />
      <span className="what amount">
        {amount === null ? t('verify.amountHidden') : formats.amount(Math.round(amount), dimension)}
        {share !== null && ` · ${formats.percent(share)}`}
      </span>
      <span className="more">{[...where, ...(party === null ? [] : [party])].join(', ')}</span>
      <code className="more">{id}</code>
    </li>
  );
}

function GapLine({ gap }: { gap: Gap }): ReactNode {
  const { t } = useWords();
  return (
    <li className="line">
      <Icon name="unknown" />
      <span className="more" lang="en">
        {gap.detail}
      </span>
      <span className="more">{t('verify.entries', { entries: gap.entries.slice(0, 8).join(', ') })}</span>
    </li>
  );
}

function Some<T>({ all, line }: { all: readonly T[]; line: (one: T) => ReactNode }): ReactNode {
  const { t } = useWords();
  const [isAll, setAll] = useState(false);
  return (
    <>
      <ul className="list">{(isAll ? all : all.slice(0, atOnce)).map(line)}</ul>
      {!isAll && all.length > atOnce && (
        <Button kind="plain" onClick={() => setAll(true)}>
          {t('verify.showAll', { count: all.length })}
        </Button>
      )}
    </>
  );
}
