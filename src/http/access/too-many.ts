// Who comes too often is told when to come again: Retry-After (RFC 9110), and the rule as draft-ietf-httpapi-ratelimit-headers-10 writes it.
import type { PaceRule } from '../../account/pace.ts';
import { problem } from '../problem/problem.ts';

/** `seconds` from now there is room again. `name`: of the rule, as GET /operate calls it. */
export function tooMany(seconds: number, name: string, rule: PaceRule): Response {
  const detail = `Try again in ${seconds} seconds.`;
  return problem([{ code: 'TOO_MANY_TRIES', detail }], limitHeaders(seconds, name, rule));
}

export function limitHeaders(seconds: number, name: string, rule: PaceRule): Record<string, string> {
  return {
    'retry-after': String(seconds),
    'ratelimit-policy': `"${name}";q=${rule.most};w=${rule.seconds}`,
    ratelimit: `"${name}";r=0;t=${seconds}`,
  };
}
