// Forms of the bodies under /account: the same objects check what comes in and stand in /openapi.json.
import { passwordCharactersMax } from '../../account/names.ts';

type Schema = Record<string, unknown>;

const text = { type: 'string', minLength: 1, maxLength: 1000 };
const secret = { type: 'string', minLength: 1, maxLength: 200 };
const email = { type: 'string', minLength: 3, maxLength: 320, pattern: '^\\s*[^\\s@]+@[^\\s@]+\\s*$' };
const password = { type: 'string', minLength: 1, maxLength: 4 * passwordCharactersMax };
const party = { anyOf: [text, { type: 'null' }], description: 'null = the node itself' };
const level = { enum: ['country', 'region', 'site', 'full'], description: 'The most that is shown' };
const role = { enum: ['operator', 'reader', 'manager', 'clerk', 'viewer'] };
const sites = {
  anyOf: [{ type: 'array', items: text, minItems: 1, maxItems: 200 }, { type: 'null' }],
  description: 'Facilities that a clerk is limited to; null = all of the party',
};
const person = { name: { ...text, maxLength: 200 }, email, password };

function form(properties: object, required: readonly string[]): Schema {
  return { type: 'object', additionalProperties: false, required, properties };
}

export const setupSchema: Schema = form({ token: secret, ...person }, ['token', 'name', 'email', 'password']);

export const activeSchema: Schema = form({ party }, ['party']);

export const newsReadSchema: Schema = form(
  {
    entry: {
      type: 'integer',
      minimum: 0,
      description: 'The newest entry of the log whose news were read (`notices` of GET /today)',
    },
  },
  ['entry'],
);

export const invitingSchema: Schema = form(
  {
    ...{ role, party, sites, level },
    note: { ...text, description: 'For whom it is; the invited person reads it' },
    days: {
      type: 'integer',
      minimum: 1,
      maximum: 90,
      default: 7,
      description: 'How long it can be accepted',
    },
  },
  ['role'],
);

export const tokenSchema: Schema = {
  oneOf: [
    {
      ...form({ id: secret, token: secret }, ['id', 'token']),
      description: 'Of a link /app/join#<id>.<token>',
    },
    { ...form({ secret }, ['secret']), description: 'Of an invitation of a party (POST /invitations)' },
  ],
};

export const acceptanceSchema: Schema = {
  ...form({ id: secret, token: secret, ...person }, ['id', 'token']),
  description: 'name, email and password for whoever is not signed in',
};

export const joiningSchema: Schema = {
  ...form(
    {
      secret: { ...secret, description: 'Of the invitation of a party, whose hash the log has' },
      party: form(
        {
          name: text,
          country: { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' },
          region: text,
          identifiers: { type: 'array', items: text, maxItems: 20 },
        },
        ['name', 'country'],
      ),
      ...person,
    },
    ['secret', 'party'],
  ),
  description: 'name, email and password for whoever is not signed in',
};

export const personChangeSchema: Schema = form(
  { party, role, sites, level, end: { const: true, description: 'Ends the membership' } },
  [],
);

export const keyWishSchema: Schema = form(
  { label: text, level, role: { enum: ['party', 'reader', 'operator'] }, party: text },
  [],
);
