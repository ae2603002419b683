// The lots that leave: picked from what is here, each with how much of it.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { type StockLot, stockPage, stockPath } from '../../api/work.ts';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { isDimension, typedBase } from './measure.ts';
import { type PickedLot, pickedLot, type ShipForm } from './ship-form.ts';

interface Picking {
  party: string;
  form: ShipForm;
  set: (change: Partial<ShipForm>) => void;
}

export function Pick({ party, form, set }: Picking): ReactNode {
  const { t } = useWords();
  const { lots } = form;
  const change = (id: string, amount: string): void =>
    set({ lots: lots.map((lot) => (lot.id === id ? { ...lot, amount } : lot)) });
  return (
    <div className="stack">
      {lots.length > 0 && (
        <ul className="list" aria-label={t('trade.chosen')}>
          {lots.map((lot) => (
            <li key={lot.id}>
              <Picked
                lot={lot}
                onChange={(amount) => change(lot.id, amount)}
                onRemove={() => set({ lots: lots.filter(({ id }) => id !== lot.id) })}
              />
            </li>
          ))}
        </ul>
      )}
      <Here party={party} form={form} set={set} />
    </div>
  );
}

function Picked(props: {
  lot: PickedLot;
  onChange: (amount: string) => void;
  onRemove: () => void;
}): ReactNode {
  const { lot, onChange, onRemove } = props;
  const { t, language, formats } = useWords();
  const { id, name, dimension, left, amount } = lot;
  const base = typedBase(amount, dimension, language);
  const told = formats.amount(left ?? 0, dimension);
  const wrong =
    base === null && amount !== ''
      ? t('trade.wrongNumber')
      : base !== null && left !== null && base > left
        ? t('trade.tooMuch', { left: told })
        : undefined;
  return (
    <div className="picked">
      <TextField
        label={t('trade.weight', { lot: [name, shortName(id)].filter(Boolean).join(' ') })}
        hint={left === null ? undefined : t('trade.ofLeft', { left: told })}
        inputMode="decimal"
        value={amount}
        wrong={wrong}
        onChange={(event) => onChange(event.target.value)}
        after={<span className="quiet">{isDimension(dimension) && t(`trade.unit.${dimension}`)}</span>}
      />
      <Button kind="plain" icon="close" onClick={onRemove}>
        <span className="visually-hidden">{t('trade.remove', { lot: shortName(id) })}</span>
      </Button>
    </div>
  );
}

const mostShown = 8;

function Here({ party, form: { lots }, set }: Picking): ReactNode {
  const { t, formats } = useWords();
  const [text, setText] = useState('');
  const search = useDeferredValue(text);
  const query = useQuery({
    queryKey: ['lots', party, 'pick', search],
    queryFn: () => stockPage(stockPath(party, { state: 'in-stock', search }, mostShown + lots.length)),
    placeholderData: (before) => before,
  });
  const isPicked = ({ id }: StockLot): boolean => lots.some((one) => one.id === id);
  return (
    <>
      <TextField
        type="search"
        label={t('trade.pick')}
        hint={t('lots.searchHint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Loaded query={query}>
        {({ member }) => (
          <ul className="list">
            {member.every(isPicked) && (
              <li className="quiet">
                {search !== ''
                  ? t('capture.stockNone', { typed: search.trim() })
                  : t(lots.length > 0 ? 'capture.stockNoMore' : 'capture.stockEmpty')}
              </li>
            )}
            {member
              .filter((lot) => !isPicked(lot))
              .slice(0, mostShown)
              .map((lot) => (
                <li key={lot.id} className="here-line">
                  <Icon name="bale" />
                  <span>
                    {lot.productName} <span className="mono">{shortName(lot.id)}</span>
                  </span>
                  <span className="amount">
                    {lot.remaining === null
                      ? t('lots.unknown')
                      : formats.amount(lot.remaining, lot.dimension)}
                  </span>
                  <Button
                    kind="second"
                    icon="record"
                    onClick={() => set({ lots: [...lots, pickedLot(lot)] })}
                  >
                    <span className="visually-hidden">{t('trade.take', { lot: shortName(lot.id) })}</span>
                  </Button>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
    </>
  );
}
