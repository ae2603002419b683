// A word about a certificate, an accreditation or a claim.
import type { ExitCode } from '../io.ts';
import type { Session } from '../session.ts';
import { timeOf } from './claims.ts';
import { say, type SayingOptions } from './say.ts';

export interface StatusOptions extends SayingOptions {
  from?: string;
  reason?: string;
}

export function sayStatus(
  session: Session,
  options: StatusOptions,
  about: string,
  state: string,
): Promise<ExitCode> {
  const { from, reason } = options;
  const claims = {
    about,
    state,
    from: timeOf(from, session.io.nowMs()),
    ...(reason === undefined ? {} : { reason }),
  };
  return say(session, 'status', options, () => ({ ok: true, value: [claims] }));
}
