// The page of the application names what its screen will ask for, so that it is fetched at once and not one thing after the other. It holds
// nothing of the node, nor of whoever asks, but their language.
import type { WebBuild, WebScreen } from '../../../web/build.ts';
import { isLanguage, pseudoLanguage } from '../../../web/src/language/languages.ts';
import { languageOf } from '../page/language/choose.ts';
import { appPage } from './page.ts';

export interface Asker {
  /** Of the request; an address without one says nothing about language. */
  url: URL;
  acceptLanguage: string | undefined;
  cookie: string | undefined;
}

export interface Pages {
  /** Two askers with the same key get the same page; there are as many as screens times languages. */
  keyOf(asker: Asker): string;
  pageOf(key: string): string;
}

export function pagesOf(build: WebBuild): Pages {
  const screens = build.screens.map((screen) => ({ screen, pattern: patternOf(screen.path) }));
  return {
    keyOf: (asker) => {
      const path = asker.url.pathname.slice('/app'.length);
      const at = screens.findIndex(({ pattern }) => pattern.test(path));
      return `${at} ${languageFor(asker)}`;
    },
    pageOf: (key) => {
      const [at = '', language = 'en'] = key.split(' ');
      return pageFor(screens[Number(at)]?.screen, language, build);
    },
  };
}

function patternOf(path: string): RegExp {
  const parts = path.split('/').map((part) => (part.startsWith('$') ? '[^/]+' : part));
  return new RegExp(`^${parts.join('/').replace(/\/$/, '')}/?$`);
}

/** As the application itself chooses: the address, what was chosen here before, what the browser asks for. */
function languageFor({ url, acceptLanguage, cookie = '' }: Asker): string {
  const chosen = /(?:^|;\s*)selvedge-language=([A-Za-z-]+)/.exec(cookie)?.[1];
  const asked = url.searchParams.get('lang') ?? chosen;
  if (asked !== undefined && (asked === pseudoLanguage || isLanguage(asked))) return asked;
  return languageOf(new URLSearchParams(), acceptLanguage);
}

function pageFor(screen: WebScreen | undefined, language: string, build: WebBuild): string {
  const { scripts, styles } = build;
  const texts = build.texts.get(language)!;
  const isFar = screen !== undefined && !screen.isNear;
  return appPage({
    ...{ scripts, farStyle: styles.far },
    styles: isFar ? [styles.near, styles.far] : [styles.near],
    preloads: [...(screen?.files ?? []), texts.near, ...(isFar ? [texts.far] : [])],
  });
}
