// /search: one box for anything. What is typed stands in the address, so that a question can be sent to somebody.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { get } from '../../api/call.ts';
import type { Answers } from '../../api/schema.ts';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { useWords } from '../../language/words.tsx';
import { handOver, takeDrops } from '../verify/handed.ts';
import { Results } from './results.tsx';
import './search.css';

const pauseMs = 180;

export function Search(): ReactNode {
  const { t } = useWords();
  const { q = '' } = useSearch({ strict: false }) as { q?: string | number };
  const navigate = useNavigate();
  const [text, setText] = useAskedText(String(q));
  const found = useQuery({
    queryKey: ['search', String(q)],
    queryFn: ({ signal }) =>
      get<Answers['GET /search']>(`/search?q=${encodeURIComponent(String(q))}`, { signal }),
    enabled: String(q).trim() !== '',
    placeholderData: keepPreviousData,
  });
  useEffect(
    () =>
      takeDrops((file) => {
        handOver(file);
        void navigate({ to: '/verify' });
      }),
    [navigate],
  );
  const list = useRef<HTMLDivElement>(null);
  return (
    <Page icon="search" title={t('shell.area.search')} lead={t('search.lead')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the box and the results, which are links */}
      <div className="stack" ref={list} onKeyDown={(event) => moveFocus(event, list.current)}>
        <search>
          <TextField
            type="search"
            label={t('search.label')}
            hint={t('search.hint')}
            value={text}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            onChange={({ target }) => setText(target.value)}
          />
        </search>
        {String(q).trim() === '' ? (
          <Examples />
        ) : (
          <Loaded query={found}>{(answer) => <Results answer={answer} asked={String(q)} />}</Loaded>
        )}
      </div>
    </Page>
  );
}

/** What is typed is asked after a short pause; the address follows without a step back for each letter. */
function useAskedText(asked: string): [string, (text: string) => void] {
  const navigate = useNavigate();
  const [text, setText] = useState(asked);
  const sent = useRef(asked);
  useEffect(() => {
    // Somebody followed a link or went back: the box shows what is asked now.
    if (asked !== sent.current) setText(asked);
    sent.current = asked;
  }, [asked]);
  useEffect(() => {
    if (text === sent.current) return;
    const later = setTimeout(() => {
      sent.current = text;
      void navigate({ to: '/search', search: text.trim() === '' ? {} : { q: text.trim() }, replace: true });
    }, pauseMs);
    return () => clearTimeout(later);
  }, [text, navigate]);
  return [text, setText];
}

function moveFocus(event: KeyboardEvent, within: HTMLElement | null): void {
  if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || within === null) return;
  const stops = [...within.querySelectorAll<HTMLElement>('input, .search-results a')];
  const at = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  if (at === -1 || next === undefined) return;
  event.preventDefault();
  next.focus();
}

function Examples(): ReactNode {
  const { t } = useWords();
  return (
    <div className="quiet">
      <p>{t('search.examples')}</p>
      <ul className="search-examples">
        <li>{t('search.exampleLot')}</li>
        <li>{t('search.exampleName')}</li>
        <li>{t('search.exampleNumber')}</li>
        <li>{t('search.exampleDigest')}</li>
        <li>{t('search.exampleFile')}</li>
      </ul>
    </div>
  );
}
