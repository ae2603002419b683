// The API reference as one page, from the OpenAPI document; it needs no script.
import { type Html, html, markup } from '../../page/html.ts';
import { selvedge, weaves } from '../../page/weave.ts';
import { operationPart } from './operation.ts';
import { nouns, schemas, type Told } from './read.ts';
import { schemaPart } from './schema.ts';
import { referenceStyle } from './style.ts';

export function referencePage(): string {
  const all = nouns().filter(([, operations]) => operations.length > 0);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>For programs · Selvedge</title>
<meta name="description" content="Every operation of the HTTP interface, with what it takes and what it answers.">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<style>${markup(referenceStyle)}</style>
</head>
<body class="reference">
<a class="skip" href="#main">Skip to the content</a>
${weaves}${selvedge}
<header class="top"><a class="wordmark" href="/">Selvedge</a><nav aria-label="Site"><a href="/verify">Check a file</a><a href="/app/">The application</a></nav></header>
<main id="main">
${opening()}
${contents(all)}
${all.map(nounPart)}
<section aria-labelledby="schemas"><h2 id="schemas">What the data looks like</h2>${Object.keys(schemas).map(schemaPart)}</section>
</main>
<footer><p>The same as a document for machines: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p></footer>
</body>
</html>
`.markup;
}

function opening(): Html {
  return html`<section class="opening">
<h1>For programs</h1>
<p class="lead">Everything that the application does, a program can do over HTTP.</p>
<p>Bodies and answers are JSON unless said otherwise. Ids in paths are URL-encoded. Amounts are whole numbers in base units: grams, millimetres, square millimetres, millilitres, pieces.</p>
<p>A key is sent as <code>X-API-Key: svk_…</code> or <code>Authorization: Bearer svk_…</code>. What is refused comes as <code>application/problem+json</code> (RFC 9457) with a code; <a href="/problems">every code has its page</a>. OPTIONS on an address tells what it takes.</p>
<p>In the lines to try, <code>$NODE</code> is the address of this node and <code>$KEY</code> your key.</p>
</section>`;
}

function contents(all: readonly [string, Told[]][]): Html {
  return html`<section aria-label="Contents"><ul class="nouns">${all.map(
    ([noun, operations]) =>
      html`<li><a href="#${anchorOf(noun)}">${noun}</a><ul>${operations.map(({ anchor, method, path }) => html`<li><a href="#${anchor}"><code>${method} ${path}</code></a></li>`)}</ul></li>`,
  )}<li><a href="#schemas">What the data looks like</a></li></ul></section>`;
}

function nounPart([noun, operations]: [string, Told[]]): Html {
  const anchor = anchorOf(noun);
  return html`<section aria-labelledby="${anchor}"><h2 id="${anchor}">${noun}</h2>${operations.map(operationPart)}</section>`;
}

function anchorOf(noun: string): string {
  return `noun-${noun.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
}
