// The languages of a page as links, each in its own name: no script, no cookie, the address alone says which.
import { languages } from '../../../../web/src/language/languages.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icon.ts';
import type { Visit } from '../visit.ts';

export function languageMenu({ words, path, query }: Pick<Visit, 'words' | 'path' | 'query'>): Html {
  const links = Object.entries(languages).map(([language, name]) => {
    const current = language === words.language ? html` aria-current="true"` : '';
    return html`<li><a href="${inLanguage(path, query, language)}" lang="${language}" hreflang="${language}"${current}>${name}</a></li>`;
  });
  return html`<details class="languages"><summary><span class="seen">${icon('language')}${languages[words.language as keyof typeof languages]}</span><span class="unseen">${words.t('page.languages')}</span></summary><ul>${links}</ul></details>`;
}

/** Other languages of a page that has a lasting address, for search engines (RFC 8288 `alternate`). */
export function alternates(baseUrl: string, path: string): Html {
  const all = Object.keys(languages).map(
    (language) =>
      html`<link rel="alternate" hreflang="${language}" href="${baseUrl}${path}?lang=${language}">`,
  );
  return html`${all}<link rel="alternate" hreflang="x-default" href="${baseUrl}${path}">`;
}

function inLanguage(path: string, query: URLSearchParams, language: string): string {
  const other = new URLSearchParams(query);
  other.set('lang', language);
  return `${path}?${other}`;
}
