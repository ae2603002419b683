/** Sorts in place by Unicode code point, as the event hash demands; JavaScript's own order is by UTF-16 unit. */
export function sortedByCodePoint(texts: string[]): string[] {
  if (texts.length < 2) return texts;
  return texts.some((text) => /[\ud800-\udfff]/.test(text)) ? texts.sort(byCodePoint) : texts.sort();
}

function byCodePoint(left: string, right: string): number {
  const [lefts, rights] = [[...left], [...right]];
  for (let at = 0; at < Math.min(lefts.length, rights.length); at += 1) {
    const difference = (lefts[at]?.codePointAt(0) ?? 0) - (rights[at]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return lefts.length - rights.length;
}
