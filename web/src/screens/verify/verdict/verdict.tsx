// A verdict in the reader's language. Sentences that the verifier itself says come in English, as they are signed by nobody and must not drift.
import type { Verdict } from '#verifier';
import type { ReactNode } from 'react';
import type { Checked } from '../../../checking/checker.ts';
import { type Step, Steps } from '../../../checking/steps.tsx';
import { summaryOf } from '../../../checking/summary.ts';
import { Icon } from '../../../design/icon.tsx';
import { Note, Panel } from '../../../design/parts/show.tsx';
import { useWords } from '../../../language/words.tsx';
import { AnswerView } from './answer.tsx';
import { BesideView } from './beside.tsx';
import { ClaimsView } from './claims.tsx';
import { GroundsView, SignersView } from './grounds.tsx';

export function VerdictView({ checked: { verdict, beside } }: { checked: Checked }): ReactNode {
  return (
    <div className={verdict.ok ? 'verify-verdict good' : 'verify-verdict bad'}>
      <Said verdict={verdict} />
      {beside !== null && <BesideView reading={beside} />}
      <QuestionView verdict={verdict} />
      <LogWord verdict={verdict} />
      <ClaimsView verdict={verdict} />
      <AnswerView verdict={verdict} />
      <GroundsView verdict={verdict} />
      <ChecksView verdict={verdict} />
      <SignersView verdict={verdict} />
    </div>
  );
}

function Said({ verdict }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  const summary = summaryOf(verdict);
  return (
    <header className="verify-said">
      <span className="verify-seal">
        <Icon name={verdict.ok ? 'good' : 'bad'} />
      </span>
      <div className="stack">
        <h2>{verdict.ok ? t('verify.good') : t('verify.bad')}</h2>
        {summary.kind === 'failed' && (
          <>
            <p>{t('verify.failed', { check: t(`verify.check.${summary.check.name}`) })}</p>
            <p lang="en">{summary.check.detail}</p>
          </>
        )}
        {summary.kind === 'unmade' && (
          <p>{t('verify.unmade', { check: t(`verify.check.${summary.check}`) })}</p>
        )}
        {summary.kind === 'passed' && (
          <p>
            {t('verify.passed', { count: summary.passed })}{' '}
            {summary.open > 0 && t('verify.open', { count: summary.open })}
          </p>
        )}
        {!verdict.ok && <p className="quiet">{t('verify.relyOnNothing')}</p>}
      </div>
    </header>
  );
}

/** No signature covers the question: the reader must compare it (docs/protocol/evidence.md). */
function QuestionView({ verdict: { question, level } }: { verdict: Verdict }): ReactNode {
  const { t, formats } = useWords();
  if (question === null || level === null) return null;
  return (
    <Panel title={t('verify.question')}>
      <p>
        <code>{question.id}</code>
      </p>
      <p className="quiet">{t('verify.compare')}</p>
      <p className="quiet">
        {t(`verify.level.${level}`)}{' '}
        {question.atMs !== undefined && t('verify.asOf', { date: formats.date(question.atMs) })}
      </p>
    </Panel>
  );
}

/** A file that is right by its own log's key is right by somebody's: the reader has to know whose. */
function LogWord({ verdict: { log, ok } }: { verdict: Verdict }): ReactNode {
  const { t, formats } = useWords();
  if (log === null || !ok) return null;
  const values = { log: log.origin, size: formats.number(log.size) };
  return (
    <Note tone={log.pinned ? 'good' : 'warn'}>
      <p>{log.pinned ? t('verify.logPinned', values) : t('verify.logUnknown', values)}</p>
    </Note>
  );
}

function ChecksView({ verdict: { checks } }: { verdict: Verdict }): ReactNode {
  const { t } = useWords();
  const steps = checks.map(
    ({ name, result, detail, code, entries = [] }): Step => ({
      key: name,
      title: t(`verify.check.${name}`),
      result,
      body: (
        <>
          <p lang="en">{detail}</p>
          {(code !== undefined || entries.length > 0) && (
            <p>
              <code>{code}</code>{' '}
              {entries.length > 0 && t('verify.entries', { entries: entries.slice(0, 8).join(', ') })}
            </p>
          )}
        </>
      ),
    }),
  );
  return (
    <Panel title={t('verify.checks')}>
      <Steps steps={steps} label={t('verify.checks')} />
      {checks.some(({ result }) => result === 'not-checked') && (
        <p className="quiet">{t('verify.notCheckedMeans')}</p>
      )}
    </Panel>
  );
}
