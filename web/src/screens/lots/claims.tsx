// What is claimed of a lot, and what the node makes of it, in words.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { get } from '../../api/call.ts';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Badge, Panel, type Tone } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';

interface Verdict {
  readonly claim: string;
  readonly scheme: string;
  readonly code: string;
  readonly result: 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn';
  readonly wording: string | null;
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
}

const tones: Readonly<Record<Verdict['result'], Tone>> = {
  holds: 'good',
  partly: 'warn',
  fails: 'bad',
  'cannot-tell': 'quiet',
  withdrawn: 'bad',
};

export function Claims({ id }: { id: string }): ReactNode {
  const { t } = useWords();
  const query = useQuery({
    queryKey: ['claims', 'on', id],
    queryFn: async () => (await get<{ member: Verdict[] }>(`/lots/${encodeURIComponent(id)}/claims`)).member,
    // A lot that no event names yet has no verdicts.
    retry: false,
  });
  return (
    <Panel title={t('lots.claims')}>
      <Loaded query={query}>
        {(verdicts) =>
          verdicts.length === 0 ? (
            <p className="quiet">{t('lots.claimsNone')}</p>
          ) : (
            <ul className="list">
              {verdicts.map((verdict) => (
                <li key={verdict.claim}>
                  <Claim verdict={verdict} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
  );
}

function Claim({ verdict }: { verdict: Verdict }): ReactNode {
  const { t, formats } = useWords();
  const { scheme, code, result, wording, gramsClaimed, gramsSubstantiated } = verdict;
  return (
    <div className="stack">
      <div className="row apart">
        <b>{t('lots.claimOf', { scheme: scheme.toUpperCase(), code })}</b>
        <Badge tone={tones[result]}>{t(`lots.verdict.${result}`)}</Badge>
      </div>
      {wording !== null && <p>{wording}</p>}
      {gramsClaimed !== null && gramsSubstantiated !== null && (
        <p className="quiet">
          {t('lots.gramsProven', {
            proven: formats.kilograms(gramsSubstantiated),
            claimed: formats.kilograms(gramsClaimed),
          })}
        </p>
      )}
    </div>
  );
}
