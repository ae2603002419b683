// What went in: scanned, picked from what is here, or typed.
import { type ReactNode, useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { exactAmount, typedAmount } from './amount.ts';
import { isSingle } from './event.ts';
import type { InputRow } from './form.ts';
import { calledSo, readLabel, shortName } from './label.ts';
import type { FormParts } from './parts.ts';
import { ScanField } from './scan-field.tsx';
import type { Stored } from './stock.ts';
import { WrongWords } from './wrong.tsx';

const mostShown = 40;

export function Inputs(parts: FormParts): ReactNode {
  const { t, language } = useWords();
  const { kind, form, change, workshop, wrong } = parts;
  const [typed, setTyped] = useState('');
  const add = (id: string, grams: number | null = null): void => {
    const lot = workshop.stored.find((one) => one.id === id);
    const base = lot?.remaining ?? grams;
    const amount = base === null || isSingle(id) ? '' : typedAmount(base, lot?.dimension ?? 'mass', language);
    change({ inputs: [...form.inputs, { id, amount }] });
  };
  const read = (text: string): string | undefined => {
    const label = readLabel(text);
    if (label === undefined) return undefined;
    const found =
      label.kind === 'id' ? [label.id] : calledSo(workshop.stored, label.code).map(({ id }) => id);
    const [id] = found;
    if (id === undefined) return t('capture.wrong.notHere', { code: shortName(text) });
    if (found.length > 1) return t('capture.wrong.several', { code: text, count: found.length });
    if (form.inputs.some((row) => row.id === id)) return t('capture.wrong.there', { code: shortName(id) });
    add(id, label.kind === 'id' ? label.grams : null);
    return undefined;
  };
  return (
    <div className="stack">
      <h2>{t(kind === 'pack' ? 'capture.packGoods' : 'capture.in')}</h2>
      <ScanField
        label={t('capture.scan')}
        hint={t('capture.scanHint')}
        focus
        value={typed}
        onType={setTyped}
        onRead={read}
      />
      <WrongWords wrong={wrong.filter(({ step, row }) => step === 'in' && row === undefined)} />
      <ul className="goods">
        {form.inputs.map((row) => (
          <Chosen key={row.id} row={row} {...parts} />
        ))}
      </ul>
      <Stock
        {...parts}
        typed={typed}
        onPick={(id) => {
          add(id);
          setTyped('');
        }}
      />
    </div>
  );
}

function Chosen({ row, form, change, workshop, reading, wrong }: FormParts & { row: InputRow }): ReactNode {
  const { t, formats } = useWords();
  const lot = workshop.stored.find(({ id }) => id === row.id);
  const over = reading.overdrawn.find(({ id }) => id === row.id);
  const name = shortName(row.id);
  const set = (amount: string): void =>
    change({ inputs: form.inputs.map((one) => (one.id === row.id ? { ...one, amount } : one)) });
  return (
    <li>
      <span className="name">{name}</span>
      <span className="more">
        {lot === undefined
          ? t('capture.notInStock')
          : [
              lot.productName,
              lot.remaining !== null &&
                t('capture.left', { amount: exactAmount(lot.remaining, lot.dimension, formats) }),
            ]
              .filter(Boolean)
              .join(' · ')}
      </span>
      {isSingle(row.id) ? (
        <span className="amount-field">{t('capture.onePiece')}</span>
      ) : (
        <span className="amount-field">
          <input
            className="input"
            inputMode="decimal"
            autoComplete="off"
            aria-label={t('capture.amountOf', { name })}
            aria-invalid={wrong.some((one) => one.row === row.id) || undefined}
            value={row.amount}
            onChange={(event) => set(event.target.value)}
          />
          <span>{t(`capture.unit.${lot?.dimension ?? 'mass'}`)}</span>
        </span>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('capture.remove', { name })}
        onClick={() => change({ inputs: form.inputs.filter(({ id }) => id !== row.id) })}
      >
        <Icon name="close" />
      </button>
      <WrongWords wrong={wrong.filter((one) => one.row === row.id)} />
      {over !== undefined && (
        <p className="wrong" role="alert">
          <Icon name="warn" />
          <span>
            {t('capture.overdraw', {
              name,
              left: exactAmount(over.left, over.dimension, formats),
              asked: exactAmount(over.asked, over.dimension, formats),
            })}
          </span>
        </p>
      )}
    </li>
  );
}

/** What is here, the newest first; what is elsewhere comes after it. */
function Stock({
  form,
  workshop,
  typed,
  onPick,
}: FormParts & { typed: string; onPick: (id: string) => void }): ReactNode {
  const { t, formats } = useWords();
  const text = typed.trim().toLowerCase();
  const free = workshop.stored.filter(
    (lot) =>
      !form.inputs.some(({ id }) => id === lot.id) &&
      (text === '' || `${shortName(lot.id)} ${lot.productName ?? ''} ${lot.id}`.toLowerCase().includes(text)),
  );
  const isHere = ({ place }: Stored): boolean => place === form.place;
  const sorted = [...free.filter(isHere), ...free.filter((lot) => !isHere(lot))];
  if (workshop.stored.length === 0) return <Empty icon="lots">{t('capture.stockEmpty')}</Empty>;
  return (
    <div className="stack">
      <h3>{t('capture.stock')}</h3>
      {sorted.length === 0 && (
        <p className="quiet">
          {text === '' ? t('capture.stockNoMore') : t('capture.stockNone', { typed: typed.trim() })}
        </p>
      )}
      <ul className="picks">
        {sorted.slice(0, mostShown).map((lot) => (
          <li key={lot.id}>
            <button type="button" className="pick" onClick={() => onPick(lot.id)}>
              <span className="name">{shortName(lot.id)}</span>
              <span className="more">
                {[
                  lot.productName,
                  !isHere(lot) && t('capture.elsewhere'),
                  lot.isNew && t('capture.recordedHere'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              {lot.remaining !== null && (
                <span className="amount">{exactAmount(lot.remaining, lot.dimension, formats)}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {sorted.length > mostShown && (
        <p className="quiet">{t('capture.moreStock', { count: sorted.length - mostShown })}</p>
      )}
    </div>
  );
}
