// What was checked and what was not, each as one plain sentence. Nothing here is said without what it does not mean.
import type { PassportClaim } from './claim.ts';
import type { JourneyStep } from './journey.ts';
import type { Traced } from './known.ts';
import { shortName } from './title.ts';

/** `partly`: true as far as it goes, and the sentence says how far. `in-doubt`: something speaks against it and proves nothing. */
export type FindingState = 'checked' | 'partly' | 'not-checked' | 'in-doubt' | 'contradicted';

export interface Finding {
  about: string;
  state: FindingState;
  says: string;
}

export function findingsOf(
  traced: Traced,
  journey: JourneyStep[],
  log: { size: number },
  claims: readonly PassportClaim[],
): Finding[] {
  return [
    signatures(journey),
    place(traced, log.size),
    quantities(traced),
    completeness(traced),
    certificates(claims),
    ...notYet,
  ];
}

/** What certificates are needed for is told claim by claim; here only whether there was anything to check. */
function certificates(claims: readonly PassportClaim[]): Finding {
  const about = 'Claims and certificates';
  if (claims.length === 0)
    return {
      about,
      state: 'not-checked',
      says: 'Nobody claims anything (organic, recycled, fair trade or other) of this.',
    };
  const proven = claims.filter(({ state }) => state === 'checked').length;
  const all = claims.length === 1 ? 'One claim is made' : `${claims.length} claims are made`;
  const says = `${all}, and ${proven === claims.length ? 'all of it is' : proven === 0 ? 'none is' : `${proven} of them ${proven === 1 ? 'is' : 'are'}`} proven in full. Each was computed from certificates and weights by published rules.`;
  return {
    about,
    state: proven === claims.length ? 'checked' : proven === 0 ? 'not-checked' : 'partly',
    says,
  };
}

function signatures(journey: JourneyStep[]): Finding {
  const sites = journey.flatMap((step) => step.sites);
  const byNode = sites.filter(({ signed }) => signed === 'node').length;
  const about = 'Who signed';
  if (sites.length === 0)
    return { about, state: 'not-checked', says: 'Nobody has signed anything about how this was made.' };
  if (byNode === 0) {
    return {
      about,
      state: 'checked',
      says: `All work at ${places(sites.length)} was signed by the firm that did it, with its own key.`,
    };
  }
  const share =
    byNode === sites.length ? `For all ${places(sites.length)}` : `For ${byNode} of ${places(sites.length)}`;
  const says = `${share} the signature was made by this website in the firm’s name, with a key that the website keeps. It shows what the firm told the website. It does not show that the firm itself held the pen.`;
  return { about, state: 'partly', says };
}

function place({ lot }: Traced, size: number): Finding {
  const about = 'When it was written down';
  if (lot.entry === null)
    return { about, state: 'not-checked', says: 'Nobody has declared yet how this was made.' };
  // Entries count from 0; people do not.
  const says = `Its making is record number ${grouped(lot.entry + 1)} of ${grouped(size)} in a public log. Records in the log cannot be changed or taken out later without it being noticed.`;
  return { about, state: 'checked', says };
}

function quantities({ conflicts, gaps, unknownAmounts }: Traced): Finding {
  const about = 'Whether the amounts add up';
  if (conflicts.length > 0) {
    const lots = listed(conflicts.map(({ lot }) => lot));
    return {
      about,
      state: 'contradicted',
      says: `They do not. More was taken out of ${lots} than was ever put in. Some of what was signed cannot be true.`,
    };
  }
  if (unknownAmounts || gaps.some(({ kind }) => kind === 'unknown-quantity' || kind === 'unit-mismatch')) {
    return {
      about,
      state: 'partly',
      says: 'Where amounts are known, nothing gave more than was put in. Some amounts are not known.',
    };
  }
  const says =
    'Nothing was used up that was not there, nothing was used twice, and no step made clearly more than went into it. This is arithmetic with what the firms wrote. Nobody went there to weigh.';
  return { about, state: 'checked', says };
}

function completeness({ gaps, originCount }: Traced): Finding {
  const about = 'Whether something is missing';
  if (gaps.length === 0) {
    const says = `Nothing on the way is left open, back to ${originCount === 1 ? 'one beginning' : `${grouped(originCount)} beginnings`}. What was never written down cannot be seen.`;
    return { about, state: 'checked', says };
  }
  const lots = gaps.filter(({ kind }) => kind !== 'unknown-place');
  const places = gaps.length - lots.length;
  const parts = [
    lots.length === 0
      ? ''
      : `For ${listed(lots.map(({ lot }) => lot))} somebody still has to say where it comes from or how much it was.`,
    places === 0 ? '' : `${places === 1 ? 'One place was' : `${places} places were`} never registered.`,
  ];
  return { about, state: 'partly', says: parts.filter((part) => part !== '').join(' ') };
}

const notYet: readonly Finding[] = [
  {
    about: 'The cloth itself',
    state: 'not-checked',
    says: 'Records are about paper, not fibre. Whether these goods are the goods in the records, no website can see.',
  },
];

function places(count: number): string {
  return count === 1 ? 'one place' : `${count} places`;
}

/** `1,075`. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

const mostNamed = 3;

function listed(lots: string[]): string {
  const names = [...new Set(lots)].map((lot) => `“${shortName(lot)}”`);
  const rest = names.length - mostNamed;
  return rest > 0 ? `${names.slice(0, mostNamed).join(', ')} and ${rest} more` : names.join(', ');
}
