// One thing that waits, with what is needed to decide it, and the words that may be said.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import {
  certificateQuery,
  claimQuery,
  courseQuery,
  type PaperEnding,
  standingQuery,
  verdictsQuery,
} from '../../api/trust.ts';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { Decide, type DecisionWord } from '../cases/decide.tsx';
import { Axes } from '../certificates/axes.tsx';
import { wordsIn } from '../certificates/words-in.ts';
import { Checks } from '../claims/checks.tsx';
import { Meta } from '../claims/meta.tsx';
import { Proven, Reason, useGrade, VerdictBadge } from '../claims/verdict.tsx';
import { StateBadge } from '../lots/state.tsx';

interface ItemOf {
  id: string;
  onDone: (word: DecisionWord) => void;
}

/** The newest lot stands for the others here: its own page shows them all. */
const lotsShown = 1;

export function ClaimItem({ id, onDone }: ItemOf): ReactNode {
  const { t } = useWords();
  const verdicts = useQuery(verdictsQuery(id, lotsShown));
  const grade = useGrade();
  return (
    <Loaded query={useQuery(claimQuery(id))}>
      {(claim) =>
        claim !== null && (
          <>
            <h2>{claim.text ?? grade(claim)}</h2>
            <div className="row">
              <VerdictBadge result={claim.result} />
              <StateBadge state={claim.state} />
              <Link to="/claims/$id" params={{ id }}>
                {t('cases.showAllOf')}
              </Link>
            </div>
            <Meta claim={claim} />
            <Proven claimed={claim.gramsClaimed} proven={claim.gramsSubstantiated} />
            {claim.reason !== null && <Reason finding={claim.reason} />}
            <Words id={id} state={claim.state} onDone={onDone} />
            <Panel title={t('claims.checks')}>
              <Loaded query={verdicts}>
                {([first]) =>
                  first === undefined ? <p>{t('claims.noLotsMore')}</p> : <Checks verdict={first} />
                }
              </Loaded>
            </Panel>
          </>
        )
      }
    </Loaded>
  );
}

export function PaperItem({ id, onDone }: ItemOf): ReactNode {
  const { t } = useWords();
  const standing = useQuery(standingQuery(id));
  return (
    <Loaded query={useQuery(certificateQuery(id))}>
      {({ claims, issuer, state }) => (
        <>
          <h2>{t(`papers.type.${claims.type}`)}</h2>
          <div className="row">
            <StateBadge state={state} />
            {typeof claims.number === 'string' && <span className="mono">{claims.number}</span>}
            <Link to="/certificates/$id" params={{ id }}>
              {t('cases.showAllOf')}
            </Link>
          </div>
          {claims.imported && (
            <Note>
              <p>{t('cases.handedIn')}</p>
            </Note>
          )}
          <Axes paper={claims} issuer={issuer} standing={standing.data} />
          <Words id={id} state={state ?? 'valid'} onDone={onDone} />
        </>
      )}
    </Loaded>
  );
}

export function CaseItem({ id, onDone }: ItemOf): ReactNode {
  const { t, formats } = useWords();
  return (
    <Loaded query={useQuery(courseQuery(id))}>
      {(course) => {
        const [opening] = course.steps;
        const due = opening?.claims.due;
        return (
          <>
            <h2>{t('cases.one')}</h2>
            <p className="case-reason">{opening?.claims.reason ?? t('cases.noReason')}</p>
            <Facts
              facts={[
                { name: t('cases.by'), value: opening?.issuerName ?? opening?.issuer ?? '–' },
                { name: t('cases.of'), value: course.about.partyName ?? course.about.party ?? '–' },
                ...(typeof due === 'string'
                  ? [{ name: t('cases.due'), value: formats.date(Date.parse(due)) }]
                  : []),
              ]}
            />
            {course.moved?.after != null && (
              <div className="row">
                <VerdictBadge result={course.moved.after.result} />
                <StateBadge state={course.moved.after.state} />
              </div>
            )}
            <Link to="/cases/$id" params={{ id }}>
              {t('cases.showAllOf')}
            </Link>
            <div className="review-words">
              <Decide noun="case" id={id} about={course.about.id} word="upholds" onDone={onDone} />
              <Decide noun="case" id={id} about={course.about.id} word="dismisses" onDone={onDone} />
            </div>
          </>
        );
      }}
    </Loaded>
  );
}

function Words({ id, state, onDone }: ItemOf & { state: string }): ReactNode {
  return (
    <div className="review-words">
      {wordsIn(state).map((word) => (
        <Decide key={word} noun="status" id={id} about={id} word={word} onDone={onDone} />
      ))}
    </div>
  );
}

export function EndingItem({ ending }: { ending: PaperEnding }): ReactNode {
  const { t, formats } = useWords();
  const { certificate, type, holder, holderName, scheme, validUntilMs, isExpired } = ending;
  const date = formats.date(validUntilMs);
  return (
    <>
      <h2>{t(`papers.type.${type}`)}</h2>
      <Facts
        facts={[
          { name: t('certificates.holder'), value: holderName ?? holder },
          { name: t('certificates.scheme'), value: scheme.toUpperCase() },
          { name: t('certificates.ends'), value: isExpired ? t('certificates.ended') : date },
        ]}
      />
      <div className="review-words">
        <LinkButton to="/certificates/new" search={{ from: certificate }} icon="certificate">
          {t('cases.renew')}
        </LinkButton>
        <LinkButton to="/certificates/$id" params={{ id: certificate }} kind="second">
          {t('cases.showAllOf')}
        </LinkButton>
      </div>
    </>
  );
}
