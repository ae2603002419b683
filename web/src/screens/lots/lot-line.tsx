// One lot in a list: what it is, its number, what is left, and what papers it has.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type StockLot, usePartyNames } from '../../api/work.ts';
import { Icon, type IconName } from '../../design/icon.tsx';
import { Badge } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { toneOf } from './state.tsx';

export const kindIcons: Readonly<Record<StockLot['kind'], IconName>> = {
  item: 'shirt',
  lot: 'bale',
  unit: 'pack',
  product: 'product',
  other: 'lots',
};

export function LotLine({ lot }: { lot: StockLot }): ReactNode {
  const { t, formats } = useWords();
  const name = usePartyNames();
  const { id, kind, productName, remaining, dimension, inStock, declared, from, made, cameAtMs } = lot;
  const left =
    inStock && remaining === null
      ? t('lots.unknown')
      : inStock
        ? formats.amount(remaining ?? 0, dimension)
        : t('lots.gone');
  return (
    <Link to="/lots/$id" params={{ id }} className="lot-line">
      <Icon name={kindIcons[kind]} />
      <span className="name">{productName ?? shortName(id)}</span>
      <span className="left">{left}</span>
      <span className="number">
        <span className="mono">{shortName(id)}</span> {made && t('lots.made')}
        {!made && from !== null && t('lots.from', { name: name(from) })}
      </span>
      <span className="since">{formats.date(cameAtMs)}</span>
      <span className="row">
        {!declared && <Badge tone="warn">{t('lots.undeclared')}</Badge>}
        {lot.certificates.map(({ id: certificate, scheme, state }) => (
          <Badge key={certificate} tone={toneOf(state)} icon="certificate">
            {scheme.toUpperCase()}
          </Badge>
        ))}
      </span>
    </Link>
  );
}
