// Names that better-auth and our door both use. A file of its own: whoever only asks for a name need not load all that.
/** In the data directory. */
export const accountsFile = 'accounts.sqlite';

export const basePath = '/account/auth';
export const cookiePrefix = 'selvedge';
/** The header in which we tell better-auth whence a request comes; whatever a client sends by that name is dropped. */
export const addressHeader = 'x-selvedge-client';

export const passwordCharactersMin = 12;
export const passwordCharactersMax = 128;

const cookieForm = new RegExp(`(?:^|;)\\s*(?:__Secure-)?${cookiePrefix}\\.session_token=[^;]`);

/** Whether a request brings a session cookie, good or bad: nothing is looked up. */
export function bringsSession(cookie: string | undefined): boolean {
  return cookie !== undefined && cookieForm.test(cookie);
}
