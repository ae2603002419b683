// How the screens look that are not near the door: one sheet for all of them, which the page names.
let fetching: Promise<void> | undefined;

/** Resolves when it is there; also where it cannot be had: a screen without its looks can still be read. */
export function farStyle(): Promise<void> {
  fetching ??= new Promise((resolve) => {
    const address = document.getElementById('app')!.dataset['farStyle']!;
    // The page of such a screen has it already.
    if (document.querySelector(`link[rel=stylesheet][href="${address}"]`) !== null) return resolve();
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: address });
    link.addEventListener('load', () => resolve());
    link.addEventListener('error', () => resolve());
    document.head.append(link);
  });
  return fetching;
}
