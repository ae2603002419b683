// One case from its opening to its end: what was said, who decides, and what it moved.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Course, courseQuery, type Moment } from '../../api/trust.ts';
import type { DocumentNamed } from '../../api/work.ts';
import { fileName } from '../../design/file-name.ts';
import { Icon } from '../../design/icon.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Badge, Facts, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Entries, Proven, VerdictBadge } from '../claims/verdict.tsx';
import { StateBadge } from '../lots/state.tsx';
import { Answer } from './answer.tsx';
import { caseTones } from './tones.ts';
import './cases.css';

export function Case(): ReactNode {
  const { t } = useWords();
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  return (
    <Page icon="case" title={t('cases.one')}>
      <Loaded query={useQuery(courseQuery(id))}>{(course) => <Whole course={course} />}</Loaded>
    </Page>
  );
}

function Whole({ course }: { course: Course }): ReactNode {
  const { t, formats } = useWords();
  const opening = course.steps[0];
  const due = opening?.claims.due;
  return (
    <>
      <div className="row">
        <Badge tone={caseTones[course.state] ?? 'quiet'}>{t(`cases.state.${course.state}`)}</Badge>
        {typeof due === 'string' && <span>{t('cases.dueOn', { date: formats.date(Date.parse(due)) })}</span>}
      </div>
      <div className="two">
        <Panel title={t('cases.course')}>
          <ol className="case-course">
            {course.steps.map((step) => (
              <Step key={step.entry} step={step} />
            ))}
          </ol>
          <Answer course={course} />
        </Panel>
        <div className="stack">
          <About course={course} />
          <Deciders course={course} />
        </div>
      </div>
      {course.moved !== null && <Moved moved={course.moved} />}
    </>
  );
}

function Step({ step }: { step: Course['steps'][number] }): ReactNode {
  const { t, formats } = useWords();
  const { claims, issuerName, issuer, recordedAtMs, entry } = step;
  return (
    <li className={`case-step ${claims.word}`}>
      <b>{t(`cases.word.${claims.word}`, { name: issuerName ?? issuer })}</b>
      <small>{formats.moment(recordedAtMs)}</small>
      {typeof claims.reason === 'string' && <p className="case-reason">{claims.reason}</p>}
      {claims.documents?.map((one) => (
        <Paper key={one.digest} paper={one} />
      ))}
      <Entries entries={[entry]} />
    </li>
  );
}

function Paper({ paper: { digest, name } }: { paper: DocumentNamed }): ReactNode {
  const { t } = useWords();
  return (
    <a href={`/documents/${digest}`} download={fileName(name, digest)} className="row">
      <Icon name="certificate" />
      {fileName(name, t('cases.paper'))}
    </a>
  );
}

function About({ course: { about } }: { course: Course }): ReactNode {
  const { t } = useWords();
  const to = {
    claim: '/claims/$id',
    certificate: '/certificates/$id',
    trade: '/trades/$id',
    lot: '/lots/$id',
  }[about.kind];
  const params = { id: about.id, trade: about.id };
  return (
    <Panel title={t('cases.about')}>
      <div className="stack">
        <Facts
          facts={[
            {
              name: t(`cases.kind.${about.kind}`),
              value: (
                <Link to={to.replace('trades/$id', 'trades/$trade')} params={params}>
                  {t('cases.showIt')}
                </Link>
              ),
            },
            { name: t('cases.of'), value: about.partyName ?? about.party ?? '–' },
            ...(about.scheme === null
              ? []
              : [{ name: t('cases.scheme'), value: about.scheme.toUpperCase() }]),
          ]}
        />
        <div>
          <StateBadge state={about.state} />
        </div>
      </div>
    </Panel>
  );
}

function Deciders({ course: { deciders } }: { course: Course }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('cases.deciders')}>
      {deciders.length === 0 ? (
        <p className="quiet">{t('cases.nobodyDecides')}</p>
      ) : (
        <ul className="stack">
          {deciders.map(({ party, name }) => (
            <li key={party} className="row">
              <Icon name="verify" />
              {name ?? party}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Moved({ moved }: { moved: NonNullable<Course['moved']> }): ReactNode {
  const { t } = useWords();
  return (
    <Panel title={t('cases.moved')}>
      <div className="case-moved">
        <At title={t('cases.before')} moment={moved.before} />
        <At title={t('cases.now')} moment={moved.after} />
      </div>
    </Panel>
  );
}

function At({ title, moment }: { title: string; moment: Moment | null }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div>
      <h3>{title}</h3>
      {moment === null ? (
        <p className="quiet">{t('cases.notThere')}</p>
      ) : (
        <>
          <div className="row">
            <VerdictBadge result={moment.result} />
            <StateBadge state={moment.state} />
          </div>
          <Proven claimed={moment.gramsClaimed} proven={moment.gramsSubstantiated} />
          <small>{formats.moment(moment.atMs)}</small>
        </>
      )}
    </div>
  );
}
