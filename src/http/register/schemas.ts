// Forms of the registers' bodies: the same objects check what comes in and stand in /openapi.json.

type Schema = Record<string, unknown>;

const text = { type: 'string', minLength: 1, maxLength: 1000 };
const maybe = (schema: object): object => ({ anyOf: [schema, { type: 'null' }] });
const country = { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1 alpha-2' };
const thumbprint = '^[A-Za-z0-9_-]{43}$';

const deviceKey = {
  jwk: {
    type: 'object',
    additionalProperties: false,
    required: ['kty', 'crv', 'x'],
    properties: {
      kty: { const: 'OKP' },
      crv: { const: 'Ed25519' },
      x: { type: 'string', pattern: thumbprint },
    },
  },
  possession: {
    type: 'string',
    maxLength: 4096,
    description: 'Compact JWS, docs/protocol/statement.md',
  },
};

/** A key of a device, and what its people call the device. */
export const deviceSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['jwk', 'possession', 'label'],
  properties: {
    ...deviceKey,
    label: {
      ...text,
      maxLength: 100,
      description: 'What the device is called: kept by the node, not in the log',
    },
  },
};

export const admissionSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    party: { ...text, description: 'URI of the party; absent = the node makes a urn:uuid' },
    name: text,
    country,
    region: text,
    identifiers: { type: 'array', items: text, maxItems: 20 },
    device: {
      type: 'object',
      description: 'The key of the party; absent = the node keeps a key for it (custodial)',
      additionalProperties: false,
      required: ['jwk', 'possession'],
      properties: deviceKey,
    },
  },
};

export const facilitySchema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['facility', 'party'],
  properties: {
    facility: text,
    party: text,
    name: maybe(text),
    address: maybe(text),
    country: maybe(country),
    region: maybe(text),
    latitude: maybe({ type: 'number', minimum: -90, maximum: 90 }),
    longitude: maybe({ type: 'number', minimum: -180, maximum: 180 }),
    processes: { type: 'array', items: text, maxItems: 100, description: 'What is done there' },
  },
};

export const productSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['product', 'party'],
  properties: {
    product: text,
    party: text,
    name: maybe(text),
    description: maybe({ type: 'string', maxLength: 10_000 }),
    composition: {
      type: 'array',
      maxItems: 100,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['material', 'percent'],
        properties: { material: text, percent: { type: 'number', minimum: 0, maximum: 100 } },
      },
    },
    netWeightGrams: maybe({ type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
    care: maybe({
      ...text,
      description:
        'How to look after it: codes of ISO 3758 such as `wash-40 bleach-not iron-low`, or plain English, piece by piece',
    }),
    repair: { ...text, description: 'Where and how it is mended: a sentence, or an https address' },
    category: maybe({ ...text, description: 'As the packs in force name it: lint, yarn, t-shirt' }),
  },
};

export const revocationSchema: Schema = {
  type: 'object',
  additionalProperties: false,
  required: ['reason'],
  properties: { reason: text },
};
