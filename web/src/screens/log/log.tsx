// /log: the newest entries, read from the public tiles; any entry by its number.
import { decodeEntry, encodeHex, type Entry } from '#verifier';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Icon } from '../../design/icon.tsx';
import { Button, LinkButton } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { Loaded } from '../../design/parts/loaded.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Panel } from '../../design/parts/show.tsx';
import { readWhole } from '../../language/digits.ts';
import { useWords } from '../../language/words.tsx';
import { HeadView, useHead } from './head-view.tsx';
import type { Head } from './read/head.ts';
import { entriesIn } from './read/tiles.ts';
import './log.css';

const rows = 25;

export function Log(): ReactNode {
  const { t } = useWords();
  const head = useHead();
  return (
    <Page icon="log" title={t('shell.area.log')} lead={t('log.lead')}>
      <Loaded query={head}>
        {(read) => (
          <>
            <HeadView read={read} />
            {read.ok && read.head.size > 0 && <Entries head={read.head} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Entries({ head }: { head: Head }): ReactNode {
  const { t } = useWords();
  const { before } = useSearch({ strict: false }) as { before?: string };
  const asked = Number(before ?? head.size);
  const to = asked >= 1 && asked <= head.size ? Math.floor(asked) : head.size;
  const from = Math.max(0, to - rows);
  const entries = useQuery({
    queryKey: ['log', 'entries', head.size, from, to],
    queryFn: async () =>
      (await entriesIn(from, to, head.size)).map((bytes, at) => ({ index: from + at, bytes })).reverse(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <Panel title={t('log.entries')} aside={<Jump size={head.size} />}>
      <Loaded query={entries}>{(list) => <EntryList list={list} />}</Loaded>
      <nav className="row apart" aria-label={t('log.pages')}>
        {to < head.size ? (
          <LinkButton to="/log" search={{ before: String(Math.min(head.size, to + rows)) }} kind="plain">
            {t('log.newer')}
          </LinkButton>
        ) : (
          <span />
        )}
        {from > 0 && (
          <LinkButton to="/log" search={{ before: String(from) }} kind="plain">
            {t('log.older')}
          </LinkButton>
        )}
      </nav>
    </Panel>
  );
}

function Jump({ size }: { size: number }): ReactNode {
  const { t, language, formats } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const go = (event: FormEvent): void => {
    event.preventDefault();
    const index = readWhole(text.replace('#', ''), language);
    if (index === null || index >= size) setWrong(t('log.jumpWrong', { last: formats.number(size - 1) }));
    else void navigate({ to: '/log/$index', params: { index: String(index) } });
  };
  return (
    <form onSubmit={go} className="log-jump">
      <TextField
        label={t('log.jump')}
        inputMode="numeric"
        value={text}
        wrong={wrong}
        onChange={({ target }) => setText(target.value)}
        after={
          <Button type="submit" kind="second">
            {t('log.go')}
          </Button>
        }
      />
    </form>
  );
}

interface Row {
  readonly index: number;
  readonly bytes: Uint8Array;
}

function EntryList({ list }: { list: readonly Row[] }): ReactNode {
  return (
    <ul className="list log-entries">
      {list.map(({ index, bytes }) => (
        <EntryLine key={index} index={index} entry={decodeEntry(bytes)} />
      ))}
    </ul>
  );
}

function EntryLine({ index, entry }: { index: number; entry: Entry | undefined }): ReactNode {
  const { t, formats } = useWords();
  return (
    <li>
      <Link to="/log/$index" params={{ index: String(index) }} className="line">
        <Icon name={entry?.kind === 'holdings' ? 'scale' : entry?.lotCount === 0 ? 'log' : 'lots'} />
        <span className="what amount">{t('log.entryTitle', { number: formats.number(index) })}</span>
        {entry && <code className="quiet log-digest">{encodeHex(entry.digest).slice(0, 16)}…</code>}
        {entry && (
          <span className="more">
            <What entry={entry} /> · {formats.moment(entry.recordedAtMs)}
          </span>
        )}
      </Link>
    </li>
  );
}

function What({ entry: { kind, lotCount } }: { entry: Entry }): ReactNode {
  const { t } = useWords();
  if (kind === 'holdings') return t('log.isRoot');
  return lotCount === 0 ? t('log.isStatement') : t('log.bringsLots', { count: lotCount });
}
