// The checker as one file that a reader can save and open from disk: style, script, texts and policy are in it.
import { createHash } from 'node:crypto';
import { type Html, html, markup } from '../html.ts';
import { english } from '../language/texts.ts';
import { languageMenu } from '../language/menu.ts';
import type { Words } from '../language/words.ts';
import type { SpokenTexts } from '../browser/words.ts';
import type { Visit } from '../visit.ts';
import { selvedge, weaves } from '../weave.ts';
import { verifyStyle } from './style.ts';

export interface VerifyPage {
  html: string;
  /** Content security policy, also in the page itself: a saved page has no headers. */
  policy: string;
}

export type Speaking = Pick<Visit, 'words' | 'path' | 'query'>;

/** `script` MUST NOT contain `</script` (esbuild escapes it). Texts are those of one language, and English for what it lacks. */
export function verifyPage(script: string, speaking: Speaking): VerifyPage {
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(verifyStyle)}'`,
    // The script starts itself once more beside the page, from memory.
    'worker-src blob:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return { html: pageOf(script, policy, speaking).markup, policy };
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Data for the page's script: JSON in which nothing can end the element. */
export function textsFor({ language, texts }: Words): string {
  const missing = Object.fromEntries(Object.entries(english).filter(([key]) => !(key in texts)));
  const spoken: SpokenTexts = { language, texts, english: language === 'en' ? texts : missing };
  return JSON.stringify(spoken).replaceAll('<', '\\u003c');
}

function pageOf(script: string, policy: string, speaking: Speaking): Html {
  const { words } = speaking;
  return html`<!doctype html>
<html lang="${words.language}" dir="${words.direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${markup(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.t('page.verifyTitle')} · Selvedge</title>
<link rel="icon" href="data:,">
<style>${markup(verifyStyle)}</style>
</head>
<body>
${weaves}${selvedge}
<header class="top"><span class="wordmark">Selvedge</span><nav aria-label="${words.t('page.site')}">${languageMenu(speaking)}</nav></header>
<main class="checker">
<header>
<h1>${words.t('page.check')}</h1>
<p class="lead">${words.t('verify.lead')}</p>
</header>
<form id="check">
<div id="drop" class="drop">
<label for="file"><strong>${words.t('verify.choose')}</strong>${words.t('verify.drop')}</label>
<input id="file" type="file" accept=".json,application/json">
</div>
<details>
<summary>${words.t('verify.stricter')}</summary>
${field('key', 2, 'name+0123abcd+A…', words.t('verify.key'), words.t('verify.keyHint'))}
${field('earlier', 5, '', words.t('verify.earlier'), words.t('verify.earlierHint'))}
${field('policy', 5, 'witness one name+0123abcd+B…', words.t('verify.policy'), words.t('verify.policyHint'))}
${field('blocks', 2, 'eip155:1/12345678=0x…', words.t('verify.blocks'), words.t('verify.blocksHint'))}
</details>
<button type="submit">${words.t('page.verifyButton')}</button>
</form>
<div id="verdict" role="region" aria-label="${words.t('page.verdict')}"></div>
<noscript><p>${words.t('page.verifyNoScript')}</p></noscript>
</main>
<footer>
<p id="save"><a href="/verify?lang=${words.language}" download="selvedge-verify.html">${words.t('page.save')}</a>. ${words.t('page.saveMeans')}</p>
<p>${words.t('page.honest')}</p>
</footer>
<script type="application/json" id="texts">${markup(textsFor(words))}</script>
<script>${markup(script)}</script>
</body>
</html>
`;
}

function field(id: string, rows: number, example: string, label: string, hint: string): Html {
  return html`<div class="field">
<label for="${id}">${label}</label>
<textarea id="${id}" rows="${rows}" dir="ltr" spellcheck="false" autocapitalize="off" autocomplete="off" aria-describedby="${id}-why" placeholder="${example}"></textarea>
<p id="${id}-why" class="quiet">${hint}</p>
</div>`;
}
