// To whom the goods go, for which order, from where, and with which papers.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import {
  certificatesQuery,
  type Named,
  partiesQuery,
  type Said,
  type TradeSaid,
  tradesQuery,
  useOwnPlaces,
} from '../../api/work.ts';
import { SelectField, TextField } from '../../design/parts/field.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { Papers } from './papers.tsx';
import { type ShipForm, tolerancePpmOf } from './ship-form.ts';

export function To(props: {
  party: string;
  form: ShipForm;
  set: (change: Partial<ShipForm>) => void;
}): ReactNode {
  const { party, form, set } = props;
  const { t, language } = useWords();
  const trades = useQuery(tradesQuery(party)).data ?? [];
  return (
    <div className="stack">
      <Buyer party={party} form={form} set={set} trades={trades} />
      <Order party={party} form={form} set={set} trades={trades} />
      <From party={party} form={form} set={set} />
      <TextField
        label={t('trade.tolerance')}
        hint={t('trade.toleranceHint')}
        inputMode="decimal"
        value={form.tolerance}
        wrong={tolerancePpmOf(form, language) === null ? t('trade.wrongNumber') : undefined}
        onChange={(event) => set({ tolerance: event.target.value })}
      />
      <Papers
        label={t('trade.documents')}
        hint={t('trade.paperHint')}
        papers={form.papers}
        onChange={(papers) => set({ papers })}
      />
      <Certified party={party} form={form} />
    </div>
  );
}

interface Choosing {
  party: string;
  form: ShipForm;
  set: (change: Partial<ShipForm>) => void;
}

type Trades = readonly Said<TradeSaid>[];

/** Those who bought before stand first, the last one on top. */
function Buyer({ party, form, set, trades }: Choosing & { trades: Trades }): ReactNode {
  const { t } = useWords();
  const all = useQuery(partiesQuery).data ?? [];
  const known = [
    ...new Set(trades.filter(({ claims }) => claims.seller === party).map(({ claims }) => claims.buyer)),
  ];
  const others = all.filter(({ id }) => id !== party && !known.includes(id));
  const name = (id: string): string => all.find((one) => one.id === id)?.name ?? id;
  const inOrder = (one: Named, other: Named): number =>
    (one.name ?? one.id).localeCompare(other.name ?? other.id);
  return (
    <SelectField
      label={t('trade.buyer')}
      value={form.buyer}
      options={[
        { text: t('trade.chooseBuyer'), value: '' },
        ...known.map((id) => ({ value: id, text: name(id) })),
        ...[...others].sort(inOrder).map(({ id }) => ({ value: id, text: name(id) })),
      ]}
      onChange={(event) => set({ buyer: event.target.value, order: '' })}
    />
  );
}

/** Orders of this buyer that were not ended. */
function Order({ party, form, set, trades }: Choosing & { trades: Trades }): ReactNode {
  const { t, formats } = useWords();
  const orders = trades.filter(({ claims: { stage, seller, buyer }, state }) => {
    const isOpen = state === 'declared' || state === 'acknowledged';
    return stage === 'order' && seller === party && buyer === form.buyer && isOpen;
  });
  if (orders.length === 0) return null;
  return (
    <SelectField
      label={t('trade.order')}
      value={form.order}
      options={[
        { text: t('trade.noOrder'), value: '' },
        ...orders.map(({ claims: { trade, at } }) => ({
          value: trade,
          text: t('trade.orderOf', { order: shortName(trade), date: formats.date(Date.parse(at)) }),
        })),
      ]}
      onChange={(event) => set({ order: event.target.value })}
    />
  );
}

function From({ party, form, set }: Choosing): ReactNode {
  const { t } = useWords();
  const places = useOwnPlaces(party).data;
  const first = places?.[0]?.id;
  useEffect(() => {
    if (form.place === '' && first !== undefined) set({ place: first });
  }, [form.place, first, set]);
  if (places === undefined || places.length < 2) return null;
  return (
    <SelectField
      label={t('trade.fromPlace')}
      value={form.place}
      options={places.map(({ id, name }) => ({ value: id, text: name ?? shortName(id) }))}
      onChange={(event) => set({ place: event.target.value })}
    />
  );
}

/** Transaction certificates for this buyer that name what leaves. */
function Certified({ party, form }: { party: string; form: ShipForm }): ReactNode {
  const { t } = useWords();
  const all = useQuery(certificatesQuery(party)).data ?? [];
  const leaving = new Set(form.lots.map(({ id }) => id));
  const found = all.filter(
    ({ claims }) =>
      claims.type === 'transaction' &&
      claims.holder === party &&
      claims.buyer === form.buyer &&
      claims.lots?.some(({ lot }) => leaving.has(lot)),
  );
  return found.map(({ claims }) => (
    <Note key={claims.certificate} tone="good">
      {t('trade.certifiedBy', { name: claims.number ?? shortName(claims.certificate) })}
    </Note>
  ));
}
