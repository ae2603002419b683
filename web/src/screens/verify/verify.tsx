// /verify: drop a file, get a verdict. Nothing is sent anywhere, so it works with the cable pulled.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type Checked, checker } from '../../checking/checker.ts';
import { evidenceBytesMax, givenNote } from '../../checking/given.ts';
import { Button } from '../../design/parts/button.tsx';
import { TextArea } from '../../design/parts/field.tsx';
import { Page } from '../../design/parts/page.tsx';
import { Note } from '../../design/parts/show.tsx';
import { Icon } from '../../design/icon.tsx';
import { useWords } from '../../language/words.tsx';
import { useDraft } from '../../offline/draft.ts';
import { OtherTab } from '../../offline/other-tab.tsx';
import { type Asked, nothingAsked, questionOf } from './asked.ts';
import { takeDrops, takeHanded } from './handed.ts';
import { Options } from './options.tsx';
import { VerdictView } from './verdict/verdict.tsx';
import './verify.css';
import checkingScript from 'worker:./worker.ts';

interface Brought {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'checking'; readonly name: string }
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'checked'; readonly name: string; readonly tookMs: number; readonly checked: Checked };

export function Verify(): ReactNode {
  const { t } = useWords();
  const draft = useDraft<Asked>('verify', nothingAsked, 'device');
  const { value: asked, set: setAsked } = draft;
  const [beside, setBeside] = useState<Brought>();
  const { state, check, refuse } = useChecks();
  const [file, setFile] = useState<Brought>();
  const [isOver, setOver] = useState(false);
  const bring = async (given: File): Promise<void> => {
    if (given.size > evidenceBytesMax) return refuse(t('verify.tooLarge', { name: given.name }));
    const brought = { name: given.name, bytes: new Uint8Array(await given.arrayBuffer()) };
    setFile(brought);
    check(brought, beside, asked);
  };
  const bringing = useRef(bring);
  bringing.current = bring;
  useEffect(() => {
    const handed = takeHanded();
    if (handed !== undefined) void bringing.current(handed);
    return takeDrops((given) => void bringing.current(given), setOver);
  }, []);
  const pasted = (text: string): void => {
    const brought = { name: t('verify.pasted'), bytes: new TextEncoder().encode(givenNote(text)) };
    setFile(brought);
    check(brought, beside, asked);
  };
  return (
    <Page icon="verify" title={t('shell.area.verify')} lead={t('verify.lead')}>
      <FileBox isOver={isOver} onFile={(given) => void bring(given)} />
      <Paste onText={pasted} />
      <OtherTab draft={draft} />
      <Options asked={asked} onAsk={setAsked} beside={beside} onBeside={setBeside} />
      {file !== undefined && (
        <div>
          <Button kind="second" icon="verify" onClick={() => check(file, beside, asked)}>
            {t('verify.again', { name: file.name })}
          </Button>
        </div>
      )}
      <Outcome state={state} />
    </Page>
  );
}

function startWorker(): Worker | undefined {
  try {
    return new Worker(new URL(checkingScript, import.meta.url), { type: 'module' });
  } catch {
    return undefined;
  }
}

/** The newest check counts: one that is overtaken is given up. */
function useChecks(): {
  state: State;
  check: (file: Brought, beside: Brought | undefined, asked: Asked) => void;
  refuse: (sentence: string) => void;
} {
  const [state, setState] = useState<State>({ kind: 'waiting' });
  const [runner] = useState(() => checker(startWorker));
  const check = async (file: Brought, beside: Brought | undefined, asked: Asked): Promise<void> => {
    setState({ kind: 'checking', name: file.name });
    const startedMs = performance.now();
    const checked = await runner.check(questionOf(file.bytes, beside?.bytes, asked, Date.now()));
    setState({ kind: 'checked', name: file.name, tookMs: performance.now() - startedMs, checked });
  };
  return {
    state,
    check: (...all) => void check(...all),
    refuse: (sentence) => setState({ kind: 'refused', sentence }),
  };
}

function FileBox({ isOver, onFile }: { isOver: boolean; onFile: (file: File) => void }): ReactNode {
  const { t } = useWords();
  return (
    <label className={isOver ? 'verify-drop over' : 'verify-drop'}>
      <Icon name="verify" />
      <strong>{t('verify.choose')}</strong>
      <span className="quiet">{t('verify.drop')}</span>
      <input
        type="file"
        accept=".json,application/json"
        onChange={({ target }) => {
          const given = target.files?.[0];
          if (given !== undefined) onFile(given);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
    </label>
  );
}

function Paste({ onText }: { onText: (text: string) => void }): ReactNode {
  const { t } = useWords();
  const [text, setText] = useState('');
  return (
    <details className="verify-fold">
      <summary>{t('verify.paste')}</summary>
      <div className="stack">
        <TextArea
          label={t('verify.pasteLabel')}
          value={text}
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
        <div>
          <Button disabled={text.trim() === ''} onClick={() => onText(text)}>
            {t('verify.pasteButton')}
          </Button>
        </div>
      </div>
    </details>
  );
}

function Outcome({ state }: { state: State }): ReactNode {
  const { t, formats } = useWords();
  return (
    <div aria-live="polite" className="stack">
      {state.kind === 'checking' && <p className="busy">{t('verify.busy', { name: state.name })}</p>}
      {state.kind === 'refused' && (
        <Note tone="bad">
          <p>{state.sentence}</p>
        </Note>
      )}
      {state.kind === 'checked' && (
        <>
          <p className="quiet">
            {t('verify.took', {
              name: state.name,
              seconds: formats.number(Math.max(0.1, Math.round(state.tookMs / 100) / 10)),
            })}
          </p>
          <VerdictView checked={state.checked} />
        </>
      )}
    </div>
  );
}
