// The one style sheet, inline in every page and named in the policy by its hash. Logical properties only, so that a
// page set from right to left needs no second one. Colours are those of the cloth: ecru, indigo, madder.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The design's values, shared with the web application. */
const colours = readFileSync(join(import.meta.dirname, '../../../design/tokens.css'), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s*([{}:;,])\s*/g, '$1');

const ground = `
*{box-sizing:border-box}
html{background:var(--ground);color:var(--ink);font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;position:relative;min-block-size:100vh;padding-inline:3.25rem 1.25rem;overflow-wrap:break-word}
h1,h2,h3,.lead,.figure,.wordmark{font-family:var(--serif);font-weight:500;text-wrap:balance}
h1{font-size:clamp(2.25rem,8.5vw,3.75rem);line-height:1.06;letter-spacing:-.015em;margin:.25rem 0 1.25rem}
h2{font-size:clamp(1.5rem,5vw,2rem);line-height:1.2;margin:0 0 .75rem}
h3{font-size:1.1875rem;line-height:1.3;margin:0}
p{margin:0 0 1rem;max-inline-size:38rem}
a{color:var(--warp);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--weft);outline-offset:3px}
ul,ol{margin:0;padding:0;list-style:none}
code,.number{font:.875em/1.5 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
small,.quiet{color:var(--quiet);font-size:.9375rem}
table{border-collapse:collapse;inline-size:100%}
table+.quiet,.findings+h3{margin-block-start:1rem}.findings+h3{margin-block:2.5rem .25rem}
caption{text-align:start;color:var(--quiet);font-size:.9375rem;padding-block-end:.5rem}
th,td{text-align:start;padding:.625rem .75rem .625rem 0;padding-inline:0 .75rem;border-block-end:1px solid var(--line);vertical-align:baseline;font-weight:400}
thead th{font-size:.875rem;color:var(--quiet)}
th:last-child,td:last-child{padding-inline-end:0}
.amount{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.skip{position:absolute;inset-inline-start:-99rem}.skip:focus{inset-inline-start:3.5rem;inset-block-start:.5rem;background:var(--cloth);padding:.5rem 1rem}
:lang(ar) :is(h1,.eyebrow),:is(:lang(hi),:lang(bn)) h1{letter-spacing:0}
:is(:lang(ar),:lang(hi),:lang(bn)) :is(h1,.figure){line-height:1.3}
.icon{inline-size:1.25em;block-size:1.25em;flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round;vertical-align:-.25em}
.unseen,.trap{position:absolute;inline-size:1px;block-size:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`;

const cloth = `
.defs{position:absolute}
.selvedge{position:absolute;inset-block:0;inset-inline-start:0;block-size:100%}
[dir=rtl] .selvedge{transform:scaleX(-1)}
.weft{stroke:var(--weft);stroke-width:2.5;stroke-dasharray:7 3.5}
.ground0{fill:var(--warp2)}.float0{fill:var(--warp)}
.ground1{fill:var(--madder2)}.float1{fill:var(--madder)}
.ground2{fill:var(--flax2)}.float2{fill:var(--flax)}
.ribbon{display:block;inline-size:100%;block-size:2.75rem;margin-block:1.25rem 1.75rem}
[dir=rtl] .ribbon{transform:scaleX(-1)}
.swatch{inline-size:1.125rem;block-size:1.125rem;vertical-align:-.2em;margin-inline-end:.625rem}`;

