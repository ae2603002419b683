// One field for a scanner that types and ends with Enter, for the camera, and for a hand.
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { TextField } from '../../design/parts/field.tsx';
import { useWords } from '../../language/words.tsx';

const Camera = lazy(async () => ({ default: (await import('./camera.tsx')).Camera }));

/** `onRead` gives what is wrong with it, if anything; then the text stays, to be mended. */
export function ScanField(props: {
  label: string;
  hint?: string;
  focus?: boolean;
  value: string;
  onType: (text: string) => void;
  onRead: (text: string) => string | undefined;
}): ReactNode {
  const { t } = useWords();
  const { label, hint, focus, value, onType, onRead } = props;
  const [wrong, setWrong] = useState<string>();
  const [isCamera, setCamera] = useState(false);
  const input = useRef<HTMLDivElement>(null);
  const read = (text: string): string | undefined => {
    const found = onRead(text);
    setWrong(found);
    if (found === undefined) onType('');
    return found;
  };
  return (
    <div className="stack" ref={input}>
      <div className="scan-row">
        <TextField
          label={label}
          {...(hint !== undefined && { hint })}
          wrong={wrong}
          value={value}
          // A scanner types into what has the focus.
          autoFocus={focus}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          enterKeyHint="done"
          onChange={(event) => {
            setWrong(undefined);
            onType(event.target.value);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || value.trim() === '') return;
            event.preventDefault();
            read(event.currentTarget.value);
          }}
          after={
            <Button kind="second" icon="camera" onClick={() => setCamera(true)}>
              {t('capture.camera')}
            </Button>
          }
        />
      </div>
      {isCamera && (
        <Suspense fallback={null}>
          <Camera onRead={read} onClose={() => setCamera(false)} />
        </Suspense>
      )}
    </div>
  );
}
