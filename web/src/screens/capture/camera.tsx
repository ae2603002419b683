// The camera as a scanner: stays open for the next label until it is closed.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../../design/parts/button.tsx';
import { Dialog } from '../../design/parts/dialog.tsx';
import { Note } from '../../design/parts/show.tsx';
import { useWords } from '../../language/words.tsx';
import { codeReader } from './code-reader.ts';
import { readLabel, shortName } from './label.ts';

const pauseMs = 150;
/** The same label is not read again before it was out of sight for so long. */
const sameMs = 2_500;

export function Camera(props: {
  onRead: (text: string) => string | undefined;
  onClose: () => void;
}): ReactNode {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [isDenied, setDenied] = useState(false);
  const [said, setSaid] = useState<{ text: string; wrong: string | undefined }>();
  const take = useRef(props.onRead);
  take.current = props.onRead;
  useEffect(() => {
    const stop = new AbortController();
    void watch(video.current!, stop.signal, (text) => setSaid({ text, wrong: take.current(text) })).catch(
      () => {
        if (!stop.signal.aborted) setDenied(true);
      },
    );
    return () => stop.abort();
  }, []);
  return (
    <Dialog open title={t('capture.cameraTitle')} onClose={props.onClose}>
      {isDenied ? (
        <Note tone="bad" live>
          <p>{t('capture.cameraDenied')}</p>
        </Note>
      ) : (
        <video ref={video} className="camera" muted playsInline />
      )}
      <p role="status">
        {said === undefined
          ? t('capture.cameraHint')
          : (said.wrong ?? t('capture.cameraRead', { text: nameIn(said.text) }))}
      </p>
      <div>
        <Button onClick={props.onClose}>{t('capture.cameraDone')}</Button>
      </div>
    </Dialog>
  );
}

/** What stands on the label for people: an element string is for machines. */
function nameIn(text: string): string {
  const label = readLabel(text);
  if (label === undefined) return text;
  return label.kind === 'id' ? shortName(label.id) : label.code;
}

async function watch(
  video: HTMLVideoElement,
  signal: AbortSignal,
  onText: (text: string) => void,
): Promise<void> {
  const wish = { facingMode: 'environment', width: { ideal: 1280 } };
  const stream = await navigator.mediaDevices.getUserMedia({ video: wish });
  const end = (): void => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) return end();
  signal.addEventListener('abort', end);
  video.srcObject = stream;
  await video.play();
  const read = await codeReader();
  let last = { text: '', atMs: 0 };
  while (!signal.aborted) {
    const text = video.readyState >= 2 ? await read(video) : undefined;
    const nowMs = performance.now();
    if (text !== undefined && (text !== last.text || nowMs - last.atMs > sameMs)) {
      navigator.vibrate?.(60);
      onText(text);
    }
    if (text !== undefined) last = { text, atMs: nowMs };
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
