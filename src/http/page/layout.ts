// What stands around every page: head, selvedge, top line, foot.
import { type Html, html, markup } from './html.ts';
import { countWords } from './say.ts';
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

export function wholePage(visit: Visit, frame: Frame): string {
  const { title, description, path, checks, main } = frame;
  const { head } = visit;
  return html`<!doctype html>
<html lang="en" dir="${visit.direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · ${visit.siteTitle}</title>
<meta name="description" content="${description}">
<meta name="color-scheme" content="light dark">
${path !== undefined && html`<link rel="canonical" href="${visit.baseUrl}${path}">`}
${noIcon}
<style>${markup(style)}</style>
${checks === true && html`<script type="module" src="/assets/check.js"></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
${weaves}${selvedge}
<header class="top"><a class="wordmark" href="/">${visit.siteTitle}</a><nav aria-label="Site"><a href="/verify">Check a file</a><a href="/docs">For programs</a></nav></header>
<main id="main">${main}</main>
<footer>
<p>Answered from the log <code>${head.origin}</code>, ${countWords(head.size, 'record')} long.</p>
<p>This page sets no cookies, counts no visitors and loads nothing from elsewhere.</p>
</footer>
</body>
</html>
`.markup;
}
