// One certificate: four axes, who drew from it, papers, what was said of it, and who lets its issuer say it.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  type Certificate as Claims,
  certificateQuery,
  type Standing,
  standingQuery,
} from '../../api/trust.ts';
import type { DocumentNamed, Said } from '../../api/work.ts';
import { useMe } from '../../api/me.ts';
import { fileName } from '../../design/file-name.ts';
import { Icon } from '../../design/icon.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { caseTones } from '../cases/tones.ts';
import { Challenge } from '../cases/challenge.tsx';
import { Decide } from '../cases/decide.tsx';
import { Entries } from '../claims/verdict.tsx';
import { StateBadge } from '../lots/state.tsx';
import { Axes } from './axes.tsx';
import { CheckDocument } from './check-document.tsx';
import { Steps } from './steps.tsx';
import { Uses } from './uses.tsx';
import { wordsIn } from './words-in.ts';
import './certificates.css';

type Paper = Said<Claims>;

export function Certificate(): ReactNode {
  const { t } = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const query = useQuery(certificateQuery(id));
  const title = query.data === undefined ? t('certificates.one') : t(`papers.type.${query.data.claims.type}`);
  return (
    <Page icon="certificate" title={title}>
      <Loaded query={query}>{(paper) => <Whole paper={paper} />}</Loaded>
    </Page>
  );
}

function Whole({ paper }: { paper: Paper }): ReactNode {
  const { t } = useWords();
  const standing = useQuery(standingQuery(paper.claims.certificate));
  return (
    <>
      <div className="row">
        <StateBadge state={paper.state} />
        {standing.data !== undefined && (
          <Badge tone="info" icon="verify">
            {t(`certificates.assurance.${standing.data.assurance}`)}
          </Badge>
        )}
        {typeof paper.claims.number === 'string' && <span className="mono">{paper.claims.number}</span>}
        <Entries entries={[paper.entry]} />
      </div>
      {paper.withheld.length > 0 && (
        <Note>
          <p>{t('certificates.withheld')}</p>
        </Note>
      )}
      <Loaded query={standing}>
        {(now) => (
          <>
            <Words paper={paper} standing={now} />
            <Axes paper={paper.claims} issuer={paper.issuer} standing={now} />
            {now.volume !== null && now.volume.useCount > 0 && <Uses volume={now.volume} />}
            <div className="two">
              <div className="stack">
                <Papers claims={paper.claims} />
                <History standing={now} />
              </div>
              <Behind standing={now} />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

/** What whoever asks may say of it now. */
function Words({ paper, standing }: { paper: Paper; standing: Standing }): ReactNode {
  const me = useMe().data?.active;
  if (me?.role !== 'manager' && me?.role !== 'clerk') return null;
  const { certificate, holder } = paper.claims;
  const may = standing.you?.declares === true ? wordsIn(standing.state, me.party === paper.issuer) : [];
  return (
    <div className="row no-print">
      {may.map((word) => (
        <Decide key={word} noun="status" id={certificate} about={certificate} word={word} />
      ))}
      {me.party !== holder && me.party !== paper.issuer && <Challenge about={certificate} party={holder} />}
    </div>
  );
}

function Papers({ claims }: { claims: Claims }): ReactNode {
  const { t } = useWords();
  const imported: DocumentNamed[] = claims.imported ? [{ digest: claims.imported.digest }] : [];
  const documents = [...(claims.documents ?? []), ...imported];
  return (
    <Panel title={t('certificates.papers')}>
      {documents.length === 0 ? (
        <p className="quiet">{t('certificates.noPapers')}</p>
      ) : (
        <div className="stack">
          <ul className="stack">
            {documents.map(({ digest, name }) => (
              <li key={digest} className="row">
                <Icon name="certificate" />
                <a href={`/documents/${digest}`} download={fileName(name, digest)}>
                  {fileName(name, t('certificates.paper'))}
                </a>
                <code>{digest}</code>
              </li>
            ))}
          </ul>
          <CheckDocument documents={documents} />
        </div>
      )}
    </Panel>
  );
}

function History({ standing }: { standing: Standing }): ReactNode {
  const { t, formats } = useWords();
  return (
    <Panel title={t('certificates.history')}>
      <ul className="list">
        {standing.words.map(({ entry, state, fromMs, by, byName, reason }) => (
          <li key={entry} className="line">
            <Icon name="log" />
            <span className="what">
              {t('certificates.word', {
                state: t(`lots.state.${state}`),
                name: byName ?? by,
                date: formats.date(fromMs),
              })}
            </span>
            <Entries entries={[entry]} />
            {reason !== null && <span className="more">{reason}</span>}
          </li>
        ))}
        {standing.cases.map(({ case: id, state, openedAtMs }) => (
          <li key={id}>
            <Link to="/cases/$id" params={{ id }} className="line">
              <Icon name="case" />
              <span className="what">{t('certificates.case', { date: formats.date(openedAtMs) })}</span>
              <Badge tone={caseTones[state] ?? 'quiet'}>{t(`cases.state.${state}`)}</Badge>
            </Link>
          </li>
        ))}
      </ul>
      {standing.words.length + standing.cases.length === 0 && (
        <p className="quiet">{t('certificates.noHistory')}</p>
      )}
    </Panel>
  );
}

function Behind({ standing: { accreditation, assurance } }: { standing: Standing }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('certificates.behind')}>
      <div className="stack">
        <p>{t(`certificates.assuranceMore.${assurance}`)}</p>
        {accreditation !== null && !accreditation.ok && (
          <Note tone="bad">
            <p>{t('certificates.notAccredited')}</p>
            {accreditation.detail !== null && (
              <small lang="en" dir="ltr">
                {accreditation.detail}
              </small>
            )}
          </Note>
        )}
        {accreditation !== null && <Steps steps={accreditation.steps} />}
      </div>
    </Panel>
  );
}
