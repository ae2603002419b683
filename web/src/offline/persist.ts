// Asks the browser to keep what is here when its disk gets full: once, at the first thing that is saved.
let asked: Promise<boolean> | undefined;

/** Whether the browser has promised. */
export function keepForGood(): Promise<boolean> {
  asked ??= navigator.storage?.persist?.().catch(() => false) ?? Promise.resolve(false);
  return asked;
}
