// The OpenAPI 3.1 document, written by hand; tests/api/openapi.test.ts holds it against the table of routes, both ways.
import type { Schema } from './operation.ts';
import { credentialPaths, credentialSchemas } from './paths-credential.ts';
import { epcisPaths } from './paths-epcis.ts';
import { logPaths } from './paths-log.ts';
import { lotPaths } from './paths-lot.ts';
import { recordPaths } from './paths-record.ts';
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
      'OPTIONS on every address answers 204 with Allow and the GS1-* headers. Every refusal is application/problem+json. Ids in paths are URL-encoded.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  tags: [
    { name: 'EPCIS 2.0' },
    { name: 'Lots' },
    { name: 'Registers' },
    { name: 'Records' },
    { name: 'Verdicts' },
    { name: 'Documents' },
    { name: 'Credentials' },
    { name: 'Log' },
    { name: 'Operating' },
  ],
  paths: { ...epcisPaths, ...lotPaths, ...recordPaths, ...credentialPaths, ...logPaths },
  components: {
    schemas: { ...schemas, ...recordSchemas, ...verdictSchemas, ...credentialSchemas },
    responses: {
      Problem: {
        description: 'A problem',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'svk_<id>_<secret>' },
      header: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    },
  },
};
