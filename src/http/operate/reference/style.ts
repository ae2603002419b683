// The look of the reference: that of all pages, and what only this one has.
import { createHash } from 'node:crypto';
import { style } from '../../page/style.ts';

const more = `
.reference main{padding-block-start:2rem}
.reference main>section{padding-block:2rem}
.reference main>section.opening{padding-block-start:0}
.reference h1{font-size:clamp(2rem,7vw,3rem)}
.operation h3{font:600 .9375rem/1.4 system-ui,sans-serif;margin:1.25rem 0 .375rem}
.reference pre{background:var(--cloth);border:1px solid var(--line);padding:.75rem 1rem;overflow-x:auto;margin:.25rem 0 .75rem;max-block-size:26rem}
.reference pre code{overflow-wrap:normal}
.nouns{columns:14rem;column-gap:2rem}
.nouns>li{break-inside:avoid;padding-block-end:1rem}
.nouns>li>a{font:500 1.125rem/1.4 var(--serif)}
.nouns ul a{font-size:.8125rem;text-decoration:none}
.nouns ul a:hover{text-decoration:underline}
.nouns ul{line-height:1.35}
.operation{border-block-end:1px solid var(--line)}
.operation:first-of-type{border-block-start:1px solid var(--line)}
.operation>summary{display:grid;grid-template-columns:3.75rem minmax(0,1fr);gap:.125rem .75rem;padding-block:.75rem;color:var(--ink);list-style:none}
.operation>summary::-webkit-details-marker{display:none}
.operation>summary:hover code{text-decoration:underline}
.operation>summary code{font-size:.9375rem;font-weight:600}
.operation .what{grid-column:2;color:var(--quiet)}
.operation>div{padding-block-end:1.5rem;padding-inline-start:4.5rem;scroll-margin-block-start:6rem}
.method{font:700 .75rem/1.6 var(--mono);align-self:start;text-align:center;border:1.5px solid currentColor;border-radius:.25rem;color:var(--warp)}
.method.post,.method.put,.method.patch,.method.delete{color:var(--weft)}
.scroll{overflow-x:auto}
.reference th small{display:block}
.reference td{overflow-wrap:anywhere;min-inline-size:8rem}
.reference th[scope=row]{white-space:nowrap}
.answers{display:grid;gap:.375rem}
.schema{padding-block:1rem;scroll-margin-block-start:1rem}
.schema:target,.operation>div:target{box-shadow:-.375rem 0 0 -.125rem var(--weft)}
@media (max-width:40rem){.operation>div{padding-inline-start:0}}`;

export const referenceStyle: string = style + more.replaceAll('\n', '');

/** Nothing but this one sheet: no script, no picture, no frame. */
export const referencePolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(referenceStyle).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
