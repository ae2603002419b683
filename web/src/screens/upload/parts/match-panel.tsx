// Names that were matched by likeness: a person says whether they were matched well, once for each name.
import type { ReactNode } from 'react';
import { Button } from '../../../design/parts/button.tsx';
import { Panel } from '../../../design/parts/show.tsx';
import { useWords } from '../../../language/words.tsx';
import type { RowView } from '../row/list.ts';
import type { CellMatch } from '../row/row.ts';

export interface OpenMatch extends CellMatch {
  readonly lines: readonly number[];
}

/** Each name once, in the order of the list. */
export function openMatches(views: readonly RowView[]): OpenMatch[] {
  const found = new Map<string, OpenMatch>();
  for (const { matches, row, state } of views) {
    for (const match of state === 'left-out' || state === 'sent' ? [] : matches) {
      if (match.how !== 'near') continue;
      const key = `${match.column} ${match.text}`;
      const known = found.get(key);
      found.set(key, { ...match, lines: [...(known?.lines ?? []), row.line] });
    }
  }
  return [...found.values()];
}

export function MatchPanel(props: {
  open: readonly OpenMatch[];
  onYes: (matches: readonly OpenMatch[]) => void;
  onNo: (match: OpenMatch) => void;
}): ReactNode {
  const { open, onYes, onNo } = props;
  const { t } = useWords();
  if (open.length === 0) return null;
  return (
    <Panel title={t('upload.matchAsk')}>
      <div className="stack">
        <p className="quiet">{t('upload.matchLead')}</p>
        <ul className="list upload-matches">
          {open.map((match) => (
            <li key={`${match.column} ${match.text}`} className="row apart">
              <span>
                {t('upload.matchOne', { text: match.text, name: match.name })}{' '}
                <small>{t('upload.matchLines', { count: match.lines.length })}</small>
              </span>
              <span className="row">
                <Button kind="second" icon="good" onClick={() => onYes([match])}>
                  {t('upload.matchYes')}
                </Button>
                <Button kind="plain" onClick={() => onNo(match)}>
                  {t('upload.matchNo')}
                </Button>
              </span>
            </li>
          ))}
        </ul>
        {open.length > 1 && (
          <div>
            <Button icon="good" onClick={() => onYes(open)}>
              {t('upload.matchAll')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}
