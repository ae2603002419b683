// GET /find?q=…: whatever somebody typed or scanned, to the page it means.
import { canonicalId, digitalLinkPath, gtin14 } from '#verifier';
import type { SelvedgeNode } from '../../flow/node.ts';
import { redirect, untagged } from './answer.ts';
import { noticePage } from './notice-page.ts';
import type { Visit } from './visit.ts';

const longestQuestion = 300;

export function find(visit: Visit): Response {
  const asked = (visit.query.get('q') ?? '').trim().slice(0, longestQuestion);
  const target = asked === '' ? '/' : targetOf(asked, visit.node);
  if (target !== undefined) return redirect(303, visit.to(target));
  const { words } = visit;
  const page = noticePage(visit, words.t('page.notFound'), words.t('page.notFoundMeans'), asked);
  return untagged(visit, 404, page);
}

/** The path that a question means, undefined where nothing is there. */
export function targetOf(asked: string, node: SelvedgeNode): string | undefined {
  const entry = /^#?(\d{1,11})$/.exec(asked)?.[1];
  const id = idOf(asked);
  if (id !== undefined && isKnown(id, node)) return digitalLinkPath(id);
  // A record's number is checked last: some numbers could be both.
  return entry !== undefined && Number(entry) < node.head().size ? `/log/proof/${Number(entry)}` : undefined;
}

/** The canonical id that somebody means by a number, a link or an id. */
export function idOf(asked: string): string | undefined {
  const compact = asked.replace(/\s+/g, '');
  const [number = '', ...rest] = compact.split('/');
  const gtin = gtin14(number);
  if (gtin !== undefined) return canonicalId(`https://id.gs1.org/01/${gtin}${qualifier(rest)}`)?.id;
  if (/^(00)?\d{18}$/.test(compact)) return canonicalId(`https://id.gs1.org/00/${compact.slice(-18)}`)?.id;
  if (/^\/?(01|00)\//.test(compact))
    return canonicalId(`https://id.gs1.org/${compact.replace(/^\//, '')}`)?.id;
  return canonicalId(asked)?.id;
}

// GTIN/lot, GTIN/10/lot, GTIN/21/serial.
function qualifier(rest: string[]): string {
  const [first = '', second] = rest.filter((part) => part !== '');
  if (first === '') return '';
  return second === undefined
    ? `/10/${encodeURIComponent(first)}`
    : `/${first}/${encodeURIComponent(second)}`;
}

function isKnown(id: string, node: SelvedgeNode): boolean {
  const path = digitalLinkPath(id);
  if (path === undefined || !/^\/0[01]\//.test(path)) return false;
  return node.lot(id) !== undefined || node.product(id) !== undefined || node.lotsOf(id, 1).length > 0;
}