const layout = `
header.top,main,footer{max-inline-size:64rem;margin-inline:auto}
header.top{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;justify-content:space-between;align-items:baseline;padding-block:1.25rem;border-block-end:1px solid var(--line)}
.wordmark{font-size:1.25rem;font-style:italic;color:var(--ink);text-decoration:none}
.top nav{display:flex;flex-wrap:wrap;gap:0 1.25rem;font-size:.9375rem;align-items:center}
.languages{position:relative}.languages summary{list-style:none;display:flex;gap:.375rem;align-items:center;padding-block:.5rem;min-block-size:1.5rem}.languages summary::-webkit-details-marker{display:none}
.languages .seen{display:flex;gap:.375rem;align-items:center}
.languages .seen::after{content:"";inline-size:.4em;block-size:.4em;border:solid currentColor;border-width:0 1.5px 1.5px 0;transform:translateY(-.15em) rotate(45deg)}
.languages ul{position:absolute;z-index:2;inset-inline-end:0;inset-block-start:100%;display:grid;grid-template-columns:repeat(2,max-content);gap:0 1rem;background:var(--cloth);border:1px solid var(--line);border-block-start:.25rem solid var(--warp);padding:.5rem .875rem;box-shadow:0 .5rem 1.5rem #0003}
.languages li a{min-block-size:2.5rem;min-inline-size:5rem;color:var(--ink);text-decoration:none}.languages li a:hover{text-decoration:underline}.languages [aria-current]{font-weight:700;color:var(--warp)}
.top nav a,.wordmark{display:inline-block;padding-block:.5rem}
main{padding-block:clamp(1.75rem,6vw,4.5rem) 3rem}
main>section{padding-block:clamp(2rem,6vw,3.5rem);border-block-start:1px solid var(--line)}
main>section.opening{padding-block-start:0;border:0}
.eyebrow{color:var(--weft);font-size:.875rem;letter-spacing:.06em;margin:0}
.lead{font-size:clamp(1.25rem,4.6vw,1.625rem);line-height:1.4;max-inline-size:42rem}
.note{background:var(--cloth);border:1px solid var(--line);border-inline-start:.375rem solid var(--weft);padding:1rem 1.25rem;margin-block-end:2rem;max-inline-size:42rem}
.note p:last-child{margin:0}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,8.5rem),1fr));gap:1.25rem 2rem;margin:2rem 0 0}
.facts.wide{grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));margin-block-end:1.25rem}
.facts div{border-block-start:2px solid var(--ink);padding-block-start:.5rem}
.facts dt{color:var(--quiet);font-size:.875rem}.facts dd{margin:0}
.figures{display:flex;flex-wrap:wrap;gap:.5rem 2.5rem;margin-block-start:1.25rem}
.figure{font-size:clamp(2rem,9vw,3.25rem);line-height:1.1;margin:0}
.figure small{display:block;font:.9375rem/1.4 system-ui,sans-serif}
footer{padding-block:1.5rem 3rem;border-block-start:1px solid var(--line);color:var(--quiet);font-size:.9375rem}
footer p{max-inline-size:none;margin-block-end:.25rem}`;

