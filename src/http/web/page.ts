// The one page of the application, its policy, and what a phone needs to install it.

/** Everything from here, nothing inline, no frames. WebAssembly: the reader of bar codes and the hashing of the checker. */
export const appPolicy: string = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "media-src 'self' blob:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What the page names: files of the build. */
export interface PageParts {
  /** Begun at once, and when all is there. */
  scripts: { early: string; app: string };
  /** What they will ask for: fetched beside them, not after them. */
  preloads: readonly string[];
  styles: readonly string[];
  /** The sheet of the screens that are not near, fetched when one of them is. */
  farStyle: string;
}

/** Without JavaScript the page says so and leads to the public pages, which need none. */
export function appPage({ scripts, preloads, styles, farStyle }: PageParts): string {
  const lines = [
    ...styles.map((name) => `<link rel="stylesheet" href="/app/assets/${name}">`),
    // No sheet of styles holds it up.
    `<script type="module" async src="/app/assets/${scripts.early}"></script>`,
    `<script type="module" src="/app/assets/${scripts.app}"></script>`,
    ...preloads.map((name) => `<link rel="modulepreload" href="/app/assets/${name}">`),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover">
<title>Selvedge</title>
<meta name="description" content="Where a garment came from, field to shop.">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="#f6f1e6" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#191a1d" media="(prefers-color-scheme: dark)">
${lines.join('\n')}
<link rel="manifest" href="/app/manifest.webmanifest">
<link rel="icon" href="/app/icon.svg" type="image/svg+xml">
</head>
<body>
<div id="app" data-far-style="/app/assets/${farStyle}"></div>
<noscript>This part of the site needs JavaScript. <a href="/">The public pages</a> do not.</noscript>
</body>
</html>
`;
}

export const manifest: string = JSON.stringify({
  name: 'Selvedge',
  short_name: 'Selvedge',
  id: '/app/',
  start_url: '/app/',
  scope: '/app/',
  display: 'standalone',
  background_color: '#f6f1e6',
  theme_color: '#2f4470',
  icons: [{ src: '/app/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
});

/** A swatch of twill with the coloured thread at its edge. */
export const icon: string = twillIcon();

function twillIcon(): string {
  const floats = [0, 1, 2, 3, 4, 5].flatMap((column) =>
    [0, 1, 2].map((row) => `M${8 + column * 12} ${8 + ((column * 12 + row * 48) % 144) - 24}h10v22h-10z`),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><clipPath id="c"><rect x="4" y="4" width="88" height="88" rx="14"/></clipPath><g clip-path="url(#c)"><path fill="#5d6f98" d="M0 0h96v96H0z"/><path fill="#2f4470" d="${floats.join('')}"/><path fill="#f6f1e6" d="M80 0h16v96H80z"/><path stroke="#a8382e" stroke-width="4" stroke-dasharray="10 5" d="M86 0v96"/></g></svg>`;
}
