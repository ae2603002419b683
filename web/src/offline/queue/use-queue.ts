// The queue as screens show it, and what makes it go.
import { useEffect, useState } from 'react';
import type { QueueItem } from './item.ts';
import { changeItem, onQueueChange, queueItems } from './queue.ts';
import { sendWaiting } from './send.ts';

/** undefined until this device was asked. In the order of sending. */
export function useQueue(): readonly QueueItem[] | undefined {
  const [items, setItems] = useState<readonly QueueItem[]>();
  useEffect(() => {
    let isHere = true;
    const read = (): void => {
      void queueItems().then((now) => isHere && setItems(now));
    };
    const stop = onQueueChange(read);
    read();
    return () => {
      isHere = false;
      stop();
    };
  }, []);
  return items;
}

/** What is not sent yet, and what was refused. */
export function countWaiting(items: readonly QueueItem[] | undefined): number {
  return items?.filter(({ state }) => state !== 'done').length ?? 0;
}

let timer: ReturnType<typeof setTimeout> | undefined;

/** Now, and again whenever something waits. Also asks the browser to do it when this page is closed, where it can. */
export function sendSoon(): void {
  clearTimeout(timer);
  timer = setTimeout(send, 0);
}

async function send(): Promise<void> {
  const nextMs = await sendWaiting().catch(() => Date.now() + 30_000);
  if (nextMs === null) return;
  clearTimeout(timer);
  timer = setTimeout(send, Math.min(nextMs - Date.now(), 2 ** 31 - 1));
  await askForSync();
}

interface SyncRegistration {
  readonly sync?: { register(tag: string): Promise<void> };
}

async function askForSync(): Promise<void> {
  const registration = (await navigator.serviceWorker?.getRegistration()) as SyncRegistration | undefined;
  await registration?.sync?.register('queue').catch(() => undefined);
}

/** Once, when the application begins. */
export function keepSending(): void {
  addEventListener('online', sendNow);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') sendNow();
  });
  sendNow();
}

/** The line is back: nobody waits out a pause that was for a line that was not there. */
export function sendNow(): void {
  void withoutPauses().then(sendSoon);
}

async function withoutPauses(): Promise<void> {
  for (const { id, state, nextTryAtMs } of await queueItems())
    if (state !== 'done' && state !== 'refused' && nextTryAtMs > 0)
      await changeItem(id, (now) => ({ ...now, nextTryAtMs: 0 }));
}
