// How much there was and where it went, as a strip of cloth: the same numbers stand beside it in words.
import type { ReactNode } from 'react';
import type { StockLot } from '../../api/work.ts';
import { Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

interface Part {
  name: 'used' | 'sent' | 'left';
  key: 'lots.drawn' | 'lots.shipped' | 'lots.remaining';
  amount: number;
}

export function Balance({ lot }: { lot: StockLot }): ReactNode {
  const { t, formats } = useWords();
  const { produced, received, drawn, shipped, remaining, dimension } = lot;
  const had = produced === null || received === null ? null : produced + received;
  const parts: Part[] = [
    { name: 'used', key: 'lots.drawn', amount: drawn ?? 0 },
    { name: 'sent', key: 'lots.shipped', amount: shipped ?? 0 },
    { name: 'left', key: 'lots.remaining', amount: remaining ?? 0 },
  ];
  const isKnown = had !== null && remaining !== null;
  return (
    <Panel title={t('lots.balance')}>
      <div className="balance">
        {isKnown ? (
          <p>
            {t('lots.balanceWords', {
              had: formats.amount(had, dimension),
              left: formats.amount(remaining, dimension),
            })}
          </p>
        ) : (
          <Note tone="warn">{t('lots.balanceUnknown')}</Note>
        )}
        {isKnown && <Strip parts={parts} whole={Math.max(had, sumOf(parts))} />}
        <dl className="balance-key">
          {produced !== null && produced > 0 && (
            <div>
              <dt>{t('lots.produced')}</dt>
              <dd>{formats.amount(produced, dimension)}</dd>
            </div>
          )}
          {received !== null && received > 0 && (
            <div>
              <dt>{t('lots.received')}</dt>
              <dd>{formats.amount(received, dimension)}</dd>
            </div>
          )}
          {parts.map(({ name, key, amount }) => (
            <div key={name} className={name}>
              <dt>{t(key)}</dt>
              <dd>
                {name === 'left' && remaining === null
                  ? t('lots.unknown')
                  : formats.amount(amount, dimension)}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}

function sumOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { amount }) => sum + amount, 0);
}

const width = 1000;
const height = 36;

/** Decoration: the numbers are in the list below it. */
function Strip({ parts, whole }: { parts: readonly Part[]; whole: number }): ReactNode {
  let from = 0;
  const pieces = parts.map(({ name, amount }) => {
    const size = whole === 0 ? 0 : (amount / whole) * width;
    const piece = { name, from, size };
    from += size;
    return piece;
  });
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="ground" width={width} height={height} />
      {pieces.map(({ name, from: x, size }) => (
        <rect key={name} className={name} x={x} width={size} height={height} />
      ))}
      <path className="thread" d={twill} />
    </svg>
  );
}

/** The diagonal of a twill, one thread each. */
const twill = Array.from(
  { length: 112 },
  (_, at) => `M${at * 9 - height / 2} ${height}l${height / 2} ${-height}`,
).join('');
