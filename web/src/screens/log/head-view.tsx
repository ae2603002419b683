// The signed head of the log, checked on this device, and the witnesses that the reader knows.
import { encodeBase64 } from '#verifier';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { type Step, Steps } from '../../checking/steps.tsx';
import { TextArea } from '../../design/parts/field.tsx';
import { Facts, Note, Panel } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { consistency, type Outcome, outcome, witnesses } from './read/checks.ts';
import { type Head, type HeadRead, readHead } from './read/head.ts';

export function useHead(): UseQueryResult<HeadRead> {
  return useQuery({ queryKey: ['log', 'head'], queryFn: readHead, staleTime: 30_000 });
}

const keptWitnesses = 'selvedge-witnesses';

export function knownWitnesses(): string {
  return localStorage.getItem(keptWitnesses) ?? '';
}

/** What each outcome says, in the reader's language. */
export function useSteps(): (outcomes: readonly Outcome[]) => Step[] {
  const { t, formats } = useWords();
  return (outcomes) =>
    outcomes.map(({ key, result, says, values }) => {
      const { size, entry, seenAtMs, ...others } = values;
      const shown = {
        ...others,
        ...(size !== undefined && { size: formats.number(Number(size)) }),
        ...(entry !== undefined && { entry: formats.number(Number(entry)) }),
        ...(seenAtMs !== undefined && { seen: formats.moment(Number(seenAtMs)) }),
      };
      return { key, title: t(`log.check.${key}`), result, body: <p>{t(says, shown)}</p> };
    });
}

/** The head alone: its signature, that it grew from the one kept here, who else signed it. */
export function HeadView({ read }: { read: HeadRead }): ReactNode {
  const { t } = useWords();
  if (!read.ok) {
    return (
      <Note tone="bad">
        <p>{t('log.headBad')}</p>
        <p lang="en">{read.why}</p>
      </Note>
    );
  }
  return <GoodHead head={read.head} />;
}

function GoodHead({ head }: { head: Head }): ReactNode {
  const { t, formats } = useWords();
  const [known, setKnown] = useState(knownWitnesses);
  const [grown, setGrown] = useState<Outcome>();
  const steps = useSteps();
  useEffect(() => {
    void consistency({ head, nowMs: Date.now() }).then(setGrown);
  }, [head]);
  const outcomes = [
    outcome('head', 'pass', 'log.headGood', { count: head.size, size: head.size, key: head.keyText }),
    grown ?? outcome('consistency', 'busy', 'log.checking'),
    witnesses({ head, witnesses: known }),
  ];
  const keep = (text: string): void => {
    localStorage.setItem(keptWitnesses, text);
    setKnown(text);
  };
  return (
    <Panel title={t('log.headTitle')}>
      <div className="stack">
        <Facts
          facts={[
            { name: t('log.size'), value: formats.number(head.size), figure: true },
            { name: t('log.origin'), value: <code>{head.origin}</code> },
            { name: t('log.root'), value: <code>{encodeBase64(head.root)}</code> },
          ]}
        />
        <Steps steps={steps(outcomes)} label={t('log.checkedHere')} />
        <details className="verify-fold">
          <summary>{t('log.witnessesName')}</summary>
          <TextArea
            label={t('log.witnessKeys')}
            hint={t('log.witnessKeysHint')}
            value={known}
            spellCheck={false}
            className="input mono"
            placeholder="name+0123abcd+B…"
            onChange={({ target }) => keep(target.value)}
          />
        </details>
      </div>
    </Panel>
  );
}
