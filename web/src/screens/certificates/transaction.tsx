// What a transaction certificate tells beside: to whom, when, which lots, and from which certificates it draws.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pageAt, type Certificate } from '../../api/trust.ts';
import { partiesQuery, type Said } from '../../api/work.ts';
import { Button } from '../../design/parts/button.tsx';
import { SelectField, TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';
import type { WishPart } from './new-form.ts';

export function TransactionFields({ party, wish, change }: WishPart & { party: string }): ReactNode {
  const { t } = useWords();
  const parties = useQuery(partiesQuery).data?.filter(({ id }) => id !== party && id !== wish.holder) ?? [];
  return (
    <>
      <SelectField
        label={t('certificates.buyer')}
        required
        value={wish.buyer}
        onChange={(event) => change({ buyer: event.target.value })}
        options={[
          { value: '', text: t('claims.choose') },
          ...parties.map(({ id, name }) => ({ value: id, text: name ?? id })),
        ]}
      />
      <TextField
        type="date"
        label={t('certificates.shipped')}
        required
        value={wish.shipped}
        onChange={(event) => change({ shipped: event.target.value })}
      />
      <Lots wish={wish} change={change} />
      <Inputs wish={wish} change={change} />
    </>
  );
}

function replaced<T>(rows: readonly T[], at: number, part: Partial<T>): T[] {
  return rows.map((row, index) => (index === at ? { ...row, ...part } : row));
}

const kilograms = <span aria-hidden="true">kg</span>;

function Lots({ wish, change }: WishPart): ReactNode {
  const { t } = useWords();
  const { lots } = wish;
  const set = (at: number, part: Partial<(typeof lots)[number]>): void =>
    change({ lots: replaced(lots, at, part) });
  return (
    <fieldset className="field">
      <legend>{t('certificates.lots')}</legend>
      <div className="paper-rows">
        {lots.map(({ lot, weight, certified }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
          <div className="paper-row" key={at}>
            <TextField
              label={t('certificates.lot')}
              hint={t('certificates.lotHint')}
              value={lot}
              onChange={(event) => set(at, { lot: event.target.value })}
            />
            <TextField
              label={t('certificates.weight')}
              inputMode="decimal"
              value={weight}
              onChange={(event) => set(at, { weight: event.target.value })}
              after={kilograms}
            />
            <TextField
              label={t('certificates.certified')}
              inputMode="decimal"
              value={certified}
              onChange={(event) => set(at, { certified: event.target.value })}
              after={kilograms}
            />
            {lots.length > 1 && (
              <Button kind="plain" onClick={() => change({ lots: lots.filter((_, index) => index !== at) })}>
                {t('certificates.remove')}
              </Button>
            )}
          </div>
        ))}
      </div>
      <div>
        <Button
          kind="second"
          icon="record"
          onClick={() => change({ lots: [...lots, { lot: '', weight: '', certified: '' }] })}
        >
          {t('certificates.addLot')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Transaction certificates by which the holder bought. */
function Inputs({ wish, change }: WishPart): ReactNode {
  const { t } = useWords();
  const { inputs, holder } = wish;
  const bought = useQuery({
    queryKey: ['certificates', 'bought', holder],
    enabled: holder !== '',
    queryFn: async () =>
      (
        await pageAt<Said<Certificate>>(`/certificates?about=${encodeURIComponent(holder)}&limit=300`)
      ).member.filter(({ claims }) => claims.type === 'transaction' && claims.buyer === holder),
  });
  const set = (at: number, part: Partial<(typeof inputs)[number]>): void =>
    change({ inputs: replaced(inputs, at, part) });
  const options = [
    { value: '', text: t('claims.choose') },
    ...(bought.data ?? []).map(({ claims: { certificate, number } }) => ({
      value: certificate,
      text: number ?? certificate,
    })),
  ];
  return (
    <fieldset className="field">
      <legend>{t('certificates.inputs')}</legend>
      <div className="paper-rows">
        {inputs.map(({ certificate, weight }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
          <div className="paper-row" key={at}>
            <SelectField
              label={t('certificates.one')}
              value={certificate}
              onChange={(event) => set(at, { certificate: event.target.value })}
              options={options}
            />
            <TextField
              label={t('certificates.weight')}
              inputMode="decimal"
              value={weight}
              onChange={(event) => set(at, { weight: event.target.value })}
              after={kilograms}
            />
            <Button
              kind="plain"
              onClick={() => change({ inputs: inputs.filter((_, index) => index !== at) })}
            >
              {t('certificates.remove')}
            </Button>
          </div>
        ))}
      </div>
      <div>
        <Button
          kind="second"
          icon="record"
          onClick={() => change({ inputs: [...inputs, { certificate: '', weight: '' }] })}
        >
          {t('certificates.addInput')}
        </Button>
      </div>
    </fieldset>
  );
}
