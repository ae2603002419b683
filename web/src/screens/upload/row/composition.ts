// `95 % organic cotton, 5 % elastane`.

export interface Part {
  readonly material: string;
  readonly percent: number;
}

/** null where a part has no share or no name, or the shares are not one hundred. */
export function compositionOf(text: string): Part[] | null {
  const parts = text.split(/[;/+]|,(?!\d)/).map((part) => part.trim());
  const read = parts.filter((part) => part !== '').map(partOf);
  if (read.length === 0 || read.some((part) => part === null)) return null;
  const known = read.filter((part) => part !== null);
  const thousandths = known.reduce((sum, { percent }) => sum + Math.round(percent * 1000), 0);
  return thousandths === 100_000 ? known : null;
}

function partOf(text: string): Part | null {
  const found = /^(\d{1,3}(?:[.,]\d{1,3})?)\s*%?\s*(\p{L}.*)$/u.exec(text) ?? swapped(text);
  const percent = Number(found?.[1]?.replace(',', '.'));
  const material = found?.[2]?.trim() ?? '';
  return found === null || material === '' || !(percent > 0) ? null : { material, percent };
}

/** `cotton 95%`. */
function swapped(text: string): string[] | null {
  const found = /^(\p{L}.*?)\s*:?\s*(\d{1,3}(?:[.,]\d{1,3})?)\s*%?$/u.exec(text);
  return found === null ? null : ['', found[2] ?? '', found[1] ?? ''];
}
