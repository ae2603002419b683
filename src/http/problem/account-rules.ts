// Codes of the accounts: people, sessions, invitations (docs/accounts.md).
import type { ProblemKind } from './catalogue.ts';

function forbidden(title: string, meaning: string): ProblemKind {
  return { status: 403, title, exception: 'SecurityException', meaning };
}

function conflict(title: string, meaning: string): ProblemKind {
  return { status: 409, title, exception: 'ResourceAlreadyExistsException', meaning };
}

function missing(title: string, meaning: string): ProblemKind {
  return { status: 404, title, exception: 'NoSuchResourceException', meaning };
}

function signIn(status: number, title: string, meaning: string): ProblemKind {
  return { status, title, exception: 'SecurityException', meaning };
}

export const accountKinds: Readonly<Record<string, ProblemKind>> = {
  SIGN_IN_NEEDED: {
    status: 401,
    title: 'Somebody has to be signed in',
    exception: 'SecurityException',
    meaning: 'The session is missing, over or ended. Sign in again; what was typed can be sent after that.',
  },
  CROSS_ORIGIN: forbidden(
    'The request comes from another site',
    'With a session, and to get one, only pages of this node may change something: Origin must be its own, or Sec-Fetch-Site same-origin. Programs use an API key.',
  ),
  MEMBERSHIP_MISSING: forbidden(
    'You do not belong to that party',
    'GET /account/me lists where you belong. A manager of the party, or the operator, can invite you.',
  ),
  SITE_NOT_YOURS: forbidden(
    'The event names a place of your party that is not yours',
    'You record for some sites only, and the event names another. `eventIndex` and `field` say where. Ask a manager.',
  ),
  SITE_UNKNOWN: {
    status: 422,
    title: 'This is no facility of the party',
    exception: 'ValidationException',
    meaning: 'A clerk is limited to facilities that the party has registered. GET /facilities lists them.',
  },
  TERMS_DO_NOT_FIT: {
    status: 422,
    title: 'Role, party and sites do not fit together',
    exception: 'ValidationException',
    meaning:
      'Operators and readers belong to no party; managers, clerks and viewers to one. Only a clerk is limited to sites.',
  },
  SETUP_DONE: conflict(
    'The node is set up already',
    'There is an operator. Ask them for an invitation, or use selvedge account on the machine of the node.',
  ),
  SETUP_TOKEN_WRONG: forbidden(
    'This is not the set-up token',
    'The token is the text of the file operator-api-key in the data directory, which only the owner of the machine can read.',
  ),
  EMAIL_TAKEN: conflict(
    'The e-mail address has an account',
    'Sign in with it first, then open the link again. Who has lost the password asks for a reset link.',
  ),
  PASSWORD_NOT_TAKEN: {
    status: 422,
    title: 'The password is too short or too long',
    exception: 'ValidationException',
    meaning: 'A password has 12 to 128 characters. Several words do well; a passkey does better.',
  },
  INVITATION_NOT_OPEN: missing(
    'The invitation does not count',
    'It is spent, revoked, over, or was never made: which is not said. Ask whoever invited you for another.',
  ),
  INVITATION_CLOSED: conflict(
    'The invitation is spent or revoked already',
    'A membership that it has become is ended at POST /account/people/<user>.',
  ),
  PERSON_UNKNOWN: missing(
    'There is no such person here',
    'GET /account/people lists those whom you look after.',
  ),
  PERSON_OF_OTHERS_TOO: forbidden(
    'The person belongs elsewhere too',
    'A reset link opens everything that the person may do. Where that is more than your party, the operator makes it.',
  ),
  LAST_OPERATOR: conflict(
    'The last operator stays',
    'Without one nobody could look after the node. Invite another operator first.',
  ),
  LAST_MANAGER: conflict(
    'The last manager stays',
    'Without one nobody could look after the party. Make somebody else a manager first, or ask the operator.',
  ),
  API_KEY_UNKNOWN: missing('There is no such API key here', 'GET /account/keys lists those of your party.'),
  SIGN_IN_REFUSED: signIn(401, 'This was refused', '`code` and `detail` say why. Nothing was changed.'),
  INVALID_EMAIL_OR_PASSWORD: signIn(
    401,
    'Address or password is wrong',
    'Which of the two is not said. Who has lost the password asks a manager or the operator for a reset link.',
  ),
  INVALID_PASSWORD: signIn(
    400,
    'The password is wrong',
    'What changes how you sign in asks for the password.',
  ),
  PASSWORD_TOO_SHORT: signIn(400, 'The password is too short', 'A password has 12 to 128 characters.'),
  PASSWORD_TOO_LONG: signIn(400, 'The password is too long', 'A password has 12 to 128 characters.'),
  INVALID_TOKEN: signIn(400, 'The link does not count', 'It was used, or is over. Ask for another.'),
  INVALID_CODE: signIn(
    401,
    'The code is wrong',
    'Codes of an app change every 30 seconds: wait for the next one, and check the time of the device.',
  ),
  INVALID_BACKUP_CODE: signIn(401, 'The backup code is wrong', 'Each backup code counts once.'),
  INVALID_TWO_FACTOR_COOKIE: signIn(
    401,
    'The second step took too long',
    'A code is given within ten minutes after the password. Begin anew.',
  ),
  SESSION_NOT_FRESH: signIn(
    403,
    'You signed in too long ago for this',
    'A new passkey is added within a day of signing in. Sign in again.',
  ),
  USER_NOT_VERIFIED: signIn(
    401,
    'The passkey did not ask for PIN, finger or face',
    'A passkey stands for two factors, so its device has to know that it is you. Use another one.',
  ),
  INVALID_CALLBACK_URL: signIn(
    403,
    'Nobody is sent to another site',
    'Give a path of this node, such as /app.',
  ),
  ID_TOKEN_NOT_TAKEN: signIn(400, 'An ID token by hand is not taken', 'Sign in by way of the provider.'),
  TOO_MANY_TRIES: {
    status: 429,
    title: 'Too many tries',
    exception: 'SecurityException',
    meaning: 'Retry-After says in how many seconds to try again. Trying earlier does not make it longer.',
  },
};
