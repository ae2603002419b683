// Each datum of a place beside the statement since which it is so.
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { FacilityProfile, ToldDatum } from '../../api/schema.ts';
import { Panel } from '../../design/parts/show.tsx';
import { Table } from '../../design/parts/table.tsx';
import { useWords } from '../../language/words.tsx';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly value: ReactNode;
  readonly told: ToldDatum | undefined;
}

export function Data({ site }: { site: FacilityProfile }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('facility.data')}>
      <div className="facility-data">
        <Table
          caption={t('facility.dataCaption', { count: site.words })}
          rows={useRows(site)}
          rowKey={({ key }) => key}
          columns={[
            { key: 'name', head: t('facility.datum'), cell: ({ name }) => name },
            { key: 'value', head: t('facility.is'), cell: ({ value }) => value },
            { key: 'told', head: t('facility.toldBy'), cell: ({ told }) => told && <Source told={told} /> },
          ]}
        />
      </div>
    </Panel>
  );
}

/** What is not told, or not shown, has no row. */
function useRows(site: FacilityProfile): Row[] {
  const { t, formats } = useWords();
  const row = (key: string, name: string, value: ReactNode): Row[] =>
    value === null || value === undefined || value === ''
      ? []
      : [{ key, name, value, told: site.told.find(({ member }) => member === key) }];
  const { latitude, longitude, processes, country } = site;
  const place =
    latitude === null || longitude === null
      ? null
      : `${formats.number(latitude)}, ${formats.number(longitude)}`;
  return [
    ...row('name', t('facility.name'), site.name),
    ...row('party', t('facility.party'), site.partyName ?? site.party),
    ...row('country', t('facility.country'), country === null ? null : formats.country(country)),
    ...row('region', t('facility.region'), site.region),
    ...row('address', t('facility.address'), addressText(site.address)),
    ...row('latitude', t('facility.position'), place),
    ...row(
      'processes',
      t('facility.processes'),
      processes === null || processes.length === 0 ? null : formats.list(processes),
    ),
  ];
}

/** An address is any value that its party told. */
function addressText(address: unknown): string | null {
  if (address === null || address === undefined) return null;
  if (typeof address === 'string') return address;
  return typeof address === 'object' ? Object.values(address).map(String).join(', ') : String(address);
}

function Source({ told: { entry, recordedAtMs, byName, by } }: { told: ToldDatum }): ReactNode {
  const { t, formats } = useWords();
  return (
    <>
      {byName ?? by}{' '}
      <span className="quiet">
        {formats.date(recordedAtMs)}{' '}
        <Link to="/log/$index" params={{ index: String(entry) }}>
          {t('facility.entry', { number: formats.number(entry) })}
        </Link>
      </span>
    </>
  );
}
