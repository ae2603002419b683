// How often somebody may try to sign in: what docs/accounts.md says, and what the operator is shown.
import type { PaceRule } from './pace.ts';

/** By address, for paths below the sign-in of better-auth. */
export const pathPaces: Readonly<Record<string, PaceRule>> = {
  '/sign-in/email': { most: 30, seconds: 60 },
  '/sign-in/social': { most: 30, seconds: 60 },
  '/passkey/verify-authentication': { most: 30, seconds: 60 },
  '/two-factor/*': { most: 20, seconds: 60 },
  '/reset-password': { most: 10, seconds: 60 },
  '/change-password': { most: 10, seconds: 60 },
};

/** One address may be tried by many machines: per person, whoever asks. A good sign-in begins it anew. */
export const personPace: PaceRule = { most: 20, seconds: 900 };
