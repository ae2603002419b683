// /facilities/$id: the lasting page of a place, with who told each thing of it and when.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import type { Answers, FacilityProfile, SiteCertificate, SiteFlows } from '../../api/schema.ts';
import { Icon } from '../../design/icon.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Empty, Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Data } from './data.tsx';
import './facility.css';

export function Facility(): ReactNode {
  const { t } = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery({
    queryKey: ['facilities', id, 'profile'],
    queryFn: () =>
      get<Answers['GET /facilities/{id}/profile']>(`/facilities/${encodeURIComponent(id)}/profile`),
  });
  const title = query.data?.name ?? t('facility.untitled');
  return (
    <Page icon="place" title={title} lead={<code>{id}</code>}>
      <Loaded query={query}>{(site) => <Site site={site} />}</Loaded>
    </Page>
  );
}

function Site({ site }: { site: FacilityProfile }): ReactNode {
  const { t } = useWords();
  return (
    <>
      {site.withheld.length > 0 && (
        <Note tone="info">
          <p>{t('facility.hidden')}</p>
        </Note>
      )}
      <div className="two">
        <div className="stack">
          <Data site={site} />
          <Certificates certificates={site.certificates} />
        </div>
        <Flows site={site} />
      </div>
    </>
  );
}

function Certificates({ certificates }: { certificates: SiteCertificate[] | null }): ReactNode {
  const { t } = useWords();
  if (certificates === null) return null;
  const isOver = ({ state }: SiteCertificate): boolean =>
    ['expired', 'revoked', 'withdrawn', 'refuted'].includes(state ?? '');
  const sorted = [...certificates.filter((one) => !isOver(one)), ...certificates.filter(isOver)];
  return (
    <Panel title={t('facility.certificates')}>
      {sorted.length === 0 && <Empty icon="certificate">{t('facility.certificatesNone')}</Empty>}
      <ul className="list">
        {sorted.map((one) => (
          <CertificateLine key={one.certificate} one={one} />
        ))}
      </ul>
    </Panel>
  );
}

function CertificateLine({ one }: { one: SiteCertificate }): ReactNode {
  const { t, has, formats } = useWords();
  const { certificate, scheme, state, validFrom, validUntil, issuer, issuerName, entry } = one;
  const isGood = state === 'valid' || state === 'confirmed';
  const word = state !== null && has(`facility.state.${state}`) ? t(`facility.state.${state}`) : state;
  const dates = { from: formats.date(Date.parse(validFrom)), until: formats.date(Date.parse(validUntil)) };
  return (
    <li className="line">
      <Icon name="certificate" />
      <Link className="what" to={`/certificates/${encodeURIComponent(certificate)}`}>
        {scheme}
      </Link>
      <Badge tone={isGood ? 'good' : 'warn'}>{word}</Badge>
      <span className="more">{t('facility.valid', dates)}</span>
      <span className="more">
        {t('facility.issuedBy', { name: issuerName ?? issuer })}{' '}
        <Link to="/log/$index" params={{ index: String(entry) }}>
          {t('facility.entry', { number: formats.number(entry) })}
        </Link>
      </span>
    </li>
  );
}

function Flows({ site: { flows, flowsWithheld } }: { site: FacilityProfile }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('facility.flows')}>
      {flowsWithheld && <p className="quiet">{t('facility.flowsHidden')}</p>}
      {!flowsWithheld && flows === null && <Empty icon="scale">{t('facility.flowsNone')}</Empty>}
      {flows !== null && <FlowFacts flows={flows} />}
    </Panel>
  );
}

function FlowFacts({ flows }: { flows: SiteFlows }): ReactNode {
  const { t, formats } = useWords();
  const amounts = (totals: SiteFlows['in']): string =>
    totals.length === 0
      ? t('facility.nothing')
      : formats.list(totals.map(({ amount, dimension }) => formats.amount(amount, dimension)));
  return (
    <div className="stack">
      <Facts
        facts={[
          { name: t('facility.in'), value: amounts(flows.in), figure: true },
          { name: t('facility.out'), value: amounts(flows.out), figure: true },
        ]}
      />
      <p className="quiet">
        {t('facility.events', {
          count: flows.events,
          from: formats.date(flows.fromMs),
          to: formats.date(flows.toMs),
        })}
      </p>
      {flows.unknownAmounts && <p className="quiet">{t('facility.unknownAmounts')}</p>}
    </div>
  );
}
