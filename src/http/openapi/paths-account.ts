import {
  acceptanceSchema,
  activeSchema,
  invitingSchema,
  joiningSchema,
  keyWishSchema,
  newsReadSchema,
  personChangeSchema,
  setupSchema,
  tokenSchema,
} from '../account/schemas.ts';
import { answersWith, inPath, listOf, operation, type Paths, ref, type Schema } from './operation.ts';

const json = 'application/json';
const people = 'People';

const me = (description: string): Schema => answersWith(description, { [json]: ref('Me') });
const ofParty = {
  party: { type: 'string', description: 'Whose; an operator may ask for any, and for all by leaving it out' },
};

export const accountPaths: Paths = {
  '/account/me': {
    get: operation(people, {
      summary: 'Who is signed in, as what they act, and how one can sign in',
      description:
        'Signing in and out, second factors, passkeys and sessions are below /account/auth: docs/accounts.md lists those addresses.',
      answers: { '200': me('user is null where nobody is signed in') },
      needs: 'open',
    }),
  },
  '/account/setup': {
    post: operation(people, {
      summary: 'The first person of a node: its operator',
      description: 'Once. The token is the text of the file operator-api-key in the data directory.',
      takes: { [json]: ref('SetupRequest') },
      answers: { '201': me('Signed in') },
      problems: ['403', '409', '422', '429'],
      needs: 'open',
    }),
  },
  '/account/invitation': {
    post: operation(people, {
      summary: 'What an invitation invites to',
      takes: { [json]: ref('InvitationToken') },
      answers: { '200': answersWith('What it says', { [json]: ref('InvitationTold') }) },
      problems: ['403', '409', '422', '429'],
      needs: 'open',
    }),
  },
  '/account/invitation/accept': {
    post: operation(people, {
      summary: 'Take an invitation on, as who is signed in or as a new person',
      takes: { [json]: ref('InvitationAcceptance') },
      answers: { '201': me('Signed in') },
      problems: ['403', '409', '422', '429'],
      needs: 'open',
    }),
  },
  '/account/join': {
    post: operation(people, {
      summary: 'Set up a new party by the secret of an invitation in the log',
      description:
        'Admits the party, says the acceptance in its name, and makes who does it its manager. After a crash the same request may be sent again.',
      takes: { [json]: ref('PartyJoining') },
      answers: { '201': me('Signed in') },
      problems: ['403', '409', '422', '429'],
      needs: 'open',
    }),
  },
  '/account/active': {
    post: operation(people, {
      summary: 'Act for another party that you belong to',
      takes: { [json]: ref('ActiveParty') },
      answers: { '200': me('As it is now') },
      needs: 'person',
    }),
  },
  '/account/news': {
    post: operation(people, {
      summary: 'Say up to where the news of the party that one acts for were read',
      description: 'An entry before the one that is kept changes nothing.',
      takes: { [json]: ref('NewsRead') },
      answers: { '200': me('As it is now') },
      needs: 'person',
    }),
  },
  '/account/people': {
    get: operation(people, {
      summary: 'The people of a party, with memberships that have ended',
      query: ofParty,
      answers: { '200': answersWith('Oldest first', { [json]: listOf('PersonOfParty') }) },
      needs: 'person',
    }),
  },
  '/account/people/{user}': {
    parameters: [inPath('user', 'Id of the person')],
    post: operation(people, {
      summary: 'Change what a person may do, or end it',
      takes: { [json]: ref('PersonChange') },
      answers: { '200': answersWith('As it is now', { [json]: ref('PersonOfParty') }) },
      problems: ['409', '422'],
      needs: 'person',
    }),
  },
  '/account/people/{user}/reset': {
    parameters: [inPath('user', 'Id of the person')],
    post: operation(people, {
      summary: 'A link to set a new password, to be handed over',
      description: 'Counts once, for a day. The token behind # goes to POST /account/auth/reset-password.',
      answers: {
        '201': answersWith('The link', { [json]: ref('ResetLink') }),
      },
      needs: 'person',
    }),
  },
  '/account/people/invitations': {
    get: operation(people, {
      summary: 'The invitations of people, newest first',
      query: ofParty,
      answers: { '200': answersWith('Without their tokens', { [json]: listOf('PersonInvitation') }) },
      needs: 'person',
    }),
    post: operation(people, {
      summary: 'Invite a person',
      takes: { [json]: ref('PersonInviting') },
      answers: {
        '201': answersWith('With `link`, which is shown once', { [json]: ref('PersonInvitationMade') }),
      },
      problems: ['422'],
      needs: 'person',
    }),
  },
  '/account/people/invitations/{id}/revocation': {
    parameters: [inPath('id', 'Id of the invitation')],
    post: operation(people, {
      summary: 'Revoke an invitation',
      answers: { '200': answersWith('As it is now', { [json]: ref('PersonInvitation') }) },
      problems: ['409'],
      needs: 'person',
    }),
  },
  '/account/keys': {
    get: operation(people, {
      summary: 'The API keys of the party; to an operator all',
      answers: { '200': answersWith('Without their secrets', { [json]: listOf('ApiKey') }) },
      needs: 'person',
    }),
    post: operation(people, {
      summary: 'Make an API key',
      takes: { [json]: ref('ApiKeyWish') },
      answers: { '201': answersWith('With `key`, which is shown once', { [json]: ref('ApiKeyMade') }) },
      problems: ['422'],
      needs: 'person',
    }),
  },
  '/account/keys/{id}/revocation': {
    parameters: [inPath('id', 'Id of the key')],
    post: operation(people, {
      summary: 'Revoke an API key',
      answers: { '200': answersWith('As it is now', { [json]: ref('ApiKey') }) },
      needs: 'person',
    }),
  },
  '/account/audit': {
    get: operation(people, {
      summary: 'What people have done, newest first',
      query: {
        ...ofParty,
        before: { type: 'integer', minimum: 0, description: 'Only notes older than the one of this id' },
        limit: { type: 'integer', minimum: 1, maximum: 1000, default: 100 },
      },
      answers: { '200': answersWith('A page of the trail', { [json]: ref('AuditTrail') }) },
      needs: 'person',
    }),
  },
};

