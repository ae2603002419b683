// The OpenAPI 3.1 document, written by hand; tests/api/openapi.test.ts holds it against the table of routes, both ways.
import type { Schema } from './operation.ts';
import { accountPaths, accountSchemas } from './paths-account.ts';
import { credentialPaths, credentialSchemas } from './paths-credential.ts';
import { epcisPaths } from './paths-epcis.ts';
import { flowPaths, flowSchemas } from './paths-flow.ts';
import { logPaths } from './paths-log.ts';
import { lotPaths } from './paths-lot.ts';
import { operatePaths, operateSchemas } from './paths-operate.ts';
import { recordPaths } from './paths-record.ts';
import { trustPaths, trustSchemas } from './paths-trust.ts';
import { workPaths, workSchemas } from './paths-work.ts';
import { searchPaths, searchSchemas } from './paths-search.ts';
import { webhookPaths, webhookSchemas } from './paths-webhook.ts';
import { schemas } from './schemas.ts';
import { recordSchemas } from './schemas-record.ts';
import { verdictSchemas } from './schemas-verdict.ts';

export const openapi: Schema & { paths: Record<string, Record<string, unknown>> } = {
  openapi: '3.1.0',
  info: {
    title: 'Selvedge',
    version: '0.1.0',
    summary: 'Where a garment came from, so that nobody has to trust the one who shows it',
    description:
      'OPTIONS on every address answers 204 with Allow and the GS1-* headers. Every refusal is application/problem+json. Ids in paths are URL-encoded. Every POST of a key or of whoever is signed in takes Idempotency-Key (8 to 255 characters, a random UUID): sent again within thirty days, a request that was done is answered again, with Idempotency-Replayed, and not done again.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'EPCIS 2.0' },
    { name: 'Lots' },
    { name: 'Working day' },
    { name: 'Registers' },
    { name: 'Records' },
    { name: 'Verdicts' },
    { name: 'Documents' },
    { name: 'Doubts of readers' },
    { name: 'Credentials' },
    { name: 'Log' },
    { name: 'People' },
    { name: 'Webhooks' },
    { name: 'Operating' },
  ],
  paths: {
    ...epcisPaths,
    ...accountPaths,
    ...lotPaths,
    ...flowPaths,
    ...recordPaths,
    ...workPaths,
    ...trustPaths,
    ...credentialPaths,
    ...logPaths,
    ...operatePaths,
    ...webhookPaths,
    ...searchPaths,
  },
  components: {
    schemas: {
      ...schemas,
      ...accountSchemas,
      ...recordSchemas,
      ...flowSchemas,
      ...workSchemas,
      ...trustSchemas,
      ...verdictSchemas,
      ...credentialSchemas,
      ...searchSchemas,
      ...operateSchemas,
      ...webhookSchemas,
    },
    responses: {
      Problem: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'svk_<id>_<secret>' },
      header: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: 'selvedge.session_token',
        description: 'A person who is signed in; with __Secure- before it where the public address is https',
      },
    },
  },
};
