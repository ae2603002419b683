// Signing in and what belongs to it: the addresses under /account/auth, which better-auth answers (docs/accounts.md).
import { get, post } from './call.ts';

const at = '/account/auth';

/** `second-factor`: the password was right, and a code is asked for. */
export async function signInByPassword(
  email: string,
  password: string,
): Promise<'signed-in' | 'second-factor'> {
  const answer = await post<{ twoFactorRedirect?: boolean }>(`${at}/sign-in/email`, { email, password });
  return answer.twoFactorRedirect === true ? 'second-factor' : 'signed-in';
}

/** A code of the app (six digits), or one of the spare codes. */
export async function giveSecondFactor(code: string): Promise<void> {
  const isSpare = !/^\d{6}$/.test(code);
  await post(isSpare ? `${at}/two-factor/verify-backup-code` : `${at}/two-factor/verify-totp`, { code });
}

/** Leaves for the provider, which leads back to `to`, a path of this node. */
export async function signInByProvider(provider: string, to: string): Promise<void> {
  const { url } = await post<{ url: string }>(`${at}/sign-in/social`, {
    ...{ provider, callbackURL: to, errorCallbackURL: '/app/sign-in' },
  });
  location.assign(url);
}

/** Somebody new, who has an invitation: the provider says who they are, and leads back to take it on. */
export async function joinByProvider(
  provider: string,
  invitation: { id: string; token: string },
  to: string,
): Promise<void> {
  const { url } = await post<{ url: string }>(`${at}/sign-in/social`, {
    ...{ provider, callbackURL: to, errorCallbackURL: '/app/sign-in' },
    ...{ requestSignUp: true, additionalData: { invitation } },
  });
  location.assign(url);
}

/** Whether this browser can read and write passkeys as JSON (WebAuthn level 3, section 5.1.8). */
export function hasPasskeys(): boolean {
  return 'PublicKeyCredential' in globalThis && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
}

export async function signInByPasskey(): Promise<void> {
  const options = await get<PublicKeyCredentialRequestOptionsJSON>(
    `${at}/passkey/generate-authenticate-options`,
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const found = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
  if (found === null) throw new Error('no passkey was chosen');
  await post(`${at}/passkey/verify-authentication`, { response: found.toJSON() });
}

export async function addPasskey(name: string): Promise<void> {
  const options = await get<PublicKeyCredentialCreationOptionsJSON>(
    `${at}/passkey/generate-register-options`,
  );
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
  if (made === null) throw new Error('no passkey was made');
  await post(`${at}/passkey/verify-registration`, { response: made.toJSON(), name });
}

export interface Passkey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: string;
}

export function passkeys(): Promise<Passkey[]> {
  return get<Passkey[]>(`${at}/passkey/list-user-passkeys`);
}

export async function removePasskey(id: string): Promise<void> {
  await post(`${at}/passkey/delete-passkey`, { id });
}

/** The address that an app for codes reads, and spare codes, which are shown once. It counts once a code was given. */
export function beginSecondFactor(password: string): Promise<{ totpURI: string; backupCodes: string[] }> {
  return post(`${at}/two-factor/enable`, { password });
}

export async function endSecondFactor(password: string): Promise<void> {
  await post(`${at}/two-factor/disable`, { password });
}

/** Every other place where this person is signed in is signed out. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await post(`${at}/change-password`, { currentPassword, newPassword, revokeOtherSessions: true });
}

export async function resetPassword(token: string, newPassword: string): Promise<void> {
  await post(`${at}/reset-password`, { token, newPassword });
}

export async function signOut(): Promise<void> {
  await post(`${at}/sign-out`, {});
}