const text = { type: 'string' };
const maybe = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });
const time = { type: 'integer', description: 'Milliseconds since 1970' };
const level = { enum: ['country', 'region', 'site', 'full'] };
const role = { enum: ['operator', 'reader', 'manager', 'clerk', 'viewer'] };
const sites = maybe({ type: 'array', items: text });

function shape(properties: Record<string, object>, optional: Record<string, object> = {}): Schema {
  return {
    type: 'object',
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
  };
}

const terms = { party: maybe(text), partyName: maybe(text), role, sites, level };
const provider = shape({ id: text, name: text });
const invitation = {
  ...{ id: text, ...terms, note: maybe(text), state: { enum: ['open', 'used', 'revoked', 'expired'] } },
  ...{ createdAtMs: time, expiresAtMs: time, usedAtMs: maybe(time), revokedAtMs: maybe(time) },
  ...{ invitedBy: maybe(text), invitedByName: maybe(text), usedBy: maybe(text), usedByName: maybe(text) },
};
const apiKey = {
  ...{ id: text, role: { enum: ['party', 'reader', 'operator'] }, party: maybe(text) },
  ...{ partyName: maybe(text), level, label: text, createdAtMs: time, revokedAtMs: maybe(time) },
};

export const accountSchemas: Schema = {
  SetupRequest: setupSchema,
  InvitationToken: tokenSchema,
  InvitationAcceptance: acceptanceSchema,
  PartyJoining: joiningSchema,
  ActiveParty: activeSchema,
  NewsRead: newsReadSchema,
  PersonChange: personChangeSchema,
  PersonInviting: invitingSchema,
  ApiKeyWish: keyWishSchema,
  Membership: shape(terms),
  Me: shape({
    user: maybe(shape({ id: text, name: text, email: text, twoFactor: { type: 'boolean' } })),
    needsSetup: { type: 'boolean', description: 'There is no operator yet: POST /account/setup' },
    signIn: shape({
      ...{ password: { type: 'boolean' }, passkey: { type: 'boolean' } },
      oidc: { type: 'array', items: provider },
    }),
    memberships: { type: 'array', items: { $ref: '#/components/schemas/Membership' } },
    active: maybe({ $ref: '#/components/schemas/Membership' }),
    newsReadUntil: {
      type: ['integer', 'null'],
      description: 'Entry of the log up to which the news of the party that they act for were read',
    },
  }),
  InvitationTold: shape(
    {
      ...{ kind: { enum: ['person', 'party'] }, party: maybe(text), partyName: maybe(text) },
      ...{ note: maybe(text), expiresAtMs: time },
    },
    { role, sites, as: text, invitedBy: maybe(text) },
  ),
  PersonOfParty: shape({
    ...{ user: text, name: text, email: text, twoFactor: { type: 'boolean' } },
    ...{ ...terms, createdAtMs: time, endedAtMs: maybe(time) },
  }),
  PersonInvitation: shape(invitation),
  PersonInvitationMade: shape({
    ...invitation,
    link: { ...text, description: '/app/join#<id>.<token>: shown once' },
  }),
  ResetLink: shape({ link: { ...text, description: '/app/reset#<token>' }, expiresAtMs: time }),
  ApiKey: shape(apiKey),
  ApiKeyMade: shape({ ...apiKey, key: { ...text, description: 'svk_<id>_<secret>: shown once' } }),
  AuditTrail: shape({
    member: {
      type: 'array',
      items: shape({
        ...{ id: { type: 'integer' }, atMs: time, user: maybe(text), userName: maybe(text), role: text },
        ...{ party: maybe(text), partyName: maybe(text), action: text, subject: maybe(text) },
        detail: maybe({ type: 'object' }),
      }),
    },
    next: maybe({ type: 'integer', description: '`before` of the next page' }),
    refusedSignIns: {
      type: 'array',
      description: 'By hour and person; to operators only',
      items: shape({
        ...{ hourMs: time, user: maybe(text), userName: maybe(text), count: { type: 'integer' } },
      }),
    },
  }),
};
