// GET /openapi.json and GET /docs: the interface told to machines and to people, from one document.
import { openapi } from '../openapi/document.ts';
import { reply, replyJson } from '../request/reply.ts';
import { referencePage } from './reference/page.ts';
import { referencePolicy } from './reference/style.ts';

export function getOpenapi(): Response {
  return replyJson(200, openapi, { 'cache-control': 'public, max-age=300', vary: 'Accept' });
}

let page: string | undefined;

export function getDocs(): Response {
  // The document does not change while the node runs.
  page ??= referencePage();
  return reply(200, page, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': referencePolicy,
    'cache-control': 'public, max-age=300',
    vary: 'Accept',
  });
}
