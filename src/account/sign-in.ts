// Signing in by better-auth, behind one small face (sign-in-face.ts).
import type { Auth, BetterAuthOptions } from 'better-auth';
import { isAPIError } from 'better-auth/api';
import { getMigrations } from 'better-auth/db/migration';
import type { Answer } from '../flow/node.ts';
import { type AuthSetting, authOf, authOptions } from './auth.ts';
import { addressHeader } from './names.ts';
import { discoveryOf, type OidcProvider } from './oidc.ts';
import type { Person } from './person.ts';
import type { NewPerson, SignedIn, SignIn } from './sign-in-face.ts';

const tryAgainMs = 30_000;
const discoveryMs = 5_000;

type Setting = Omit<AuthSetting, 'onResetToken'>;

/** Its tables must be there (`makeTables`). */
export function signInBy(setting: Setting, oidc: readonly OidcProvider[]): SignIn {
  const resetTokens = new Map<string, string>();
  const onResetToken = (user: string, token: string): void => void resetTokens.set(user, token);
  return new BehindOneFace({ ...setting, onResetToken }, oidc, resetTokens);
}

/** Makes better-auth's tables where they are missing, and columns that an earlier version did not have. */
export async function makeTables(setting: Setting): Promise<void> {
  const { runMigrations } = await getMigrations(authOptions({ ...setting, onResetToken: () => {} }, []));
  await runMigrations();
}

class BehindOneFace implements SignIn {
  readonly #setting: AuthSetting;
  readonly #oidc: readonly OidcProvider[];
  readonly #resetTokens: Map<string, string>;
  #reached: OidcProvider[] = [];
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #auth: Auth<BetterAuthOptions>;

  constructor(setting: AuthSetting, oidc: readonly OidcProvider[], resetTokens: Map<string, string>) {
    this.#setting = setting;
    this.#oidc = oidc;
    this.#resetTokens = resetTokens;
    this.#auth = authOf(setting, []);
  }

  async handle(request: Request): Promise<Response> {
    const path = new URL(request.url).pathname;
    if (/\/(sign-in\/social|link-social|callback\/)/.test(path)) await this.#reach();
    return await this.#auth.handler(request);
  }

  async session(headers: Headers, lengthen = false): Promise<SignedIn | undefined> {
    const query = { disableRefresh: !lengthen };
    const asked = { headers: withHost(headers), query, returnHeaders: true } as const;
    const { response, headers: answered } = await this.#auth.api.getSession(asked);
    const person = response === null ? undefined : this.#setting.persons.byId(response.user.id);
    if (response === null || person === undefined) return undefined;
    return { session: response.session.id, person, cookies: answered.getSetCookie() };
  }

  async add(body: NewPerson, headers: Headers): Promise<Answer<{ user: string; cookies: string[] }>> {
    const asked = { body, headers: withHost(headers), returnHeaders: true } as const;
    try {
      const { response, headers: answered } = await this.#auth.api.signUpEmail(asked);
      return { ok: true, value: { user: response.user.id, cookies: answered.getSetCookie() } };
    } catch (fault) {
      const refusal = isAPIError(fault) ? signUpRefusals[fault.body?.code ?? ''] : undefined;
      if (refusal === undefined) throw fault;
      return { ok: false, refusals: [refusal] };
    }
  }

  async remove(user: string): Promise<void> {
    const { internalAdapter } = await this.#auth.$context;
    await internalAdapter.deleteUserSessions(user);
    await internalAdapter.deleteUser(user);
  }

  async resetToken({ id, email }: Person): Promise<string> {
    await this.#auth.api.requestPasswordReset({ body: { email }, headers: withHost(new Headers()) });
    const token = this.#resetTokens.get(id);
    this.#resetTokens.delete(id);
    if (token === undefined) throw new Error('better-auth made no token');
    return token;
  }

  async removeSecondFactor(user: string): Promise<void> {
    const { database } = this.#setting;
    database.prepare('DELETE FROM "twoFactor" WHERE "userId" = ?').run(user);
    database.prepare('UPDATE "user" SET "twoFactorEnabled" = 0 WHERE id = ?').run(user);
  }

  async endSessions(user: string): Promise<void> {
    const { internalAdapter } = await this.#auth.$context;
    await internalAdapter.deleteUserSessions(user);
  }

  // A provider that does not answer must not keep those waiting who sign in some other way, nor stay away for ever:
  // better-auth asks each once, when it is made.
  async #reach(): Promise<void> {
    const missing = this.#oidc.filter((provider) => !this.#reached.includes(provider));
    const now = this.#setting.nowMs();
    if (missing.length === 0 || now - this.#triedAtMs < tryAgainMs) return;
    this.#triedAtMs = now;
    const there = await Promise.all(missing.map(answers));
    const found = missing.filter((_, at) => there[at]);
    if (found.length === 0) return;
    this.#reached = [...this.#reached, ...found];
    this.#auth = authOf(this.#setting, this.#reached);
    await this.#auth.$context;
  }
}

const signUpRefusals: Readonly<Record<string, { code: string; detail: string; field: string }>> = {
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: {
    code: 'EMAIL_TAKEN',
    detail: 'Somebody has this e-mail address here already: sign in first.',
    field: 'email',
  },
  INVALID_EMAIL: { code: 'FIELD_INVALID', detail: 'This is no e-mail address.', field: 'email' },
  VALIDATION_ERROR: { code: 'FIELD_INVALID', detail: 'This is no e-mail address.', field: 'email' },
  PASSWORD_TOO_SHORT: { code: 'PASSWORD_NOT_TAKEN', detail: 'The password is too short.', field: 'password' },
  PASSWORD_TOO_LONG: { code: 'PASSWORD_NOT_TAKEN', detail: 'The password is too long.', field: 'password' },
};

/** Where no request came over a wire there is no host; better-auth wants one to make addresses from. */
function withHost(headers: Headers): Headers {
  const found = new Headers(headers);
  if (!found.has('host')) found.set('host', 'localhost');
  if (!found.has(addressHeader)) found.set(addressHeader, '127.0.0.1');
  return found;
}

async function answers({ issuer }: OidcProvider): Promise<boolean> {
  try {
    const response = await fetch(discoveryOf(issuer), {
      signal: AbortSignal.timeout(discoveryMs),
      redirect: 'error',
    });
    const told = (await response.json()) as { issuer?: unknown } | null;
    return response.ok && typeof told?.issuer === 'string' && told.issuer.replace(/\/+$/, '') === issuer;
  } catch {
    return false;
  }
}
