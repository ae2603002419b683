// The public pages, hooked into the door after the API's own routes.
import type { Context, Hono } from 'hono';
import type { SelvedgeNode } from '../../flow/node.ts';
import { counted, Crowd } from '../access/crowd.ts';
import { replyJson } from '../request/reply.ts';
import { tagged } from './answer.ts';
import { find } from './find.ts';
import { frontPage } from './front-page.ts';
import { busy, resolve } from './resolve.ts';
import { mountVerify } from './verify/mount.ts';
export type { PageOptions, Showpiece } from './visit.ts';
import type { PageOptions } from './visit.ts';
import { type Visit, visitOf } from './visit.ts';

/** Front page, search, pages at Digital Link paths, the checker. All of it works without script; everybody may read it. */
export function mountPages(app: Hono, node: SelvedgeNode, options: PageOptions = {}): void {
  const answer =
    (give: (visit: Visit) => Response | Promise<Response>) =>
    (c: Context): Response | Promise<Response> =>
      give(visitOf(c, node, options));
  app.get(
    '/',
    answer((visit) => tagged(visit, frontPage(visit))),
  );
  app.get('/find', answer(find));
  app.get('/.well-known/gs1resolver', answer(description));
  // Counted apart: who floods the interface does not keep shoppers out, nor they it.
  const crowd = counted(new Crowd(), options.trustProxy ?? false, (c) => busy(visitOf(c, node, options)));
  // Words instead of numbers (`/gtin/…`) are an older spelling of the same keys.
  for (const key of ['01', '00', 'gtin', 'sscc']) app.get(`/${key}/*`, crowd, answer(resolve));
  mountVerify(app);
}

/** GS1-Conformant Resolver, the resolver description file. */
function description({ siteTitle, baseUrl }: Visit): Response {
  const body = {
    name: siteTitle,
    resolverRoot: baseUrl,
    supportedPrimaryKeys: ['01', '00'],
    linkTypeDefaultCanBeLinkset: false,
    supportsSemanticVocabularyInLinksets: true,
  };
  return replyJson(200, body, {
    'cache-control': 'public, max-age=3600',
    'access-control-allow-origin': '*',
    vary: 'Accept',
  });
}
