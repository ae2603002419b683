// /log/$index: one entry, raw beside decoded, what it stands for as far as it is shown here, and what this device checked of it.
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { get } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { Steps } from '../../checking/steps.tsx';
import { LinkButton } from '../../design/parts/button.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Empty, Panel } from '../../design/parts/show.tsx';
import { Trouble } from '../../design/parts/trouble.tsx';
import { useWords } from '../../language/words.tsx';
import { BytesView } from './bytes.tsx';
import { HeadView, knownWitnesses, useHead, useSteps } from './head-view.tsx';
import { type Outcome, checksOf, type Subject } from './read/checks.ts';
import type { Head } from './read/head.ts';
import { entriesIn } from './read/tiles.ts';
import { StatementView } from './statement.tsx';
import './log.css';

export function LogEntry(): ReactNode {
  const { t, formats } = useWords();
  const { index: asked = '' } = useParams({ strict: false }) as { index?: string };
  const index = /^\d{1,15}$/.test(asked) ? Number(asked) : -1;
  const head = useHead();
  const title = index < 0 ? t('log.entryUnknown') : t('log.entryTitle', { number: formats.number(index) });
  return (
    <Page icon="log" title={title} actions={<Neighbours index={index} size={sizeOf(head.data)} />}>
      <Loaded query={head}>
        {(read) => {
          if (!read.ok) return <HeadView read={read} />;
          const isThere = index >= 0 && index < read.head.size;
          return isThere ? <EntryView key={index} index={index} head={read.head} /> : <Missing />;
        }}
      </Loaded>
    </Page>
  );
}

function sizeOf(read: ReturnType<typeof useHead>['data']): number {
  return read?.ok === true ? read.head.size : 0;
}

function Missing(): ReactNode {
  const { t } = useWords();
  return (
    <Empty icon="log">
      <p>{t('log.missing')}</p>
      <Link to="/log">{t('log.toAll')}</Link>
    </Empty>
  );
}

function Neighbours({ index, size }: { index: number; size: number }): ReactNode {
  const { t } = useWords();
  const at = (one: number): { to: '/log/$index'; params: { index: string } } => ({
    to: '/log/$index',
    params: { index: String(one) },
  });
  return (
    <>
      {index > 0 && (
        <LinkButton {...at(index - 1)} kind="second">
          {t('log.before')}
        </LinkButton>
      )}
      {index >= 0 && index + 1 < size && (
        <LinkButton {...at(index + 1)} kind="second">
          {t('log.after')}
        </LinkButton>
      )}
    </>
  );
}

function EntryView({ index, head }: { index: number; head: Head }): ReactNode {
  const { t } = useWords();
  const bytes = useQuery({
    queryKey: ['log', 'entries', head.size, index],
    queryFn: async () => (await entriesIn(index, index + 1, head.size))[0]!,
    staleTime: Number.POSITIVE_INFINITY,
  });
  // What stands behind it may be hidden from this reader: the entry and its proofs are there all the same.
  const told = useQuery({
    queryKey: ['log', 'told', index],
    queryFn: () => get<Answers['GET /log/entries/{index}']>(`/log/entries/${index}`),
  });
  return (
    <Loaded query={bytes}>
      {(raw) => (
        <div className="two">
          <div className="stack">
            <Panel title={t('log.bytes')}>
              <BytesView bytes={raw} />
            </Panel>
            <Panel title={t('log.standsFor')}>
              {told.isError ? (
                <Trouble fault={told.error} />
              ) : (
                told.data && <StatementView told={told.data} />
              )}
            </Panel>
          </div>
          {(told.isSuccess || told.isError) && (
            <Checks
              subject={{
                head,
                index,
                bytes: raw,
                told: told.data,
                witnesses: knownWitnesses(),
                nowMs: Date.now(),
              }}
            />
          )}
        </div>
      )}
    </Loaded>
  );
}

/** Live: each step appears when it is done. */
function Checks({ subject }: { subject: Subject }): ReactNode {
  const { t } = useWords();
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>([]);
  const [fault, setFault] = useState<unknown>();
  const [first] = useState(subject);
  const steps = useSteps();
  useEffect(() => {
    let isWanted = true;
    const run = async (): Promise<void> => {
      setOutcomes([]);
      for await (const one of checksOf(first)) {
        if (!isWanted) return;
        setOutcomes((before) => [...before, one]);
      }
    };
    run().catch(setFault);
    return () => {
      isWanted = false;
    };
  }, [first]);
  return (
    <Panel title={t('log.checkedHere')}>
      <p className="quiet">{t('log.checkedHow')}</p>
      <Steps steps={steps(outcomes)} label={t('log.checkedHere')} />
      {fault !== undefined && <Trouble fault={fault} />}
    </Panel>
  );
}
