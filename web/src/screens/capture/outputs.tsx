// What came out: product, weight, and a number that goes on from the last one.
import { type ReactNode, useEffect } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button } from '../../design/parts/button.tsx';
import { SelectField, TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import type { OutputRow, Unit, Wrong } from './form.ts';
import type { FormParts } from './parts.ts';
import { firstOutputs, newOutput, proposed } from './prepared.ts';
import type { Remembered } from './remembered.ts';
import { WrongWords } from './wrong.tsx';

type Parts = FormParts & { remembered: Remembered };

export function Outputs(parts: Parts): ReactNode {
  const { t } = useWords();
  const { kind, form, change, workshop, remembered, wrong } = parts;
  const { outputs } = form;
  const isTime = outputs.length === 0 && (kind === 'harvest' || form.inputs.length > 0);
  // Once it is known what went in, what will come out can be guessed; what somebody has typed is left alone.
  useEffect(() => {
    if (isTime) change({ outputs: firstOutputs(kind, form, workshop, remembered) });
  });
  const addRow = (): void => {
    const { product = '', unit = 'kg' } = outputs.at(-1) ?? {};
    change({ outputs: [...outputs, newOutput({ product, unit }, outputs, workshop, remembered)] });
  };
  return (
    <div className="stack">
      <h2>{t('capture.out')}</h2>
      <WrongWords wrong={wrong.filter(({ step, row }) => step === 'out' && row === undefined)} />
      {workshop.products.length === 0 && <p>{t('capture.noProducts')}</p>}
      <div>
        {outputs.map((row) => (
          <Row key={row.key} row={row} {...parts} />
        ))}
      </div>
      <div>
        <Button kind="second" icon="record" onClick={addRow}>
          {t('capture.addOutput')}
        </Button>
      </div>
    </div>
  );
}

function Row({ row, form, change, workshop, remembered, wrong }: Parts & { row: OutputRow }): ReactNode {
  const { t } = useWords();
  const set = (part: Partial<OutputRow>): void =>
    change({ outputs: form.outputs.map((one) => (one.key === row.key ? { ...one, ...part } : one)) });
  const others = form.outputs.filter(({ key }) => key !== row.key);
  const saying = (...codes: Wrong['code'][]): string | undefined => {
    const found = wrong.find((one) => one.row === row.key && codes.includes(one.code));
    return found && t(`capture.wrong.${found.code}`);
  };
  const products = [
    ...(row.product === '' ? [{ value: '', text: t('capture.choose') }] : []),
    ...workshop.products.map(({ product, name }) => ({ value: product, text: name ?? product })),
  ];
  return (
    <div className="output">
      <div className="output-head">
        <SelectField
          label={t('capture.product')}
          value={row.product}
          options={products}
          wrong={saying('noProduct')}
          onChange={({ target: { value: product } }) =>
            set({ product, number: proposed(product, others, workshop, remembered) })
          }
        />
        {others.length > 0 && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('capture.remove', { name: row.number })}
            onClick={() => change({ outputs: others })}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      <div className="output-line">
        <TextField
          label={t('capture.number')}
          value={row.number}
          wrong={saying('noNumber', 'badNumber', 'sameNumber')}
          autoComplete="off"
          maxLength={20}
          onChange={(event) => set({ number: event.target.value })}
        />
        <TextField
          label={t('capture.amount')}
          inputMode="decimal"
          autoComplete="off"
          value={row.amount}
          wrong={saying('noAmount', 'badAmount')}
          onChange={(event) => set({ amount: event.target.value })}
        />
        <SelectField
          label={t('capture.unitField')}
          value={row.unit}
          options={(['kg', 'm', 'pieces'] as const).map((unit) => ({
            value: unit,
            text: t(`capture.unitName.${unit}`),
          }))}
          onChange={(event) => set({ unit: event.target.value as Unit })}
        />
      </div>
    </div>
  );
}
