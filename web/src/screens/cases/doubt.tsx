// One doubt of a reader: what has become of it, the thing that it is about, and the claims on it that may be challenged.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useId, useState } from 'react';
import { get } from '../../api/call.ts';
import { productQuery } from '../../api/flow.ts';
import { useMe } from '../../api/me.ts';
import type { Answers } from '../../api/schema.ts';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Badge } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { shortName } from '../capture/label.ts';
import { pagePathOf } from '../lots/label.tsx';
import { Challenge } from './challenge.tsx';
import { Marking, Marks, type OfDoubt, StandingBadge } from './standing.tsx';
import './cases.css';

export type Doubted = Answers['GET /doubts']['member'][number];
type Verdict = Answers['GET /lots/{id}/claims']['member'][number];

export function Doubt({ doubt, onMarked }: OfDoubt): ReactNode {
  const { t, formats } = useWords();
  const { about, at, kind, text, language, standing, marks } = doubt;
  const heading = useId();
  const name = useNameOf(about);
  return (
    <article className="panel stack" aria-labelledby={heading}>
      <div className="row apart">
        <h2 id={heading}>{name}</h2>
        <span className="row">
          <StandingBadge standing={standing} />
          <Badge icon="case">{t(`cases.doubtKind.${kind}`)}</Badge>
        </span>
      </div>
      {/* As somebody wrote it, in any language. */}
      <p className="case-reason doubt-text" dir="auto" {...(language !== null && { lang: language })}>
        {text}
      </p>
      <small className="quiet">{t('cases.doubtWritten', { at: formats.moment(Date.parse(at)) })}</small>
      <Marks marks={marks} />
      <Marking doubt={doubt} onMarked={onMarked} />
      <Steps doubt={doubt} />
    </article>
  );
}

/** The id of its product, as far as the id of a thing says it. */
function productIn(id: string): string {
  return id.replace(/\/(?:10|21)\/.*$/, '');
}

function useNameOf(about: string): string {
  const product = productIn(about);
  const { data } = useQuery({ ...productQuery(product), retry: false });
  const known = data?.name ?? undefined;
  if (known === undefined) return shortName(about);
  return product === about ? known : `${known} · ${shortName(about)}`;
}

function Steps({ doubt }: { doubt: Doubted }): ReactNode {
  const { t } = useWords();
  const { about } = doubt;
  const [isOpen, setOpen] = useState(false);
  const isProduct = productIn(about) === about && /\/01\/\d+$/.test(about);
  const page = pagePathOf(about);
  return (
    <>
      <div className="row no-print">
        {isProduct ? (
          <LinkButton kind="second" icon="product" to="/products/$id" params={{ id: about }}>
            {t('cases.doubtProduct')}
          </LinkButton>
        ) : (
          <LinkButton kind="second" icon="trace" to="/trace/$id" params={{ id: about }}>
            {t('cases.doubtTrace')}
          </LinkButton>
        )}
        {isProduct ? (
          <LinkButton kind="second" icon="case" to="/claims" search={{ about } as never}>
            {t('cases.doubtChallenge')}
          </LinkButton>
        ) : (
          <Button kind="second" icon="case" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('cases.doubtChallenge')}
          </Button>
        )}
        {page !== null && (
          <a className="button plain" href={page}>
            {t('lots.publicPage')}
          </a>
        )}
      </div>
      {isOpen && <Claims doubt={doubt} />}
    </>
  );
}

/** Judged when they are asked for. */
function Claims({ doubt }: { doubt: Doubted }): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['claims', 'on', doubt.about],
    queryFn: async () =>
      (await get<{ member: Verdict[] }>(`/lots/${encodeURIComponent(doubt.about)}/claims`)).member,
    retry: false,
  });
  return (
    <Loaded query={query}>
      {(verdicts) =>
        verdicts.length === 0 ? (
          <p className="quiet">{t('lots.claimsNone')}</p>
        ) : (
          <ul className="list">
            {verdicts.map((verdict) => (
              <li key={verdict.claim}>
                <Claim verdict={verdict} doubt={doubt} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function Claim({ verdict, doubt }: { verdict: Verdict; doubt: Doubted }): ReactNode {
  const { t } = useWords();
  const me = useMe().data?.active;
  const { claim, claimant, scheme, code, wording } = verdict;
  const isOperator = me?.role === 'operator';
  const may = isOperator || me?.role === 'manager' || me?.role === 'clerk';
  return (
    <div className="row apart doubt-claim">
      <div>
        <Link to="/claims/$id" params={{ id: claim }}>
          {t('lots.claimOf', { scheme: scheme.toUpperCase(), code })}
        </Link>
        {wording !== null && <p>{wording}</p>}
      </div>
      {may && claimant !== null && claimant !== me?.party && (
        <Challenge
          about={claim}
          party={claimant}
          begun={doubt.text}
          {...(isOperator && { word: 'reports' as const })}
        />
      )}
      {claimant !== null && claimant === me?.party && <small className="quiet">{t('cases.doubtOwn')}</small>}
    </div>
  );
}
