// What was checked and what was not, each as plain sentences. Nothing here is said without what it does not mean.
import type { PassportClaim } from './claim.ts';
import type { JourneyStep } from './journey.ts';
import type { Traced } from './known.ts';
import { shortName } from './title.ts';
import type { Told, ToldValue } from './told.ts';

/** `partly`: true as far as it goes, and the sentence says how far. `in-doubt`: something speaks against it and proves nothing. */
export const findingStates = ['checked', 'partly', 'not-checked', 'in-doubt', 'contradicted'] as const;
export type FindingState = (typeof findingStates)[number];

export const findingAbouts = [
  'label',
  'signed',
  'recorded',
  'amounts',
  'missing',
  'claims',
  'cloth',
] as const;

export interface Finding {
  about: (typeof findingAbouts)[number];
  state: FindingState;
  says: Told[];
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
    finding('cloth', 'not-checked', told('cloth')),
  ];
}

function finding(about: Finding['about'], state: FindingState, ...says: Told[]): Finding {
  return { about, state, says };
}

function told(code: string, values?: Record<string, ToldValue>): Told {
  return values === undefined ? { code } : { code, values };
}

/** What certificates are needed for is told claim by claim; here only whether there was anything to check. */
function certificates(claims: readonly PassportClaim[]): Finding {
  const count = claims.length;
  if (count === 0) return finding('claims', 'not-checked', told('claims-none'));
  const proven = claims.filter(({ state }) => state === 'checked').length;
  const how = told('claims-how');
  if (proven === count) return finding('claims', 'checked', told('claims-all', { count }), how);
  if (proven === 0) return finding('claims', 'not-checked', told('claims-unproven', { count }), how);
  return finding('claims', 'partly', told('claims-some', { count, proven }), how);
}

function signatures(journey: JourneyStep[]): Finding {
  const sites = journey.flatMap((step) => step.sites);
  const byNode = sites.filter(({ signed }) => signed === 'node').length;
  if (sites.length === 0) return finding('signed', 'not-checked', told('signed-nobody'));
  if (byNode === 0) return finding('signed', 'checked', told('signed-own', { count: sites.length }));
  const which =
    byNode === sites.length
      ? told('signed-here-all', { count: byNode })
      : told('signed-here-some', { count: byNode, all: sites.length });
  return finding('signed', 'partly', which, told('signed-here-means'));
}

function place({ lot }: Traced, size: number): Finding {
  if (lot.entry === null) return finding('recorded', 'not-checked', told('recorded-nothing'));
  // Entries count from 0; people do not.
  return finding('recorded', 'checked', told('recorded', { number: lot.entry + 1, size }));
}

function quantities({ conflicts, gaps, unknownAmounts }: Traced): Finding {
  if (conflicts.length > 0) {
    const lots = lotNames(conflicts);
    return finding('amounts', 'contradicted', told('amounts-wrong', { lots: lots.slice(0, mostNamed) }));
  }
  const isUnknown = gaps.some(({ kind }) => kind === 'unknown-quantity' || kind === 'unit-mismatch');
  return unknownAmounts || isUnknown
    ? finding('amounts', 'partly', told('amounts-unknown'))
    : finding('amounts', 'checked', told('amounts-right'), told('amounts-mean'));
}

function completeness({ gaps, originCount }: Traced): Finding {
  if (gaps.length === 0)
    return finding(
      'missing',
      'checked',
      told('missing-nothing', { count: originCount }),
      told('missing-unseen'),
    );
  const lots = gaps.filter(({ kind }) => kind !== 'unknown-place');
  const count = gaps.length - lots.length;
  const places = count === 0 ? [] : [told('missing-places', { count })];
  return finding('missing', 'partly', ...missingLots(lots), ...places);
}

const mostNamed = 3;

function missingLots(gaps: Traced['gaps']): Told[] {
  const names = lotNames(gaps);
  if (names.length === 0) return [];
  const count = names.length - mostNamed;
  const lots = names.slice(0, mostNamed);
  return [count > 0 ? told('missing-lots-more', { lots, count }) : told('missing-lots', { lots })];
}

function lotNames(some: readonly { lot: string }[]): string[] {
  return [...new Set(some.map(({ lot }) => shortName(lot)))];
}

/** Every sentence that is said of a finding. */
export const findingSentences: readonly string[] = [
  ...['claims-none', 'claims-all', 'claims-unproven', 'claims-some', 'claims-how'],
  ...['signed-nobody', 'signed-own', 'signed-here-all', 'signed-here-some', 'signed-here-means'],
  ...['recorded-nothing', 'recorded', 'amounts-wrong', 'amounts-unknown', 'amounts-right', 'amounts-mean'],
  ...['missing-nothing', 'missing-unseen', 'missing-places', 'missing-lots', 'missing-lots-more', 'cloth'],
  ...['label-copy', 'TAG_CLONED_VELOCITY', 'TAG_CLONED_PLACE', 'TAG_READ_BEFORE_MADE', 'label-ask'],
];
