// Scope that UNTP has no member for: sentences `word: value` in its list of conditions, written and read back here.
import type { Certificate } from './certificate.ts';

const conditionWords = {
  processes: 'process',
  categories: 'product category',
  materials: 'material',
  subcontractors: 'subcontractor',
} as const;

export function conditionsOf(certificate: Certificate): string[] {
  const { type, number, sites, buyer, shippedAt, lots = [], inputs = [] } = certificate;
  const listed = Object.entries(conditionWords).flatMap(([claim, word]) =>
    certificate[claim as keyof typeof conditionWords].map((value) => `${word}: ${value}`),
  );
  return [
    `type: ${type}`,
    ...(number === undefined ? [] : [`number: ${number}`]),
    ...listed,
    ...(sites.includes('*') ? ['site: *'] : []),
    ...(buyer === undefined ? [] : [`buyer: ${buyer}`]),
    ...(shippedAt === undefined ? [] : [`shipped at: ${shippedAt}`]),
    ...lots.map(({ lot, grams, certifiedGrams }) => `lot: ${lot} ${grams} g, certified ${certifiedGrams} g`),
    ...inputs.map(({ certificate: id, grams }) => `input: ${id} ${grams} g`),
  ];
}

/** What another node has written that way. */
export function conditioned(conditions: string[]): Record<string, unknown> {
  const listed = Object.entries(conditionWords).map(([claim, word]) => [claim, valuesOf(conditions, word)]);
  return {
    ...Object.fromEntries(listed),
    number: valuesOf(conditions, 'number')[0],
    buyer: valuesOf(conditions, 'buyer')[0],
    shippedAt: valuesOf(conditions, 'shipped at')[0],
    lots: matchesOf(
      conditions,
      /^lot: (\S+) (\d{1,15}) g, certified (\d{1,15}) g$/,
      ([lot, grams, certified]) => ({
        lot,
        grams: Number(grams),
        certifiedGrams: Number(certified),
      }),
    ),
    inputs: matchesOf(conditions, /^input: (\S+) (\d{1,15}) g$/, ([certificate, grams]) => ({
      certificate,
      grams: Number(grams),
    })),
  };
}

export function valuesOf(conditions: string[], word: string): string[] {
  return conditions.filter((text) => text.startsWith(`${word}: `)).map((text) => text.slice(word.length + 2));
}

function matchesOf<T>(conditions: string[], form: RegExp, read: (parts: string[]) => T): T[] {
  return conditions.flatMap((text) => {
    const match = form.exec(text);
    return match === null ? [] : [read(match.slice(1))];
  });
}
