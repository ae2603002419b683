// What becomes of each claim, computed on this device from the file alone.
import { type ClaimResult, type ClaimVerdict, tellingFindings, type Verdict } from '#verifier';
import type { ReactNode } from 'react';
import { type Step, type StepResult, Steps } from '../../../checking/steps.tsx';
import { Panel } from '../../../design/parts/show.tsx';
import { useWords } from '../../../language/words.tsx';

const tones: Readonly<Record<ClaimResult, StepResult>> = {
  holds: 'pass',
  partly: 'not-checked',
  fails: 'fail',
  'cannot-tell': 'not-checked',
  withdrawn: 'fail',
};

export function ClaimsView({ verdict: { claims = null } }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  if (claims === null) return null;
  const steps = claims.map(
    (claim): Step => ({
      key: claim.claim,
      title: `${claim.scheme}, ${claim.code}`,
      result: tones[claim.result],
      resultWord: t(`verify.claim.${claim.result}`),
      body: <ClaimBody claim={claim} />,
    }),
  );
  return (
    <Panel title={t('verify.claims')}>
      {claims.length === 0 ? (
        <p className="quiet">{t('verify.claimsNone')}</p>
      ) : (
        <Steps steps={steps} label={t('verify.claims')} />
      )}
    </Panel>
  );
}

function ClaimBody({ claim }: { claim: ClaimVerdict }): ReactNode {
  const { t, formats } = useWords();
  const { wording, gramsClaimed, gramsSubstantiated } = claim;
  const kilograms = (grams: number | null): string =>
    grams === null ? t('verify.notKnown') : formats.kilograms(grams);
  return (
    <>
      {wording !== null && <p lang="en">{wording}</p>}
      <p>
        {t('verify.claimAmounts', {
          claimed: kilograms(gramsClaimed),
          proven: kilograms(gramsSubstantiated),
        })}
      </p>
      <ul>
        {tellingFindings(claim).map(([first, ...others]) =>
          first === undefined ? null : (
            <li key={first.code}>
              <span lang="en">{first.detail}.</span>{' '}
              {others.length > 0 && t('verify.alike', { count: others.length })} <code>{first.code}</code>
            </li>
          ),
        )}
      </ul>
    </>
  );
}
