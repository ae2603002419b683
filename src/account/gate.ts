// What we ask beyond better-auth of every request to it, and what of its answers goes into the audit trail.
import { hash } from 'node:crypto';
import type { BetterAuthPlugin } from 'better-auth';
import { APIError, createAuthMiddleware, isAPIError } from 'better-auth/api';
import type { Audit } from './audit.ts';
import type { Invitations } from './invitation.ts';
import type { Pace } from './pace.ts';
import { personPace } from './pace-rules.ts';
import type { Persons } from './person.ts';

export interface GateTools {
  audit: Audit;
  invitations: Invitations;
  pace: Pace;
  persons: Persons;
  nowMs: () => number;
}

const addressed = ['callbackURL', 'errorCallbackURL', 'newUserCallbackURL', 'redirectTo'];

/** Paths whose refusals are counted as refused sign-ins. */
const proofs = [
  '/sign-in/email',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
];

/** What a person changes about how they sign in: path → what the audit trail calls it. */
const changes: Readonly<Record<string, string>> = {
  '/change-password': 'changed the password',
  '/two-factor/verify-totp': 'confirmed a second factor',
  '/two-factor/disable': 'removed the second factor',
  '/two-factor/generate-backup-codes': 'made new backup codes',
  '/passkey/verify-registration': 'added a passkey',
  '/passkey/delete-passkey': 'removed a passkey',
  '/link-social': 'began to link a provider',
  '/unlink-account': 'unlinked a provider',
  '/revoke-session': 'ended a session',
  '/revoke-sessions': 'ended all sessions',
  '/revoke-other-sessions': 'ended all other sessions',
  '/sign-out': 'signed out',
};

export function gate(tools: GateTools): BetterAuthPlugin {
  return {
    id: 'selvedge-gate',
    hooks: {
      before: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async (ctx) => {
            const body = objectOf(ctx.body);
            staysHere({ ...objectOf(ctx.query), ...body });
            if (ctx.path === '/sign-in/email') notTooOften(tools, body['email']);
            if (ctx.path === '/sign-in/social' || ctx.path === '/link-social') byRedirectOnly(body);
            if (ctx.path === '/update-user') nameOnly(body);
            if (body['requestSignUp'] !== undefined) invitedOnly(tools, body['additionalData']);
          }),
        },
      ],
      after: [
        {
          matcher: () => true,
          handler: createAuthMiddleware(async ({ path, body, context }) => {
            const { returned, session, newSession } = context;
            const before = session?.user.id;
            if (isAPIError(returned)) refused(tools, path, objectOf(body)['email'], before);
            else if (before !== undefined) changed(tools, path, before);
            else if (newSession != null) signedIn(tools, path, newSession.user);
          }),
        },
      ],
    },
  };
}

/** Nobody is sent to another site by us: an address that follows a sign-in is a path of this node. */
function staysHere(sent: Record<string, unknown>): void {
  for (const name of addressed) {
    const address = sent[name];
    if (address === undefined) continue;
    if (typeof address !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(address))
      throw new APIError('FORBIDDEN', {
        code: 'INVALID_CALLBACK_URL',
        message: `${name} is a path of this node`,
      });
  }
}

function notTooOften({ pace }: GateTools, email: unknown): void {
  const seconds = typeof email === 'string' ? pace.step(personKey(email), personPace) : undefined;
  if (seconds === undefined) return;
  const headers = { 'x-retry-after': String(seconds) };
  throw new APIError('TOO_MANY_REQUESTS', { code: 'TOO_MANY_REQUESTS', message: 'Too many tries' }, headers);
}

/** Not the address itself: people type passwords into the wrong field. */
function personKey(email: string): string {
  return `sign-in:${hash('sha256', email.trim().toLowerCase(), 'base64url')}`;
}

const longestName = 200;

/** Whatever else it would keep is nothing that we show. */
function nameOnly(body: Record<string, unknown>): void {
  const { name, ...rest } = body;
  const isName = typeof name === 'string' && name.trim() !== '' && name.length <= longestName;
  if (!isName || Object.keys(rest).length > 0)
    throw new APIError('BAD_REQUEST', { code: 'FIELD_INVALID', message: 'Only the name can be changed' });
}

/** A token that came some other way may be somebody else's. */
function byRedirectOnly(body: Record<string, unknown>): void {
  if (body['idToken'] !== undefined)
    throw new APIError('BAD_REQUEST', {
      code: 'ID_TOKEN_NOT_TAKEN',
      message: 'Sign in by way of the provider',
    });
}

/** Whoever is new comes with an invitation, by whatever way they sign in. */
function invitedOnly({ invitations, nowMs }: GateTools, data: unknown): void {
  const { invitation } = objectOf(data);
  const { id, token } = objectOf(invitation);
  if (typeof id === 'string' && typeof token === 'string' && invitations.open(id, token, nowMs())) return;
  throw new APIError('FORBIDDEN', { code: 'INVITATION_NOT_OPEN', message: 'New people come by invitation' });
}

function refused(
  { audit, persons }: GateTools,
  path: string,
  email: unknown,
  user: string | undefined,
): void {
  if (!proofs.includes(path)) return;
  audit.signInRefused(user ?? (typeof email === 'string' ? persons.byEmail(email)?.id : undefined) ?? null);
}

/** By somebody who was signed in before. */
function changed({ audit, persons }: GateTools, path: string, user: string): void {
  const action = changes[path];
  if (action === undefined || persons.byId(user) === undefined) return;
  audit.note({ user, role: 'person', party: null, action, subject: user });
}

function signedIn({ audit, pace }: GateTools, path: string, user: { id: string; email: string }): void {
  // A person who is just being made may yet be taken back: the set-up or the acceptance is what is noted.
  if (path.startsWith('/sign-up/')) return;
  pace.forget(personKey(user.email));
  const note = { user: user.id, role: 'person', party: null, subject: user.id };
  audit.note({ ...note, action: 'signed in', detail: { by: path } });
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