const parts = `
figure{margin:0 0 1.5rem}figcaption{color:var(--quiet);font-size:.9375rem;margin-block-start:.5rem;max-inline-size:38rem}
.map{display:block;inline-size:100%;block-size:auto;direction:ltr}
.sea{fill:var(--sea)}.land{fill:var(--land)}
.origin{stroke:var(--cloth);stroke-width:2}.stop{fill:var(--warp);stroke:var(--cloth);stroke-width:2}
.arc{fill:none;stroke:var(--weft);stroke-width:1.75;stroke-dasharray:7 4}.tick{fill:none;stroke:var(--weft);stroke-width:2.25;stroke-linecap:round;stroke-linejoin:round}
.map text{font-size:21px;fill:var(--ink);paint-order:stroke;stroke:var(--sea);stroke-width:6px;stroke-linejoin:round}
.map .name{font-weight:600}
.way{position:relative;margin-block-start:2rem}
.way>li{position:relative;padding-inline-start:3.25rem;padding-block-end:2.25rem}
.way>li::before{content:"";position:absolute;inset-inline-start:1.0625rem;inset-block:.5rem -.5rem;border-inline-start:2px dashed var(--weft)}
.way>li:last-child::before{display:none}
.knot{position:absolute;inset-inline-start:0;inset-block-start:-.125rem;inline-size:2.25rem;block-size:2.25rem;border-radius:50%;background:var(--ground);border:2px solid var(--weft);display:grid;place-items:center;font:600 .9375rem/1 system-ui,sans-serif}
.way>li:last-child>.knot{background:var(--weft);color:var(--ground)}
.step{display:grid;gap:.25rem .5rem;align-content:start}
.knot .icon{inline-size:1.25rem;block-size:1.25rem;color:var(--weft)}.way>li:last-child .icon{color:inherit}
.way .at{color:var(--weft);font-size:.875em;margin-inline-end:.25rem}
.step p{margin:0}.step .when{color:var(--quiet);font-size:.9375rem}
.sites{display:grid;gap:.375rem;margin-block-start:.5rem}
.sites li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;border-block-start:1px solid var(--line);padding-block-start:.375rem;font-size:.9375rem}
.sites .who{font-weight:600}
details summary{cursor:pointer;color:var(--warp);font-size:.9375rem;padding-block:.375rem}
.findings{display:grid;gap:1.5rem;margin-block-start:1.5rem}
.findings>li{display:grid;grid-template-columns:2.25rem 1fr;gap:0 1rem}
.findings p{margin:.125rem 0 0}.findings q{display:block;margin-block-start:.25rem;color:var(--quiet)}.grounds p{overflow-wrap:anywhere}
.reasons,.certificates{margin:.375rem 0 0;padding-inline-start:1.125rem;list-style:disc}
.reasons li,.certificates li{margin-block:.25rem}
dl.certificates{padding:0}.certificates dt{font-weight:600;margin-block-start:.625rem}.certificates dd{margin:0}
.certificates.bad li::marker{content:"✗ ";color:var(--bad)}
.mark{inline-size:2.25rem;block-size:2.25rem;border-radius:50%;border:2px solid var(--quiet);color:var(--quiet);display:grid;place-items:center;font-weight:700;line-height:1}
.mark.checked{border-color:var(--good);color:var(--good)}
.mark.partly{border-color:var(--warp);color:var(--warp)}
.mark.in-doubt,.mark.contradicted{border-color:var(--bad);background:var(--bad);color:var(--ground)}
.state{color:var(--quiet);font:.875rem/1.4 system-ui,sans-serif;margin-inline-start:.5rem}
.check{display:grid;gap:2rem;align-items:start}
.actions{display:flex;flex-wrap:wrap;gap:.75rem;margin-block:1.25rem}
.button,button{font:inherit;font-weight:600;border:2px solid var(--warp);background:var(--warp);color:var(--ground);border-radius:.25rem;padding:.625rem 1.125rem;cursor:pointer;text-decoration:none;display:inline-block;text-align:center}
.button.second{background:none;color:var(--warp)}
[hidden]{display:none}
.label{background:var(--cloth);border:1px solid var(--line);padding:1rem;inline-size:13.5rem;max-inline-size:100%;font-size:.875rem}
.label p{margin:.5rem 0 0}
.qr{display:block;inline-size:100%;block-size:auto;background:#fff}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,13.5rem),1fr));gap:.75rem}
.tiles a{display:block;block-size:100%;background:var(--cloth);border:1px solid var(--line);border-block-start:.375rem solid var(--warp);padding:.75rem 1rem;text-decoration:none;color:var(--ink)}
.tiles a:hover{border-color:var(--weft)}
.tiles .quiet{line-height:1.35}
.tiles strong{display:block;font:500 1.1875rem/1.3 var(--serif)}

.items{display:flex;flex-wrap:wrap;gap:.5rem}
.items a{display:block;border:1px solid var(--line);background:var(--cloth);padding:.375rem .75rem}
.care{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr));gap:.75rem 1.5rem;margin-block-end:1.5rem}
.care li{display:flex;gap:.75rem;align-items:center}.care .icon{inline-size:2rem;block-size:2rem;stroke-width:1.25}
#care~h3{margin-block-end:.25rem}
.fold>summary{display:inline-flex;gap:.5rem;align-items:center;border:2px solid var(--warp);border-radius:.25rem;padding:.5rem 1.125rem;font-weight:600;font-size:1rem;list-style:none}.fold>summary::-webkit-details-marker{display:none}
.doubt{display:grid;gap:.75rem}.doubt fieldset{border:0;padding:0;margin:0;display:grid;gap:.25rem}.doubt legend{font-weight:600;padding:0;margin-block-end:.25rem}
.doubt p{margin:0}.doubt button{justify-self:start;min-block-size:2.75rem}
.choice{display:flex;gap:.625rem;align-items:center;font-weight:400;min-block-size:2.25rem}.choice input{flex:none;inline-size:1.5rem;block-size:1.5rem;accent-color:var(--warp);margin:0}
textarea{inline-size:100%;font:inherit;color:var(--ink);background:var(--cloth);border:2px solid var(--quiet);border-radius:.25rem;padding:.625rem .875rem;resize:vertical}
form{display:flex;flex-wrap:wrap;gap:.75rem;margin-block:1rem;max-inline-size:42rem}
label{flex-basis:100%;font-weight:600}
input{flex:1 1 14rem;min-inline-size:0;font:inherit;color:var(--ink);background:var(--cloth);border:2px solid var(--quiet);border-radius:.25rem;padding:.625rem .875rem}`;

const screens = `
@media (max-width:40rem){body{padding-inline:2.125rem 1.125rem}.selvedge{inset-inline-start:-1rem}.skip:focus{inset-inline-start:2rem}}
@media (min-width:48rem){.map text{font-size:14px}.map text{stroke-width:5px}.place{display:grid;grid-template-columns:1.25fr 1fr;gap:3rem;align-items:start}.check{grid-template-columns:1fr 13.5rem;gap:4rem}.findings{grid-template-columns:1fr 1fr;gap:2rem 3.5rem}.way>li{display:grid;grid-template-columns:1fr 1.35fr;gap:0 3rem}.way>li:not(:has(ul)){grid-template-columns:1fr}.sites{margin:0;align-self:start}.sites li:first-child{border:0;padding:0}}
@media print{:root{--ground:#fff;--cloth:#fff;--ink:#000;--quiet:#333}html{font-size:10pt}.selvedge,nav,.actions,form,.skip{display:none}body{padding:0}main>section{padding-block:1rem}.way>li,.findings>li,tr,figure{break-inside:avoid}details::details-content{content-visibility:visible}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}`;

export const style: string = [colours, ground, cloth, layout, parts, screens].join('').replaceAll('\n', '');

const styleHash = createHash('sha256').update(style).digest('base64');

/** What a page may load: its own style by hash, the checker's script from here, and nothing from anywhere else. */
export const pagePolicy: string = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
