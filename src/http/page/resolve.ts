// GET of a GS1 Digital Link path: which thing it names, in which form it is wanted, and what is not there.
import { digitalLinkPath, identifierFromPath } from '#verifier';
import { labelFindings } from '../../domain/passport/label.ts';
import type { Passport } from '../../domain/passport/passport.ts';
import { passportOf } from '../../domain/passport/passport.ts';
import { productOf, shortName, titleOf } from '../../domain/passport/title.ts';
import { nodeBusy, tryAgain } from '../access/crowd.ts';
import { problem } from '../problem/problem.ts';
import { acceptable, jsonLd } from '../request/negotiate.ts';
import { redirect, tagged, untagged } from './answer.ts';
import { arcsTo } from './arcs.ts';
import { knownTo } from './known.ts';
import { wordsOf } from './language/texts.ts';
import { linkHeader, linkOf, linksetJson, linksetType, linksOf } from './linkset.ts';
import { noticePage } from './notice-page.ts';
import { passportJsonLd, productJsonLd } from './passport/json-ld.ts';
import { passportPage } from './passport/page.ts';
import { lotsAsked, type ProductShown, productPage } from './product-page.ts';
import type { Visit } from './visit.ts';

const htmlType = 'text/html';
const forms = [htmlType, jsonLd, 'application/json', linksetType] as const;
// As many lots of a trace as a passport looks at for the names of products.
const nodesLookedAt = 5000;
const longestName = 80;

interface Thing {
  id: string;
  kind: string;
  path: string;
}

/** Answers a path; another spelling of it (fewer digits, a slash at the end) is sent to the canonical one. */
export async function resolve(visit: Visit): Promise<Response> {
  const reading = identifierFromPath(visit.path);
  if (!reading.ok) return unreadable(visit, reading.refusal.code);
  const { id, kind } = reading;
  const path = digitalLinkPath(id);
  if (path === undefined || !['product', 'lot', 'item', 'unit'].includes(kind))
    return unreadable(visit, 'NOT_AN_IDENTIFIER');
  if (path !== visit.askedPath) return redirect(301, withQuery(path, visit.query));
  const thing = { id, kind, path };
  if (kind === 'product' ? !isKnownProduct(visit, id) : visit.node.lot(id) === undefined)
    return unknown(visit, thing);
  return negotiated(visit, thing);
}

async function negotiated(visit: Visit, thing: Thing): Promise<Response> {
  const links = linksOf(thing.id, thing.kind, thing.path, visit.baseUrl);
  const linkType = visit.query.get('linkType');
  const form = linkType === 'linkset' || linkType === 'all' ? linksetType : acceptable(visit.accept, forms);
  const headers = { link: linkHeader(thing.path, visit.baseUrl, thing.id) };
  if (form === linksetType)
    return tagged(visit, linksetJson(links, `${visit.baseUrl}${thing.path}`), {
      ...headers,
      'content-type': linksetType,
      'access-control-allow-origin': '*',
    });
  if (linkType !== null) {
    const link = linkOf(links, linkType);
    if (link === undefined) return noSuchLink(visit, form, linkType);
    if (link.href !== `${visit.baseUrl}${thing.path}`) return redirect(307, link.href);
  }
  if (form === undefined)
    return problem([{ code: 'NOT_ACCEPTABLE', detail: `The answer is ${forms.join(' or ')}.` }]);
  if (form === htmlType && thing.kind === 'item') visit.noteScan(thing.id);
  return form === htmlType
    ? tagged(visit, await pageOf(visit, thing), headers)
    : tagged(visit, await dataOf(visit, thing), {
        ...headers,
        'content-type': jsonLd,
        'access-control-allow-origin': '*',
      });
}

async function pageOf(visit: Visit, { id, kind, path }: Thing): Promise<string> {
  return kind === 'product'
    ? productPage(visit, productShown(visit, id), path)
    : passportPage(visit, await passportFor(visit, id), await arcsTo(visit.node, id), path);
}

