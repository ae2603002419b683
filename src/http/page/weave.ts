// The motif: a selvedge, the woven edge of a cloth, drawn as twill with one coloured thread.
import { repeat, weavePaths } from '../../../design/weave.ts';
import { type Html, html, markup } from './html.ts';

/** Patterns for all pictures of the page, so that amounts differ by weave and not by colour alone. */
export const weaves: Html = markup(
  `<svg class="defs" aria-hidden="true" width="0" height="0"><defs>${weavePaths
    .map(
      (path, at) =>
        `<pattern id="weave${at}" width="${repeat}" height="${repeat}" patternUnits="userSpaceOnUse"><path class="ground${at}" d="M0 0h${repeat}v${repeat}H0z"/><path class="float${at}" d="${path}"/></pattern>`,
    )
    .join('')}</defs></svg>`,
);

export const weaveCount = 3;

/** The edge of the page: a band of twill with the coloured thread, as tall as whatever holds it. */
export const selvedge: Html = html`<svg class="selvedge" aria-hidden="true" width="36" height="100%"><rect width="24" height="100%" fill="url(#weave0)"/><path class="weft" d="M30.5 0v9999"/></svg>`;

/** Shares of a whole as one woven ribbon; `parts` add up to 100. */
export function ribbon(parts: readonly number[]): Html {
  let x = 0;
  const bars = parts.map((part, at) => {
    const from = x;
    x += part * 10;
    return html`<rect x="${from.toFixed(1)}" width="${Math.max(part * 10 - (at === parts.length - 1 ? 0 : 4), 2).toFixed(1)}" height="56" fill="url(#weave${at % weaveCount})"/>`;
  });
  return html`<svg class="ribbon" viewBox="0 0 1000 56" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>`;
}

/** The sample of a ribbon's weave that stands in the table beside it. */
export function swatch(at: number): Html {
  return html`<svg class="swatch" viewBox="0 0 24 24" aria-hidden="true"><rect width="24" height="24" fill="url(#weave${at % weaveCount})"/></svg>`;
}
