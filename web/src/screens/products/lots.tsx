// The lots of a product, each with what is proven of it and the way to its trace.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProductProof, ProofLot } from '../../api/flow.ts';
import { Badge, Empty, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { lotName } from '../trace/name.ts';
import { ResultBadge } from './proof.tsx';

export function Lots({ proof }: { proof: ProductProof }): ReactNode {
  const { t, formats } = useWords();
  if (proof.member.length === 0) return <Empty icon="lots">{t('products.noLots')}</Empty>;
  return (
    <Panel title={t('products.lotsTitle')}>
      <p className="quiet">{t('products.lotsCaption')}</p>
      <Table
        caption={t('products.lotsTitle')}
        captionHidden
        rows={proof.member}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'lot',
            head: t('products.column.lot'),
            cell: ({ id }) => (
              <Link to={'/trace/$id' as never} params={{ id } as never}>
                {t('products.whereFrom', { lot: lotName(id) })}
              </Link>
            ),
          },
          {
            key: 'made',
            head: t('products.column.made'),
            cell: ({ bornAtMs }) => (bornAtMs === null ? '–' : formats.date(bornAtMs)),
          },
          {
            key: 'amount',
            head: t('products.column.amount'),
            end: true,
            cell: ({ produced, dimension }) =>
              produced === null ? '–' : formats.amount(produced, dimension),
          },
          { key: 'proven', head: t('products.column.proven'), cell: (lot) => <LotProof lot={lot} /> },
          { key: 'gaps', head: t('products.column.missing'), cell: (lot) => <LotGaps lot={lot} /> },
        ]}
      />
    </Panel>
  );
}

function LotProof({ lot }: { lot: ProofLot }): ReactNode {
  const { t, formats } = useWords();
  if (lot.claims.length === 0) return <span className="quiet">{t('products.noClaim')}</span>;
  return (
    <ul className="products-claims">
      {lot.claims.map((claim) => (
        <li key={claim.claim} className="row">
          <ResultBadge claim={claim} />
          <span>
            {claim.share === null
              ? claim.code
              : t('products.claimShare', { claim: claim.code, share: formats.percent(claim.share) })}
          </span>
        </li>
      ))}
    </ul>
  );
}

function LotGaps({ lot }: { lot: ProofLot }): ReactNode {
  const { t } = useWords();
  const { gaps, conflicts } = lot;
  if (gaps === null || conflicts === null) return <span className="quiet">{t('products.tooMany')}</span>;
  if (gaps + conflicts === 0) return <Badge tone="good">{t('products.nothingMissing')}</Badge>;
  return (
    <span className="row">
      {gaps > 0 && <Badge tone="warn">{t('products.gaps', { count: gaps })}</Badge>}
      {conflicts > 0 && <Badge tone="bad">{t('products.conflicts', { count: conflicts })}</Badge>}
    </span>
  );
}
