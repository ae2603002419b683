// What was sent (Content-Type) and what is wanted (Accept, GS1-* versions), before anything is read.
import type { Answer } from '../../flow/node.ts';
import { refused } from '../problem/problem.ts';

export const json = 'application/json';
export const jsonLd = 'application/ld+json';
export const sdJwt = 'application/sd-jwt';

/** The media type of the body, if it is one of `taken`; UNSUPPORTED_MEDIA_TYPE otherwise. */
export function mediaTypeOf(
  contentType: string | undefined,
  encoding: string | undefined,
  taken: readonly string[],
): Answer<string> {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const plain = encoding === undefined || encoding.toLowerCase() === 'identity';
  if (plain && taken.includes(type) && [undefined, 'utf-8', '"utf-8"', 'utf8'].includes(charset))
    return { ok: true, value: type };
  return refused('UNSUPPORTED_MEDIA_TYPE', `Send ${taken.join(' or ')} in UTF-8, without Content-Encoding.`);
}

/** The first of `given` (the server's order) that has the highest weight in `accept` (RFC 9110 section 12.5.1). */
export function acceptable(accept: string | undefined, given: readonly string[]): string | undefined {
  if (accept === undefined || accept === '*/*' || accept === given[0]) return given[0];
  const ranges = accept.split(',').map(rangeOf);
  const weighed = given.map((type) => ({ type, weight: weightOf(type, ranges) }));
  const best = weighed.reduce((a, b) => (b.weight > a.weight ? b : a));
  return best.weight > 0 ? best.type : undefined;
}

interface Range {
  range: string;
  weight: number;
}

function rangeOf(text: string): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { range, weight: weight >= 0 && weight <= 1 ? weight : 0 };
}

// The most specific range decides, so that `application/json;q=0, */*` really excludes JSON.
function weightOf(type: string, ranges: Range[]): number {
  const family = `${type.slice(0, type.indexOf('/'))}/*`;
  for (const wanted of [type, family, '*/*']) {
    const found = ranges.find(({ range }) => range === wanted);
    if (found !== undefined) return found.weight;
  }
  return 0;
}
