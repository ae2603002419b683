// What is claimed of it, and what the records make of that. A claim is only repeated where it holds.
import type { PassportCertificate, PassportClaim } from '../../../domain/passport/claim.ts';
import type { Passport } from '../../../domain/passport/passport.ts';
import { type Html, html } from '../html.ts';
import { amountWords, dayWords } from '../say.ts';
import { findingMarks } from './finding.ts';

export function claimSection({ claims }: Passport): Html {
  if (claims.length === 0) return html``;
  return html`<section aria-labelledby="claims">
<h2 id="claims">What is claimed, and what is proven</h2>
<ul class="findings">${claims.map(claim)}</ul>
</section>`;
}

function claim({ title, word, state, says, reasons, grams, rules, certificates }: PassportClaim): Html {
  const [mark] = findingMarks[state];
  return html`<li><span class="mark ${state}" aria-hidden="true">${mark}</span><div><h3>${title} <span class="state">${word}</span></h3>
<p>${says.join(' ')}</p>
${reasons.length > 0 && html`<ul class="reasons">${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>`}
${grams !== null && html`<p class="quiet">${gramWords(grams)}</p>`}
${certificates.length > 0 && certificateList(certificates)}
${rules !== null && html`<p class="quiet">Judged by the published rules <bdi>${rules}</bdi>.</p>`}</div></li>`;
}

function gramWords({ claimed, proven }: NonNullable<PassportClaim['grams']>): string {
  const words = (grams: number | null): string =>
    grams === null ? 'an unknown weight' : amountWords({ amount: grams, dimension: 'mass' });
  return `Claimed for ${words(claimed)}, proven for ${words(proven)}.`;
}

/** What was taken back stands in the open; the rest, of which there may be many, by kind. */
function certificateList(certificates: readonly PassportCertificate[]): Html {
  const bad = certificates.filter(({ state }) => !good.has(state));
  const groups = Map.groupBy(certificates, ({ title }) => title);
  const count = certificates.length === 1 ? 'One certificate' : `${certificates.length} certificates`;
  return html`${bad.length > 0 && html`<ul class="certificates bad">${bad.map(certificate)}</ul>`}
<details><summary>${count} looked at</summary><dl class="certificates">${[...groups].map(([title, of]) => group(title, of))}</dl></details>`;
}

const good: ReadonlySet<string> = new Set(['valid', 'expired', 'confirmed']);

function group(title: string, of: readonly PassportCertificate[]): Html {
  const holders = [...new Set(of.flatMap(({ holder }) => holder ?? []))];
  const from = Math.min(...of.map(({ fromMs }) => fromMs));
  const until = Math.max(...of.map(({ untilMs }) => untilMs));
  const says = [...new Set(of.filter(({ state }) => good.has(state)).map((one) => one.says))];
  return html`<dt>${title}${of.length > 1 && html` <span class="quiet">× ${of.length}</span>`}</dt>
<dd>${holders.length > 0 && html`${holders.join(', ')}. `}<span class="quiet">${dayWords(from)} to ${dayWords(until)}. ${says.join(' ')}</span></dd>`;
}

function certificate({ title, holder, fromMs, untilMs, says }: PassportCertificate): Html {
  return html`<li><strong>${title}</strong>${holder !== null && html` of ${holder}`}, ${dayWords(fromMs)} to ${dayWords(untilMs)}. ${says}</li>`;
}
