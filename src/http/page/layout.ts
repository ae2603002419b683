// What stands around every page: head, selvedge, top line, foot.
import { type Html, html, markup } from './html.ts';
import { askedLanguage } from './language/choose.ts';
import { alternates, languageMenu } from './language/menu.ts';
import type { Visit } from './visit.ts';
import { style } from './style.ts';
import { selvedge, weaves } from './weave.ts';

export interface Frame {
  title: string;
  /** One sentence for search engines and link previews. */
  description: string;
  /** Address of this page without host; undefined where it has no lasting one. */
  path?: string;
  /** The checker's script is loaded (for a button that has `data-evidence`). */
  checks?: boolean;
  main: Html;
}

// An empty icon, so that no browser asks for one that is not there.
const noIcon = markup('<link rel="icon" href="data:,">');

export function wholePage(visit: Visit, { title, description, path, checks, main }: Frame): string {
  const { head, words, to, siteTitle } = visit;
  return html`<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${siteTitle}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
${path !== undefined && lastingLinks(visit, path)}
${noIcon}
<style>${markup(style)}</style>
${checks === true && html`<script type="module" src="/assets/check.js"></script>`}
</head>
<body>
<a class="skip" href="#main">${words.t('page.skip')}</a>
${weaves}${selvedge}
<header class="top"><a class="wordmark" href="${to('/')}">${siteTitle}</a><nav aria-label="${words.t('page.site')}"><a href="${to('/verify')}">${words.t('page.checkFile')}</a><a href="/docs" hreflang="en">${words.t('page.forPrograms')}</a>${languageMenu(visit)}</nav></header>
<main id="main">${main}</main>
<footer>
<p>${words.t('page.answeredFrom', { log: head.origin, count: head.size })}</p>
<p>${words.t('page.noCookies')}</p>
</footer>
</body>
</html>
`.markup;
}

/** A page in a language that was asked for is a page of its own; the one without follows the reader's browser. */
function lastingLinks({ baseUrl, query }: Visit, path: string): Html {
  const asked = askedLanguage(query);
  const own = asked === null ? path : `${path}?lang=${asked}`;
  return html`<link rel="canonical" href="${baseUrl}${own}">${alternates(baseUrl, path)}`;
}
