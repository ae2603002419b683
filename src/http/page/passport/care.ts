// How to look after it, and where it is mended: only what its owner has told.
import { careAdvice, type CareAdvice } from '../../../domain/passport/care.ts';
import type { KnownProduct } from '../../../domain/passport/known.ts';
import type { IconName } from '../../../../design/drawings.ts';
import { drawings } from '../../../../design/drawings.ts';
import { type Html, html } from '../html.ts';
import { icon } from '../icon.ts';
import type { Words } from '../language/words.ts';

export function careSection(product: KnownProduct | null | undefined, words: Words): Html | false {
  const care = product?.care ?? null;
  const repair = product?.repair ?? null;
  if (care === null && repair === null) return false;
  return html`<section aria-labelledby="care">
<h2 id="care">${words.t('page.care')}</h2>
${care !== null && html`<ul class="care">${careAdvice(care).map((one) => advice(one, words))}</ul>`}
${repair !== null && html`<h3>${words.t('page.repair')}</h3><p>${repairWords(repair)}</p>`}
<p class="quiet">${words.t('page.careWhose')}</p>
</section>`;
}

function advice({ code, told }: CareAdvice, words: Words): Html {
  const key = `page.care.${code ?? ''}`;
  const says = code !== null && words.has(key) ? words.t(`page.care.${code}`) : html`<bdi>${told}</bdi>`;
  return html`<li>${sign(code)}<span>${says}</span></li>`;
}

function sign(code: string | null): Html {
  const [kind = '', how] = (code ?? 'other').split('-');
  const name = `care-${kind}`;
  const drawn: IconName = Object.hasOwn(drawings, name) ? (name as IconName) : 'care-other';
  return how === 'not'
    ? html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${drawings[drawn]}${drawings['care-not']}"/></svg>`
    : icon(drawn);
}

/** An address becomes a link that says nothing about where the reader came from; everything else stays as it was told. */
function repairWords(told: string): Html {
  const address = /^https:\/\/[^\s"<>]+$/.test(told) ? told : undefined;
  return address === undefined
    ? html`<bdi>${told}</bdi>`
    : html`<a href="${address}" rel="noreferrer nofollow external">${address.replace(/^https:\/\//, '').replace(/\/$/, '')}</a>`;
}
