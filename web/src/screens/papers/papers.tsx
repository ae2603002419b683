// The certificates of a party: how long they hold, who issued them, and the documents that belong to them.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  type CertificateSaid,
  certificatesQuery,
  type Said,
  useParty,
  usePartyNames,
} from '../../api/work.ts';
import { fileName } from '../../design/file-name.ts';
import { Icon } from '../../design/icon.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Bar, Empty, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { StateBadge } from '../lots/state.tsx';

type Certificate = Said<CertificateSaid>;

export function MyPapers(): ReactNode {
  const { t } = useWords();
  const party = useParty();
  return (
    <Page icon="certificate" title={t('papers.title')} lead={t('papers.lead')}>
      {party === null ? <Empty icon="people">{t('today.noParty')}</Empty> : <All party={party} />}
    </Page>
  );
}

function All({ party }: { party: string }): ReactNode {
  const { t } = useWords();
  return (
    <Loaded query={useQuery(certificatesQuery(party))}>
      {(all) => {
        const own = all.filter(({ claims }) => claims.holder === party);
        if (own.length === 0) return <Empty icon="certificate">{t('papers.none')}</Empty>;
        const isOfShipment = ({ claims }: Certificate): boolean => claims.type === 'transaction';
        return (
          <>
            <List title={t('papers.yours')} papers={own.filter((one) => !isOfShipment(one))} />
            <List title={t('papers.transactions')} papers={own.filter(isOfShipment)} />
          </>
        );
      }}
    </Loaded>
  );
}

function List({ title, papers }: { title: string; papers: readonly Certificate[] }): ReactNode {
  if (papers.length === 0) return null;
  return (
    <Panel title={title}>
      <ul className="list">
        {papers.map((paper) => (
          <li key={paper.entry}>
            <Paper paper={paper} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const dayMs = 86_400_000;
const soonDays = 60;

function Paper({ paper }: { paper: Certificate }): ReactNode {
  const { t, has, formats } = useWords();
  const name = usePartyNames();
  const { scheme, type, number, buyer, lots, documents } = paper.claims;
  const grams = lots?.reduce((sum, { certifiedGrams }) => sum + certifiedGrams, 0) ?? 0;
  return (
    <div className="line">
      <Icon name="certificate" />
      <Link to="/certificates/$id" params={{ id: paper.claims.certificate }} className="what">
        {scheme.toUpperCase()} · {has(`papers.type.${type}`) ? t(`papers.type.${type}`) : type}
      </Link>
      <span className="row">
        <StateBadge state={paper.state} />
        <Left paper={paper} />
      </span>
      <span className="more row">
        {typeof number === 'string' && <span>{t('papers.number', { number })}</span>}
        <span>{t('papers.issuedBy', { name: name(paper.issuer) })}</span>
        {typeof buyer === 'string' && <span>{t('papers.forBuyer', { name: name(buyer) })}</span>}
        {grams > 0 && <span>{t('papers.kilograms', { amount: formats.kilograms(grams) })}</span>}
        {documents?.map(({ digest, name: called }, at) => (
          <a key={digest} href={`/documents/${digest}`} download>
            {fileName(called, t('papers.document', { number: formats.number(at + 1) }))}
          </a>
        ))}
      </span>
      <span className="more">
        <Validity paper={paper} />
      </span>
    </div>
  );
}

function Left({ paper: { claims } }: { paper: Certificate }): ReactNode {
  const { t } = useWords();
  const days = Math.ceil((Date.parse(claims.validUntil) - Date.now()) / dayMs);
  if (claims.type === 'transaction' || days < 0 || days > soonDays) return null;
  return (
    <Badge tone="warn" icon="clock">
      {t('papers.left', { count: days })}
    </Badge>
  );
}

/** How much of its time has gone. */
function Validity({ paper: { claims } }: { paper: Certificate }): ReactNode {
  const { t, formats } = useWords();
  const [from, until, now] = [Date.parse(claims.validFrom), Date.parse(claims.validUntil), Date.now()];
  const isOver = until < now;
  const label = t(isOver ? 'papers.ended' : 'papers.valid', { date: formats.date(until) });
  if (claims.type === 'transaction') return null;
  return (
    <>
      {label}
      <Bar
        share={until === from ? 1 : (now - from) / (until - from)}
        label={label}
        {...(isOver && { tone: 'bad' as const })}
      />
    </>
  );
}
