// Who drew from a certificate, or what was shipped under it.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Standing } from '../../api/trust.ts';
import { Note, Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';
import { Entries } from '../claims/verdict.tsx';

export function Uses({ volume }: { volume: NonNullable<Standing['volume']> }): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t(volume.kind === 'certified' ? 'certificates.uses' : 'certificates.shipments')}>
      <div className="stack">
        {volume.isUnknown && <Note tone="warn">{t('certificates.usesUnknown')}</Note>}
        <Table
          caption={t('certificates.uses')}
          captionHidden
          rows={volume.uses}
          rowKey={({ certificate }) => certificate}
          columns={[
            {
              key: 'by',
              head: t('certificates.usedBy'),
              cell: ({ certificate, holder, holderName }) => (
                <Link to="/certificates/$id" params={{ id: certificate }}>
                  {holderName ?? holder}
                </Link>
              ),
            },
            { key: 'at', head: t('certificates.shipped'), cell: ({ atMs }) => formats.date(atMs) },
            {
              key: 'grams',
              head: t('certificates.used'),
              end: true,
              cell: ({ grams }) =>
                grams === null ? t('certificates.notShown') : formats.kilograms(grams, true),
            },
            {
              key: 'entry',
              head: <span className="visually-hidden">{t('claims.inLog')}</span>,
              cell: ({ entry }) => <Entries entries={[entry]} />,
            },
          ]}
        />
        {volume.useCount > volume.uses.length && (
          <p className="quiet">
            {t('certificates.usesMore', { count: volume.useCount - volume.uses.length })}
          </p>
        )}
      </div>
    </Panel>
  );
}
