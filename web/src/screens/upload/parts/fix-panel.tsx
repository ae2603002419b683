// The line that somebody stands on: what is wrong with it, what was likely meant, and the same for all lines like it.
import type { ReactNode } from 'react';
import { Button } from '../../../design/parts/button.tsx';
import { useWords } from '../../../language/words.tsx';
import type { ColumnKey } from '../kind/kinds.ts';
import type { RowView } from '../row/list.ts';
import { sentencesOf } from './say.ts';
import { StateMark } from './state-mark.tsx';

/** A cell was put right, and other wrong lines have what stood there. */
export interface SameFix {
  readonly column: ColumnKey;
  readonly from: string;
  readonly to: string;
  readonly lines: readonly number[];
}

export function FixPanel(props: {
  view: RowView | undefined;
  sameFix: SameFix | null;
  onSameFix: () => void;
  onChoose: (column: ColumnKey, text: string, id: string) => void;
  onLeaveOut: (line: number, isLeftOut: boolean) => void;
}): ReactNode {
  const { view, sameFix, onSameFix, onChoose, onLeaveOut } = props;
  const words = useWords();
  const { t } = words;
  return (
    <div className="upload-fix" aria-live="polite">
      {sameFix !== null && <SameFixWord fix={sameFix} onYes={onSameFix} />}
      {view !== undefined && (
        <div className="stack">
          <div className="row">
            <h3>{t('upload.lineTitle', { line: view.row.line })}</h3>
            <StateMark state={view.state} />
          </div>
          <Sentences view={view} />
          <Candidates view={view} onChoose={onChoose} />
          {view.state !== 'sent' && (
            <div>
              <Button kind="plain" onClick={() => onLeaveOut(view.row.line, view.row.isLeftOut !== true)}>
                {t(view.row.isLeftOut ? 'upload.takeIn' : 'upload.leaveOut')}
              </Button>
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Sentences({ view }: { view: RowView }): ReactNode {
  const words = useWords();
  const sentences = sentencesOf(words, view);
  if (sentences.length === 0) return <p className="quiet">{words.t('upload.lineGood')}</p>;
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Candidates({
  view,
  onChoose,
}: {
  view: RowView;
  onChoose: (column: ColumnKey, text: string, id: string) => void;
}): ReactNode {
  const { t } = useWords();
  return view.wrongs.map(({ column, candidates = [] }) => {
    const text = column === null ? undefined : view.row.cells[column];
    if (column === null || text === undefined || candidates.length === 0) return null;
    return (
      <div className="row" key={column}>
        <span>{t('upload.candidates')}</span>
        {candidates.map(({ id, name }) => (
          <Button key={id} kind="second" onClick={() => onChoose(column, text, id)}>
            {name}
          </Button>
        ))}
      </div>
    );
  });
}

function SameFixWord({ fix, onYes }: { fix: SameFix; onYes: () => void }): ReactNode {
  const { t } = useWords();
  const { from, to, lines, column } = fix;
  const count = lines.length;
  return (
    <div className="row upload-same">
      <p>{t('upload.sameFix', { count, from, to, column: t(`upload.column.${column}`) })}</p>
      <Button kind="second" onClick={onYes}>
        {t('upload.sameFixYes', { count })}
      </Button>
    </div>
  );
}
