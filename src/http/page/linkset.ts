// What belongs to an identifier, as links: RFC 9264 for programs, `linkType` for whoever wants just one of them.
import { languages } from '../../../web/src/language/languages.ts';
import { evidencePath, eventsPath, tracePath } from './passport/address.ts';

export const linksetType = 'application/linkset+json';

const vocabulary = 'https://ref.gs1.org/voc/';

export interface LinkTarget {
  href: string;
  title: string;
  type: string;
  hreflang?: string[];
}

/** Links by the name of their GS1 link type, the usual one of each first. */
export type Links = Record<string, LinkTarget[]>;

/** `path`: of the page. A product has a page only: nothing can be traced before there is a batch. */
export function linksOf(id: string, kind: string, path: string, baseUrl: string): Links {
  const page = {
    href: `${baseUrl}${path}`,
    title: 'Page',
    type: 'text/html',
    hreflang: Object.keys(languages),
  };
  const data = { href: `${baseUrl}${path}`, title: 'Passport as data', type: 'application/ld+json' };
  const ofProduct: Links = { defaultLink: [page], pip: [page], masterData: [data] };
  if (kind === 'product') return ofProduct;
  return {
    ...ofProduct,
    traceability: [
      { href: `${baseUrl}${tracePath(id)}`, title: 'Trace', type: 'application/json' },
      {
        href: `${baseUrl}${evidencePath(id)}`,
        title: 'Evidence, to be checked offline',
        type: 'application/vnd.selvedge.evidence+json',
      },
    ],
    epcis: [
      {
        href: `${baseUrl}${eventsPath(id, kind)}`,
        title: 'EPCIS events (with an API key)',
        type: 'application/ld+json',
      },
    ],
    verificationService: [
      {
        href: `${baseUrl}/verify`,
        title: 'Checker of evidence files',
        type: 'text/html',
        hreflang: Object.keys(languages),
      },
    ],
  };
}

/** The document of RFC 9264 section 4.2; relation types are URIs of the GS1 Web Vocabulary. */
export function linksetJson(links: Links, anchor: string): string {
  const relations = Object.entries(links).map(([name, targets]) => [`${vocabulary}${name}`, targets]);
  return `${JSON.stringify({ linkset: [{ anchor, ...Object.fromEntries(relations) }] }, null, 1)}\n`;
}

/** `gs1:pip`, its full URI or `pip`; undefined where there is no such link. */
export function linkOf(links: Links, linkType: string): LinkTarget | undefined {
  const name = linkType.replace(/^gs1:/, '').replace(vocabulary, '');
  return Object.hasOwn(links, name) ? links[name]?.[0] : undefined;
}

/** The Link header of a page (RFC 8288). */
export function linkHeader(path: string, baseUrl: string, id: string): string {
  const linkset = `<${baseUrl}${path}?linkType=linkset>; rel="linkset"; type="${linksetType}"`;
  return `${linkset}, <${id}>; rel="canonical"`;
}
