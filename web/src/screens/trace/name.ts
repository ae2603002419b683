// Names as short as they can be and still be told apart: words that all of them begin or end with are left out in the drawing.

/** By full name. Of `Acme Gin East, main site` and `Acme Gin West, main site`: `Gin East`, `Gin West`, had all others `Acme` too. */
export function shortNames(names: readonly string[]): ReadonlyMap<string, string> {
  const distinct = [...new Set(names)];
  const words = distinct.map((name) => name.split(' '));
  const [first = []] = words;
  const fewest = Math.min(...words.map((one) => one.length));
  const isShared = (at: number): boolean => words.every((one) => one.at(at) === first.at(at));
  let start = 0;
  let end = 0;
  if (distinct.length > 2) {
    while (start < fewest - 1 && isShared(start)) start += 1;
    while (end < fewest - 1 - start && isShared(-1 - end)) end += 1;
  }
  return new Map(
    words.map((one, at) => [
      distinct[at]!,
      one
        .slice(start, one.length - end)
        .join(' ')
        .replace(/[,;:–-]+$/, ''),
    ]),
  );
}

/** `62J1` of a Digital Link with a batch or a serial, else the last part of what it is called. */
export function lotName(id: string): string {
  const digital = /\/01\/\d{8,14}\/(?:10|21)\/([^/?#]+)/.exec(id)?.[1] ?? /\/00\/(\d+)/.exec(id)?.[1];
  return decodeURIComponent(digital ?? id.split(/[/:]/).filter(Boolean).at(-1) ?? id);
}
