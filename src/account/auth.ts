// better-auth as this node sets it up: what it may do, and what it may not. It hashes passwords (scrypt), keeps sessions
// and checks TOTP, WebAuthn and OIDC; nothing of that is ours.
import type { DatabaseSync } from 'node:sqlite';
import { passkey } from '@better-auth/passkey';
import { NodeSqliteDialect } from '@better-auth/kysely-adapter/node-sqlite-dialect';
import { type Auth, type BetterAuthOptions, betterAuth } from 'better-auth';
import { APIError, isAPIError } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import { gate, type GateTools } from './gate.ts';
import {
  addressHeader,
  basePath,
  cookiePrefix,
  passwordCharactersMax,
  passwordCharactersMin,
} from './names.ts';
import { discoveryOf, type OidcProvider } from './oidc.ts';
import { pathPaces } from './pace-rules.ts';

export interface AuthSetting extends GateTools {
  database: DatabaseSync;
  /** 256 bits, base64url. */
  secret: string;
  /** Scheme and host that people come to; undefined = as they came, without TLS. */
  publicUrl: string | undefined;
  /** How long a session lives after it was last used on another day. */
  sessionSeconds: number;
  report: (fault: unknown) => void;
  /** Is given the token of a password reset, which somebody hands over: no mail is sent. */
  onResetToken: (user: string, token: string) => void;
}

const daySeconds = 86_400;

/** Everything that is not needed has no address: a new way in must be thought of, not found. */
const closed = [
  ...['/sign-up/email', '/request-password-reset', '/send-verification-email', '/verify-email'],
  ...[
    '/change-email',
    '/delete-user',
    '/update-session',
    '/get-access-token',
    '/refresh-token',
    '/account-info',
  ],
];

const limits = Object.fromEntries(
  Object.entries(pathPaces).map(([path, { most, seconds }]) => [path, { window: seconds, max: most }]),
);

export function authOptions(setting: AuthSetting, providers: readonly OidcProvider[]): BetterAuthOptions {
  const { database, secret, publicUrl, sessionSeconds } = setting;
  return {
    appName: 'Selvedge',
    basePath,
    baseURL: publicUrl === undefined ? { allowedHosts: ['*'], protocol: 'http' } : new URL(publicUrl).origin,
    // The own origin is checked before (src/http/access/origin.ts); what a browser calls the same origin is one.
    trustedOrigins: sameOrigin,
    // Without a transaction of its own, so that ours on the same connection, which wait for nothing, never meet one.
    database: { dialect: new NodeSqliteDialect({ database }), type: 'sqlite' },
    // Named as a list: the environment has no say in it.
    secrets: [{ version: 1, value: secret }],
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_level, message) => setting.report(sayableOf(message)) },
    onAPIError: { errorURL: '/app/sign-in', onError: (fault) => reportFault(setting, fault) },
    disabledPaths: closed,
    emailAndPassword: passwords(setting),
    session: { expiresIn: sessionSeconds, updateAge: Math.min(daySeconds, sessionSeconds) },
    verification: { storeIdentifier: 'hashed' },
    account: {
      encryptOAuthTokens: true,
      // Who says to have an address is not yet who has the account of that address: it is linked by whoever is signed in.
      accountLinking: { disableImplicitLinking: true, trustedProviders: providers.map(({ id }) => id) },
    },
    rateLimit: limiting(setting),
    advanced: {
      cookiePrefix,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Said, because a NODE_ENV of `test` would switch both off.
      ...{ disableCSRFCheck: false, disableOriginCheck: false },
      // Its tables were just made (sign-in.ts).
      database: { validateSchema: false },
    },
    plugins: [
      twoFactor({ issuer: 'Selvedge' }),
      passkeys(),
      ...(providers.length === 0 ? [] : [genericOAuth({ config: providers.map(configOf) })]),
      // Last, so that it sees what the others have made of an answer.
      gate(setting),
    ],
  };
}

export function authOf(setting: AuthSetting, providers: readonly OidcProvider[]): Auth {
  return betterAuth(authOptions(setting, providers)) as unknown as Auth;
}

function passwords({ audit, onResetToken }: AuthSetting): BetterAuthOptions['emailAndPassword'] {
  const note = { role: 'person', party: null, action: 'set a new password' };
  return {
    enabled: true,
    minPasswordLength: passwordCharactersMin,
    maxPasswordLength: passwordCharactersMax,
    revokeSessionsOnPasswordReset: true,
    resetPasswordTokenExpiresIn: daySeconds,
    sendResetPassword: async ({ user, token }) => onResetToken(user.id, token),
    onPasswordReset: async ({ user: { id } }) => audit.note({ ...note, user: id, subject: id }),
  };
}

/** Its limiter, counting in our table. */
function limiting({ pace }: AuthSetting): BetterAuthOptions['rateLimit'] {
  return {
    ...{ enabled: true, window: 10, max: 200 },
    customRules: { '/get-session': false, ...limits },
    customStorage: {
      consume: async (key, { max, window }) => {
        const retryAfter = pace.step(`auth:${key}`, { most: max, seconds: window });
        return { allowed: retryAfter === undefined, retryAfter: retryAfter ?? null };
      },
    },
  };
}

function sameOrigin(request?: Request): string[] {
  const origin = request?.headers.get('origin');
  return request?.headers.get('sec-fetch-site') === 'same-origin' && origin && origin !== 'null'
    ? [origin]
    : [];
}

/** A passkey stands for two factors, so that its holder must have proven to be there: PIN, finger or face. */
function passkeys(): ReturnType<typeof passkey> {
  const proven = (verified: boolean | undefined): void => {
    if (verified !== true)
      throw new APIError('UNAUTHORIZED', {
        code: 'USER_NOT_VERIFIED',
        message: 'PIN, finger or face is needed',
      });
  };
  return passkey({
    rpName: 'Selvedge',
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification }) => proven(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) => proven(verification.authenticationInfo.userVerified),
    },
  });
}

function configOf({ id, name, issuer, clientId, clientSecret }: OidcProvider): ProviderConfig {
  return {
    ...{ providerId: id, name, clientId },
    discoveryUrl: discoveryOf(issuer),
    requireIdTokenVerification: true,
    scopes: ['openid', 'email', 'profile'],
    pkce: true,
    // Only where it is asked for, which the gate lets through with an invitation.
    disableImplicitSignUp: true,
    ...(clientSecret === undefined
      ? { tokenEndpointAuth: { method: 'none' } }
      : { clientSecret, tokenEndpointAuth: { method: 'client_secret_basic' } }),
  };
}

type ProviderConfig = Parameters<typeof genericOAuth>[0]['config'][number];

/** Messages may name what people have typed. */
function sayableOf(message: string): string {
  return /^(Provider|Discovery|Database|Could not)/.test(message) ? message : 'better-auth reports an error';
}

function reportFault({ report }: AuthSetting, fault: unknown): void {
  if (!isAPIError(fault) || fault.statusCode >= 500) report(fault);
}
