// What the file rests on: witnesses, anchors, the log's own balances; and whose word it is.
import { groundsOf, type Verdict } from '#verifier';
import type { ReactNode } from 'react';
import { type Step, Steps } from '../../../checking/steps.tsx';
import { Icon } from '../../../design/icon.tsx';
import { Badge, Panel } from '../../../design/parts/show.tsx';
import { useWords } from '../../../language/words.tsx';

export function GroundsView({ verdict: { ok, trust, signers, log } }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  if (!ok || trust === undefined) return null;
  const steps = groundsOf(signers, trust, log?.size ?? 0).map(
    ({ about, stands, says }): Step => ({
      key: about,
      title: t(`verify.ground.${about}`),
      result: stands ? 'pass' : 'not-checked',
      resultWord: stands ? t('verify.stands') : t('verify.standsNot'),
      body: says.map((sentence) => (
        <p key={sentence} lang="en">
          {sentence}
        </p>
      )),
    }),
  );
  return (
    <Panel title={t('verify.grounds')}>
      <Steps steps={steps} label={t('verify.grounds')} />
    </Panel>
  );
}

export function SignersView({ verdict: { signers } }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  if (signers.length === 0) return null;
  return (
    <Panel title={t('verify.signers')}>
      {signers.some(({ custody }) => custody === 'custodial') && (
        <p className="quiet">{t('verify.custodialMeans')}</p>
      )}
      <ul className="list">
        {signers.map(({ party, name, custody, statements }) => (
          <li key={`${party} ${custody}`} className="line">
            <Icon name="supplier" />
            <span className="what">{name ?? party}</span>
            <Badge tone={custody === 'device' ? 'good' : 'quiet'} icon="key">
              {custody === 'device' ? t('verify.keyOwn') : t('verify.keyNode')}
            </Badge>
            <span className="more">{t('verify.statementCount', { count: statements })}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
