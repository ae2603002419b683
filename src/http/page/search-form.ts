// The one search box: whatever stands on a label or in a record.
import { type Html, html } from './html.ts';
import { askedLanguage } from './language/choose.ts';
import type { Visit } from './visit.ts';

export function searchForm({ words, query }: Visit, asked = ''): Html {
  const language = askedLanguage(query);
  return html`<form action="/find" method="get" role="search">
<label for="q">${words.t('page.search')}</label>
${language !== null && html`<input type="hidden" name="lang" value="${language}">`}<input id="q" name="q" value="${asked}" dir="auto" maxlength="300" autocomplete="off" autocapitalize="off" spellcheck="false" required>
<button type="submit">${words.t('page.find')}</button>
</form>
<p class="quiet">${words.t('page.searchTakes')}</p>`;
}
