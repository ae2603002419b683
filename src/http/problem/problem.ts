// Problems as RFC 9457 documents: one place that turns refusals into an answer.
import type { Refusal } from '../../flow/answers.ts';
import { reply } from '../request/reply.ts';
import { problemKind } from './catalogue.ts';

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  /** GS1's name for it, with GS1's prefix. */
  epcisException: string;
  errors: Refusal[];
  [member: string]: unknown;
}

export function problemType(code: string): string {
  return `/problems/${code.toLowerCase().replaceAll('_', '-')}`;
}

/** The first refusal gives type and status; all of them are listed. `members` are extension members. */
export function problemBody(refusals: Refusal[], members: Record<string, unknown> = {}): ProblemBody {
  const [first] = refusals;
  if (first === undefined) throw new Error('a problem needs a refusal');
  const kind = problemKind(first.code);
  return {
    type: problemType(first.code),
    title: kind.title,
    status: kind.status,
    detail: first.detail,
    epcisException: `epcisException:${kind.exception}`,
    errors: refusals,
    ...members,
  };
}

/** A problem as an answer, e.g. `problem([{ code: 'NO_SUCH_RESOURCE', detail: '…' }])`. */
export function problem(
  refusals: Refusal[],
  headers: Record<string, string> = {},
  members: Record<string, unknown> = {},
): Response {
  const body = problemBody(refusals, members);
  return reply(body.status, JSON.stringify(body), { 'content-type': 'application/problem+json', ...headers });
}

/** The refusal that one code and one sentence make. */
export function refused(
  code: string,
  detail: string,
  more: Partial<Refusal> = {},
): { ok: false; refusals: Refusal[] } {
  return { ok: false, refusals: [{ code, detail, ...more }] };
}
