// What others see of me: a reader is chosen, and the node tells what that reader is shown, fact by fact.
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import type { Seen as SeenAnswer } from '../../api/seen.ts';
import { partiesQuery, stockPage, stockPath, useParty } from '../../api/work.ts';
import { SelectField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { EvidencePreview } from './evidence.tsx';
import './seen.css';
import { Thing } from './thing.tsx';

interface Asked {
  reader?: string | undefined;
  partner?: string | undefined;
  level?: string | undefined;
  lot?: string | undefined;
}

export function Seen(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  const asked: Asked = useSearch({ strict: false });
  return (
    <Page icon="eye" title={t('shell.area.seen')} lead={t('seen.lead')}>
      {party === null ? (
        <Empty icon="people">{t('today.noParty')}</Empty>
      ) : (
        <>
          <Tools party={party} asked={asked} />
          <Answer party={party} asked={asked} />
        </>
      )}
    </Page>
  );
}

const readers = ['everybody', 'partner', 'auditor'] as const;
const levels = ['country', 'region', 'site', 'full'] as const;
const usualLevel: Readonly<Record<string, string>> = { auditor: 'full' };

/** All of it stands in the address, to be sent on or come back to. */
function Tools({ party, asked }: { party: string; asked: Asked }): ReactNode {
  const { t } = useWords();
  const navigate = useNavigate();
  const parties = useQuery(partiesQuery).data ?? [];
  const lots = useQuery({
    queryKey: ['lots', party, 'seen'],
    queryFn: () => stockPage(stockPath(party, { state: 'all', search: '' }, 50)),
  }).data?.member;
  const choose = (change: Asked): void => void navigate({ to: '/seen', search: { ...asked, ...change } });
  const reader = asked.reader ?? 'everybody';
  return (
    <div className="seen-tools">
      <SelectField
        label={t('seen.reader')}
        value={reader}
        options={readers.map((value) => ({ value, text: t(`seen.reader.${value}`) }))}
        onChange={(event) => choose({ reader: event.target.value, level: undefined })}
      />
      {reader === 'partner' && (
        <SelectField
          label={t('seen.partner')}
          value={asked.partner ?? ''}
          options={[
            { text: t('seen.choosePartner'), value: '' },
            ...parties
              .filter(({ id }) => id !== party)
              .map(({ id, name }) => ({ value: id, text: name ?? id })),
          ]}
          onChange={(event) => choose({ partner: event.target.value || undefined })}
        />
      )}
      <SelectField
        label={t('seen.level')}
        value={asked.level ?? usualLevel[reader] ?? 'country'}
        options={levels.map((value) => ({ value, text: t(`seen.level.${value}`) }))}
        onChange={(event) => choose({ level: event.target.value })}
      />
      {lots !== undefined && lots.length > 0 && (
        <SelectField
          label={t('seen.lot')}
          value={asked.lot ?? lots[0]!.id}
          options={lots.map(({ id, productName }) => ({
            value: id,
            text: `${productName ?? ''} ${shortName(id)}`.trim(),
          }))}
          onChange={(event) => choose({ lot: event.target.value })}
        />
      )}
    </div>
  );
}

function Answer({ party, asked }: { party: string; asked: Asked }): ReactNode {
  const { t } = useWords();
  const isMissing = asked.reader === 'partner' && asked.partner === undefined;
  const search = new URLSearchParams(
    Object.entries(asked).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  search.delete('lang');
  const query = useQuery({
    queryKey: ['seen', party, search.toString()],
    queryFn: () => get<SeenAnswer>(`/parties/${encodeURIComponent(party)}/seen?${search}`),
    enabled: !isMissing,
  });
  if (isMissing) return <Empty icon="supplier">{t('seen.choosePartner')}</Empty>;
  return (
    <Loaded query={query}>
      {({ lot, things, evidence }) => (
        <>
          {lot === null && <Empty icon="lots">{t('seen.noLot')}</Empty>}
          <div className="seen-things">
            {things.map((thing) => (
              <Thing key={`${thing.kind} ${thing.id}`} thing={thing} />
            ))}
          </div>
          {lot !== null && <EvidencePreview evidence={evidence} />}
        </>
      )}
    </Loaded>
  );
}
