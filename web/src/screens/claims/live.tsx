// What would be said of a claim while it is being chosen.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { Problem, post } from '../../api/call.ts';
import type { Verdict } from '../../api/trust.ts';
import { Busy, Panel } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { Checks } from './checks.tsx';
import { Proven, VerdictBadge } from './verdict.tsx';

interface Preview {
  readonly refusals: readonly { readonly code: string; readonly detail: string }[];
  readonly lots: number;
  readonly verdicts: readonly Verdict[];
}

const pauseMs = 500;

/** Asked when nothing was changed for a moment. Nothing is said by asking. */
export function Live({ claims }: { claims: Record<string, unknown> | undefined }): ReactNode {
  const { t } = useWords();
  const asked = useLater(claims === undefined ? '' : JSON.stringify(claims));
  const query = useQuery({
    queryKey: ['claims', 'preview', asked],
    enabled: asked !== '',
    retry: false,
    queryFn: () =>
      post<Preview>('/claims/preview', { ...(JSON.parse(asked) as object), claim: 'urn:selvedge:preview' }),
  });
  return (
    <div className="claim-live" aria-live="polite">
      <Panel title={t('claims.live')}>
        {asked === '' ? (
          <p className="quiet">{t('claims.liveWaits')}</p>
        ) : query.isError ? (
          <Trouble fault={query.error} />
        ) : query.data === undefined ? (
          <Busy />
        ) : (
          <Foreseen preview={query.data} />
        )}
      </Panel>
    </div>
  );
}

function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return later;
}

function Foreseen({ preview: { refusals, lots, verdicts } }: { preview: Preview }): ReactNode {
  const { t } = useWords();
  const first = verdicts[0];
  return (
    <div className="stack">
      {refusals.length > 0 && <Trouble fault={new Problem(422, refusals)} />}
      {first === undefined ? (
        <p>{t('claims.noLotsMore')}</p>
      ) : (
        <>
          <div className="row">
            <VerdictBadge result={first.result} />
            <small>{t('claims.lookedOf', { count: lots, looked: verdicts.length })}</small>
          </div>
          {first.wording !== null && (
            <blockquote className="claim-saying" lang="en" dir="ltr">
              {first.wording}
            </blockquote>
          )}
          <Proven claimed={first.gramsClaimed} proven={first.gramsSubstantiated} />
          <details>
            <summary>{t('claims.checks')}</summary>
            <Checks verdict={first} />
          </details>
        </>
      )}
    </div>
  );
}
