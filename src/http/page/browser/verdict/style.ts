// The look of a verdict, wherever it is shown. Colours come from the page; behind each stands what it is without one.
const sheetText = `
.verdict { --v-ink: var(--ink, #25221d); --v-quiet: var(--quiet, #655e52); --v-line: var(--line, #d9cfbe); --v-good: var(--good, #3d6434); --v-bad: var(--bad, #9b2f2a); --v-warp: var(--warp, #2f4470); --v-cloth: var(--cloth, #fffdf8); color: var(--v-ink); display: grid; gap: 2.25rem; text-align: start; max-inline-size: 44rem; }
.verdict :is(h2, h3, p, ul) { margin: 0; padding: 0; max-inline-size: none; }
.verdict h2 { font-size: 1.75rem; line-height: 1.2; }
.verdict h2:focus { outline: none; }
.verdict h3 { font-size: 1.25rem; margin-block-end: .5rem; }
.verdict ul { list-style: none; display: grid; gap: .75rem; }
.verdict code { font: .8125rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; overflow-wrap: anywhere; color: var(--v-quiet); }
.verdict .quiet { color: var(--v-quiet); font-size: .9375rem; }
.verdict .said { display: flex; gap: 1rem; align-items: start; padding: 1.125rem 1.25rem; border-radius: .25rem; background: var(--v-cloth); border: 1px solid var(--v-line); border-inline-start: .375rem solid var(--v-good); }
.verdict.bad .said { border-inline-start-color: var(--v-bad); }
.verdict .said > div { min-inline-size: 0; display: grid; gap: .375rem; overflow-wrap: anywhere; }
.verdict .seal { flex: none; inline-size: 2.25rem; block-size: 2.25rem; border-radius: 50%; display: grid; place-items: center; font-size: 1.25rem; line-height: 1; color: var(--v-cloth); background: var(--v-good); }
.verdict.bad .seal { background: var(--v-bad); }
.verdict.good h2 { color: var(--v-good); }
.verdict.bad h2 { color: var(--v-bad); }
.verdict .question code { display: block; color: var(--v-ink); font-size: .9375rem; margin-block: .25rem; }
.verdict .log { padding: .875rem 1.125rem; border: 1px dashed var(--v-quiet); border-radius: .25rem; overflow-wrap: anywhere; }
.verdict .log.pinned { border-style: solid; border-color: var(--v-good); }
.verdict .countries { margin-block-start: .875rem; }
.verdict .countries li { display: grid; grid-template-columns: 1fr auto; gap: .25rem 1rem; }
.verdict .countries .share { font-variant-numeric: tabular-nums; }
.verdict .countries .quiet { grid-column: 1 / -1; }
.verdict .bar { grid-column: 1 / -1; block-size: .75rem; border-radius: .125rem; overflow: hidden; background: var(--v-line); }
.verdict .bar > span { display: block; block-size: 100%; min-inline-size: .125rem; background: repeating-linear-gradient(115deg, var(--v-warp) 0 .1875rem, color-mix(in srgb, var(--v-warp) 70%, var(--v-cloth)) .1875rem .3125rem); }
.verdict .more { margin-block-start: .875rem; }
.verdict .more summary { cursor: pointer; color: var(--v-warp); padding-block: .375rem; }
.verdict :is(.origins, .gaps, .signers) { margin-block-start: .75rem; }
.verdict :is(.origins, .signers) li { display: flex; flex-wrap: wrap; gap: .125rem .75rem; align-items: baseline; }
.verdict :is(.origins, .signers) code { flex-basis: 100%; }
.verdict .gaps li { overflow-wrap: anywhere; }
.verdict :is(.checks, .claims) { gap: 0; border-block-start: 1px solid var(--v-line); }
.verdict :is(.checks, .claims) > li { display: flex; gap: .75rem; padding-block: .75rem; border-block-end: 1px solid var(--v-line); }
.verdict :is(.checks, .claims) > li > div { min-inline-size: 0; flex: 1; }
.verdict :is(.checks, .claims) p { overflow-wrap: anywhere; }
.verdict .checks + .quiet { margin-block-start: .75rem; }
.verdict .tick { flex: none; inline-size: 1.5rem; block-size: 1.5rem; border-radius: 50%; display: grid; place-items: center; font-size: .875rem; line-height: 1; color: var(--v-cloth); background: var(--v-quiet); }
.verdict .tick.pass { background: var(--v-good); }
.verdict .tick.fail { background: var(--v-bad); }
.verdict .tick.not-checked { background: none; color: var(--v-quiet); border: 1px solid var(--v-quiet); }
.verdict .result { float: inline-end; font-size: .875rem; color: var(--v-quiet); padding-inline-start: .75rem; }
.verdict .result.pass { color: var(--v-good); }
.verdict .result.fail { color: var(--v-bad); font-weight: 600; }
.verdict .custody { font-size: .875rem; padding-inline: .5rem; border-radius: 1rem; border: 1px solid var(--v-line); }
.verdict .custody.device { border-color: var(--v-good); color: var(--v-good); }
@media (prefers-color-scheme: dark) { .verdict { --v-ink: var(--ink, #ece5d8); --v-quiet: var(--quiet, #aaa192); --v-line: var(--line, #3b3a3f); --v-good: var(--good, #9fc58f); --v-bad: var(--bad, #f09a8c); --v-warp: var(--warp, #a3b8e6); --v-cloth: var(--cloth, #222328); } }
`;

let worn = false;

/** A constructed sheet: it needs no leave for inline styles from the page's policy. Old browsers show the bare verdict. */
export function wearStyle(): void {
  if (worn || !('adoptedStyleSheets' in document)) return;
  worn = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(sheetText);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}
