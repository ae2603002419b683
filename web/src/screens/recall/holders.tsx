// Who has what: at one look, and lot by lot.
import type { ReactNode } from 'react';
import type { FlowLot } from '../../api/flow.ts';
import { Badge, Panel } from '../../design/parts/show.tsx';
import { type Column, Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { useFlowWords, wholeKilograms } from '../trace/words.ts';
import { type Holder, isInStock } from './holder.ts';

export function Holders({ holders }: { holders: readonly Holder[] }): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t('recall.who')}>
      <Table
        caption={t('recall.whoCaption')}
        rows={holders}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', head: t('recall.column.holder'), cell: ({ name }) => <b>{name}</b> },
          {
            key: 'left',
            head: t('recall.column.left'),
            end: true,
            cell: ({ leftGrams }) =>
              leftGrams === null ? '–' : formats.kilograms(wholeKilograms(leftGrams)),
          },
          {
            key: 'stock',
            head: t('recall.column.stock'),
            end: true,
            cell: ({ lots }) => formats.number(lots.filter(isInStock).length),
          },
          {
            key: 'lots',
            head: t('recall.column.lots'),
            end: true,
            cell: ({ lots }) => formats.number(lots.length),
          },
        ]}
      />
    </Panel>
  );
}

const shownOfHolder = 20;

export function HolderLots({ holder }: { holder: Holder }): ReactNode {
  const { t, formats } = useWords();
  const words = useFlowWords();
  const columns: Column<FlowLot>[] = [
    { key: 'lot', head: t('recall.column.lot'), cell: (lot) => words.lot(lot.id) },
    {
      key: 'amount',
      head: t('recall.column.amount'),
      end: true,
      cell: ({ produced, dimension }) =>
        produced === null || dimension === null ? '–' : formats.amount(produced, dimension),
    },
    {
      key: 'part',
      head: t('recall.column.part'),
      end: true,
      cell: ({ containedGrams }) =>
        containedGrams === null ? '–' : formats.kilograms(wholeKilograms(containedGrams)),
    },
    { key: 'stock', head: t('recall.column.stock'), cell: (lot) => <Stock lot={lot} /> },
    {
      key: 'buyer',
      head: t('recall.column.buyer'),
      cell: ({ buyers }) => formats.list(buyers.map(({ party, name }) => name ?? party)) || '–',
    },
    {
      key: 'seen',
      head: t('recall.column.seen'),
      cell: ({ seen }) => (seen === null ? '–' : formats.date(seen.atMs)),
    },
  ];
  const left = holder.lots.length - shownOfHolder;
  return (
    <details className="panel recall-lots">
      <summary>
        <h2>{holder.name}</h2>{' '}
        <Badge tone="info">{t('recall.lotsThere', { count: holder.lots.length })}</Badge>
      </summary>
      <Table
        caption={t('recall.caption', { holder: holder.name })}
        captionHidden
        columns={columns}
        rows={holder.lots.slice(0, shownOfHolder)}
        rowKey={({ id }) => id}
      />
      {left > 0 && <p className="quiet">{t('recall.inDownload', { count: left })}</p>}
    </details>
  );
}

function Stock({ lot }: { lot: FlowLot }): ReactNode {
  const { t, formats } = useWords();
  if (lot.remaining === null) return <Badge>{t('recall.stockNotKnown')}</Badge>;
  if (!isInStock(lot))
    return (
      <Badge tone="quiet" icon="good">
        {t('recall.used')}
      </Badge>
    );
  const left =
    lot.leftGrams === null ? formats.amount(lot.remaining, lot.dimension) : formats.kilograms(lot.leftGrams);
  return <Badge tone="warn">{t('recall.left', { amount: left })}</Badge>;
}
