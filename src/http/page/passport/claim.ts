// What is claimed of it, and what the records make of that. A claim is only repeated where it holds.
import type { PassportCertificate, PassportClaim } from '../../../domain/passport/claim.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import type { Words } from '../language/words.ts';
import { findingMarks } from './finding.ts';

export function claimSection({ claims }: Passport, words: Words): Html {
  if (claims.length === 0) return html``;
  return html`<section aria-labelledby="claims">
<h2 id="claims">${words.t('page.claims')}</h2>
<ul class="findings">${claims.map((one) => claim(one, words))}</ul>
</section>`;
}

function claim(one: PassportClaim, words: Words): Html {
  const { title, state, outcome, reasons, grams, rules, certificates } = one;
  return html`<li><span class="mark ${state}" aria-hidden="true">${findingMarks[state]}</span><div><h3><bdi>${title}</bdi> <span class="state">${words.t(`page.outcome.${outcome}`)}</span></h3>
<p>${saying(one, words)}</p>
${reasons.length > 0 && html`<ul class="reasons">${reasons.map((code) => html`<li>${reasonWords(code, words)}</li>`)}</ul>`}
${grams !== null && html`<p class="quiet">${gramWords(grams, words)}</p>`}
${certificates.length > 0 && certificateList(certificates, words)}
${rules !== null && html`<p class="quiet">${words.t('page.rules', { rules })}</p>`}</div></li>`;
}

/** The scheme's own sentence stays in the language that the scheme has given it; ours stands before it in other languages. */
function saying({ wording, outcome, standing }: PassportClaim, words: Words): Html {
  const meaning = words.t(`page.outcomeMeans.${outcome}`);
  const later = standing === null ? '' : words.t(`page.standing.${standing}`);
  if (wording === null) return html`${meaning} ${later}`;
  return words.language === 'en'
    ? html`${wording} ${later}`
    : html`${meaning} ${later} <q lang="en" dir="ltr">${wording}</q>`;
}

export function reasonWords(code: string, words: Words): string {
  return words.has(`page.finding.${code}`) ? words.t(`page.finding.${code}`) : code;
}

function gramWords({ claimed, proven }: NonNullable<PassportClaim['grams']>, words: Words): string {
  const said = (grams: number | null): string =>
    grams === null ? words.t('verify.notKnown') : words.formats.weight(grams);
  return words.t('verify.claimAmounts', { claimed: said(claimed), proven: said(proven) });
}

/** What was taken back stands in the open; the rest, of which there may be many, by kind. */
function certificateList(certificates: readonly PassportCertificate[], words: Words): Html {
  const bad = certificates.filter(({ state }) => !good.has(state));
  const groups = Map.groupBy(certificates, (one) => titleOf(one, words));
  const count = words.t('page.certificatesLookedAt', { count: certificates.length });
  return html`${bad.length > 0 && html`<ul class="certificates bad">${bad.map((one) => certificate(one, words))}</ul>`}
<details><summary>${count}</summary><dl class="certificates">${[...groups].map(([title, of]) => group(title, of, words))}</dl></details>`;
}

const good: ReadonlySet<string> = new Set(['valid', 'expired', 'confirmed']);

/** `GOTS: scope certificate`. */
export function titleOf({ scheme, type }: PassportCertificate, words: Words): string {
  const kind = words.has(`page.certificate.${type}`) ? words.t(`page.certificate.${type}`) : type;
  return `${scheme}: ${kind}`;
}

function group(title: string, of: readonly PassportCertificate[], words: Words): Html {
  const holders = [...new Set(of.flatMap(({ holder }) => holder ?? []))];
  const days = daysWords(
    Math.min(...of.map(({ fromMs }) => fromMs)),
    Math.max(...of.map(({ untilMs }) => untilMs)),
    words,
  );
  const says = new Set(of.filter(({ state }) => good.has(state)).map((one) => givenWords(one, words)));
  return html`<dt><bdi>${title}</bdi>${of.length > 1 && html` <span class="quiet">× ${words.formats.number(of.length)}</span>`}</dt>
<dd>${holders.length > 0 && html`<bdi>${holders.join(', ')}</bdi> · `}<span class="quiet">${days} ${[...says].join(' ')}</span></dd>`;
}

function certificate(one: PassportCertificate, words: Words): Html {
  const { holder, fromMs, untilMs, state } = one;
  const fate = words.has(`page.certificateState.${state}`) ? words.t(`page.certificateState.${state}`) : '';
  return html`<li><strong><bdi>${titleOf(one, words)}</bdi></strong>${holder !== null && html` · <bdi>${holder}</bdi>`} · ${daysWords(fromMs, untilMs, words)} ${givenWords(one, words)} ${fate}</li>`;
}

function daysWords(fromMs: number, untilMs: number, words: Words): string {
  const { formats } = words;
  return words.t('page.certificateDays', { from: formats.day(fromMs), until: formats.day(untilMs) });
}

/** How good the word is: a certifier's is named, any other is called what it is. */
export function givenWords({ assurance, issuer }: PassportCertificate, words: Words): string {
  if (assurance !== 'third-party' && words.has(`page.assurance.${assurance}`))
    return words.t(`page.assurance.${assurance}`);
  return issuer === null ? words.t('page.givenByUnnamed') : words.t('page.givenBy', { issuer });
}
