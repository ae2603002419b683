// GET /docs: the API's own page, from the swagger-ui-dist package. Nothing is loaded from anywhere else.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openapi } from '../openapi/document.ts';
import { problem } from '../problem/problem.ts';
import { reply, replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

// Swagger UI draws its icons from data: URIs; it needs no inline script and no eval.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
const docsHeaders = {
  'content-security-policy': policy,
  'cache-control': 'public, max-age=3600',
  vary: 'Accept',
};

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Selvedge API</title>
<link rel="stylesheet" href="/docs/swagger-ui.css">
<link rel="icon" href="/docs/favicon-32x32.png">
<div id="api"></div>
<noscript>This page needs a script; the same document is at <a href="/openapi.json">/openapi.json</a>.</noscript>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</html>
`;
const start = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });\n`;

export function getOpenapi(): Response {
  return replyJson(200, openapi, { 'cache-control': 'public, max-age=300', vary: 'Accept' });
}

export function getDocs(): Response {
  return reply(200, page, { ...docsHeaders, 'content-type': 'text/html; charset=utf-8' });
}

const read = new Map<string, Uint8Array<ArrayBuffer>>();

export function getDocsAsset({ c }: Call): Response {
  const name = c.req.param('asset') ?? '';
  if (name === 'start.js')
    return reply(200, start, { ...docsHeaders, 'content-type': 'text/javascript; charset=utf-8' });
  const type = Object.hasOwn(assets, name) ? assets[name] : undefined;
  if (type === undefined) return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'There is no such file.' }]);
  return reply(200, assetBytes(name), { ...docsHeaders, 'content-type': type });
}

function assetBytes(name: string): Uint8Array<ArrayBuffer> {
  const bytes = read.get(name) ?? new Uint8Array(readFileSync(join(packageFolder(), name)));
  read.set(name, bytes);
  return bytes;
}

function packageFolder(): string {
  return dirname(fileURLToPath(import.meta.resolve('swagger-ui-dist/package.json')));
}