async function dataOf(visit: Visit, { id, kind, path }: Thing): Promise<string> {
  const address = `${visit.baseUrl}${path}`;
  const data =
    kind === 'product'
      ? productData(visit, id, address)
      : passportJsonLd(await passportFor(visit, id), address, visit.baseUrl, wordsOf('en'));
  return `${JSON.stringify(data, null, 1)}\n`;
}

function productData({ node }: Visit, id: string, address: string): Record<string, unknown> {
  const product = node.product(id);
  return productJsonLd(product, id, titleOf(id, 'product', product), address);
}

async function passportFor({ node, level, head, nowMs, scans }: Visit, id: string): Promise<Passport> {
  const traced = node.trace(id, 'back', { offset: 0, limit: nodesLookedAt });
  const verdicts = await node.verdicts(id, nowMs);
  if (!traced.ok || !verdicts.ok) throw new Error(`a lot that is there cannot be traced: ${id}`);
  const label = labelFindings(scans?.findingsOn(id, node.lot(id)?.bornAtMs ?? null) ?? []);
  return passportOf(
    traced.value,
    knownTo(node),
    { ...head, outside: node.outside(id) },
    level,
    { verdicts: verdicts.value, atMs: nowMs },
    label,
  );
}

function productShown({ node, query }: Visit, id: string): ProductShown {
  const product = node.product(id);
  return {
    id,
    product,
    brand: product === undefined ? null : (node.party(product.party)?.name ?? null),
    lots: node.lotsOf(id, lotsAsked),
    missing: query.get('unknown')?.slice(0, longestName) ?? null,
  };
}

function isKnownProduct({ node }: Visit, id: string): boolean {
  return node.product(id) !== undefined || node.lotsOf(id, 1).length > 0;
}

/** GS1-Conformant Resolver: an unknown lot is answered with its product, saying so. */
function unknown(visit: Visit, { id, kind }: Thing): Response {
  const product = productOf(id);
  if (kind !== 'product' && product !== undefined && isKnownProduct(visit, product)) {
    const query = new URLSearchParams([...visit.query, ['unknown', shortName(id)]]);
    return redirect(303, withQuery(digitalLinkPath(product) ?? '/', query));
  }
  const { words } = visit;
  return wantsPage(visit)
    ? untagged(
        visit,
        404,
        noticePage(visit, words.t('page.unknownNumber'), words.t('page.unknownNumberMeans'), shortName(id)),
      )
    : problem([{ code: 'NO_SUCH_RESOURCE', detail: 'This node knows no such product, lot, item or unit.' }]);
}

/** Too many ask at once (access/crowd.ts). */
export function busy(visit: Visit): Response {
  const { words } = visit;
  if (!wantsPage(visit)) return nodeBusy();
  const page = noticePage(visit, words.t('page.busy'), words.t('page.busyMeans'));
  return untagged(visit, 503, page, tryAgain);
}

function unreadable(visit: Visit, code: string): Response {
  if (!wantsPage(visit))
    return problem([
      { code, detail: 'The path holds no GS1 key that can be read: compare it with the label.' },
    ]);
  const { words } = visit;
  const page =
    code === 'BAD_CHECK_DIGIT'
      ? noticePage(visit, words.t('page.wrongDigit'), words.t('page.wrongDigitMeans'))
      : noticePage(visit, words.t('page.unreadable'), words.t('page.unreadableMeans'));
  return untagged(visit, 400, page);
}

function noSuchLink(visit: Visit, form: string | undefined, linkType: string): Response {
  if (form !== htmlType)
    return problem([{ code: 'NO_SUCH_RESOURCE', detail: 'There is no link of that type.' }]);
  const { words } = visit;
  const says = words.t('page.noLinkMeans', { type: linkType.slice(0, longestName) });
  return untagged(visit, 404, noticePage(visit, words.t('page.noLink'), says));
}

function wantsPage({ accept }: Visit): boolean {
  return acceptable(accept, [htmlType, jsonLd, 'application/json']) === htmlType;
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`;
}
