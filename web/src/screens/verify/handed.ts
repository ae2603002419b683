// A file that was dropped somewhere else in the application, on its way to the checker.
let handed: File | undefined;

export function handOver(file: File): void {
  handed = file;
}

/** Once: who comes back to the checker later finds it empty. */
export function takeHanded(): File | undefined {
  const file = handed;
  handed = undefined;
  return file;
}

/** Files that fall anywhere on the page: beside an area of its own a browser would leave the page and open them. */
export function takeDrops(
  take: (file: File) => void,
  mark: (isOver: boolean) => void = () => {},
): () => void {
  const over = (dragged: DragEvent): void => {
    if (dragged.dataTransfer?.types.includes('Files') !== true) return;
    dragged.preventDefault();
    mark(dragged.type === 'dragover');
  };
  const drop = (dragged: DragEvent): void => {
    const file = dragged.dataTransfer?.files[0];
    if (file === undefined) return;
    dragged.preventDefault();
    mark(false);
    take(file);
  };
  const events = [
    ['dragover', over],
    ['dragleave', over],
    ['drop', drop],
  ] as const;
  for (const [name, handle] of events) addEventListener(name, handle);
  return () => {
    for (const [name, handle] of events) removeEventListener(name, handle);
  };
}
