// What people do through the rows of the API, in the audit trail: that it was done, by whom and with what outcome, never
// what was sent. The rows under /account say more of themselves.
import type { AuditNote } from '../../account/audit.ts';
import type { Call, Route } from '../route/route.ts';

const longestSubject = 300;

/** Nothing for keys: what they write stands in the log. */
export function noteDone(route: Route, call: Call, status: number): void {
  const { session, caller, door, c } = call;
  if (route.method === 'GET' || session === undefined || typeof route.who === 'string') return;
  door.accounts?.audit.note({
    user: session.person.id,
    role: caller.person?.role ?? 'person',
    party: caller.party,
    action: `${route.method} ${route.path}`,
    subject: c.req.path.slice(0, longestSubject),
    detail: { status },
  });
}

/** A note in the name of whoever is signed in; of a set-up or acceptance, of whom it made. */
export function noteBy(
  call: Call,
  note: Omit<AuditNote, 'user' | 'role'> & { user?: string; role?: string },
): void {
  const { session, caller, door } = call;
  const user = session?.person.id ?? null;
  door.accounts?.audit.note({ user, role: caller.person?.role ?? 'person', ...note });
}
