// Claims, certificates, cases, what waits for certifiers, suppliers: answers of the node. What is withheld from this reader is null.
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { StageCode } from '../../../src/domain/trace/stage.ts';
import type { Attempt } from '../offline/attempt.ts';
import { call, get, post } from './call.ts';
import type { DocumentNamed, Said } from './work.ts';

export type Result = 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn';

export interface Finding {
  readonly code: string;
  readonly check: string;
  readonly weight: 'fail' | 'unknown' | 'note';
  readonly detail: string | null;
  readonly lot: string | null;
  readonly about: string | null;
  readonly entries: readonly number[];
}

export interface ClaimOnBoard {
  readonly claim: string;
  readonly entry: number;
  readonly recordedAtMs: number;
  readonly claimant: string;
  readonly claimantName: string | null;
  readonly text: string | null;
  readonly scheme: string;
  readonly code: string;
  readonly schemeTitle: string | null;
  readonly codeTitle: string | null;
  readonly model: string;
  readonly sharePpm: number;
  readonly product: string | null;
  readonly productName: string | null;
  readonly validUntilMs: number | null;
  readonly state: string;
  readonly lots: number | null;
  readonly looked: number;
  readonly result: Result | null;
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
  readonly reason: Finding | null;
}

export interface Board {
  readonly judgedAtMs: number;
  readonly count: number;
  readonly member: readonly ClaimOnBoard[];
}

export interface Check {
  readonly name: string;
  readonly result: 'pass' | 'fail' | 'unknown' | 'not-checked';
  readonly detail: string | null;
  readonly codes: readonly string[];
  readonly entries: readonly number[];
}

export interface Verdict {
  readonly claim: string;
  readonly lot: string | null;
  readonly result: Result;
  readonly state: string;
  readonly assurance: string | null;
  readonly wording: string | null;
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
  readonly checks: readonly Check[];
  readonly findings: readonly Finding[];
  readonly lots: readonly {
    readonly lot: string;
    readonly gramsClaimed: number | null;
    readonly gramsSubstantiated: number | null;
    readonly codes: readonly string[];
  }[];
  readonly pack: { readonly pack: string; readonly version: string; readonly entry: number } | null;
  readonly uncertain: readonly string[];
  readonly judgedAtMs: number;
}

/** What whoever asks may say of it. */
export interface Authority {
  readonly declares: boolean;
  readonly examines: boolean;
  readonly withdraws: boolean;
  readonly decides: boolean;
}

export interface Certificate {
  readonly certificate: string;
  readonly type: string;
  readonly scheme: string;
  readonly holder: string;
  readonly number?: string | null;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly sites: readonly string[];
  readonly subcontractors: readonly string[];
  readonly processes: readonly string[];
  readonly categories: readonly string[];
  readonly materials: readonly string[];
  readonly codes: readonly string[];
  readonly volumeGrams?: number | null;
  readonly buyer?: string | null;
  readonly shippedAt?: string | null;
  readonly lots?: readonly CertifiedLot[] | null;
  readonly inputs?: readonly { readonly certificate: string; readonly grams: number }[] | null;
  readonly products?: readonly string[] | null;
  readonly documents?: readonly DocumentNamed[] | null;
  readonly imported?: { readonly format: string; readonly digest: string; readonly issuer: string } | null;
}

export interface CertifiedLot {
  readonly lot: string;
  readonly grams: number;
  readonly certifiedGrams: number;
}

export interface Step {
  readonly kind: 'accreditation' | 'trust';
  readonly entry: number;
  readonly party: string;
  readonly partyName: string | null;
  readonly role: string | null;
  readonly schemes: readonly string[];
  readonly by: string;
  readonly byName: string | null;
  readonly validFromMs: number;
  readonly validUntilMs: number | null;
}

export interface Standing {
  readonly certificate: string;
  readonly atMs: number;
  readonly state: string;
  readonly assurance: string;
  readonly volume: {
    readonly kind: 'certified' | 'allowed';
    readonly grams: number | null;
    readonly usedGrams: number | null;
    readonly isUnknown: boolean;
    readonly uses: readonly {
      readonly certificate: string;
      readonly entry: number;
      readonly holder: string;
      readonly holderName: string | null;
      readonly grams: number | null;
      readonly atMs: number;
    }[];
    readonly useCount: number;
  } | null;
  readonly words: readonly {
    readonly entry: number;
    readonly recordedAtMs: number;
    readonly state: string;
    readonly fromMs: number;
    readonly by: string;
    readonly byName: string | null;
    readonly reason: string | null;
  }[];
  readonly accreditation: {
    readonly ok: boolean;
    readonly detail: string | null;
    readonly steps: readonly Step[];
  } | null;
  readonly cases: readonly { readonly case: string; readonly state: string; readonly openedAtMs: number }[];
  readonly you: Authority | null;
}

export interface CaseSaid {
  readonly case: string;
  readonly word: string;
  readonly about: string;
  readonly due?: string | null;
  readonly reason?: string | null;
  readonly documents?: readonly DocumentNamed[] | null;
}

export interface Moment {
  readonly atMs: number;
  readonly looked: number;
  readonly result: Result | null;
  readonly state: string;
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
}

export interface Course {
  readonly case: string;
  readonly state: string;
  readonly about: {
    readonly id: string;
    readonly kind: 'claim' | 'certificate' | 'trade' | 'lot';
    readonly scheme: string | null;
    readonly party: string | null;
    readonly partyName: string | null;
    readonly state: string | null;
  };
  readonly steps: readonly (Said<CaseSaid> & { readonly issuerName: string | null })[];
  readonly deciders: readonly { readonly party: string; readonly name: string | null }[];
  readonly you: Authority | null;
  readonly moved: { readonly before: Moment | null; readonly after: Moment | null } | null;
}

export interface OwnAccreditation {
  readonly accreditation: string;
  readonly entry: number;
  readonly role: string;
  readonly schemes: readonly string[];
  readonly countries: readonly string[];
  readonly processes: readonly string[];
  readonly validFromMs: number;
  readonly validUntilMs: number;
  readonly state: string;
  readonly counts: boolean;
  readonly steps: readonly Step[];
}

export interface WordToReview {
  readonly kind: 'claim' | 'certificate';
  readonly id: string;
  readonly entry: number;
  readonly ofName: string | null;
  readonly of: string;
  readonly byName: string | null;
  readonly scheme: string;
  readonly what: string;
  readonly state: string;
  readonly recordedAtMs: number;
}

export interface CaseToDecide {
  readonly case: string;
  readonly about: string;
  readonly by: string;
  readonly byName: string | null;
  readonly openedAtMs: number;
  readonly dueMs: number | null;
  readonly isOverdue: boolean;
}

export interface PaperEnding {
  readonly certificate: string;
  readonly type: string;
  readonly scheme: string;
  readonly number: string | null;
  readonly holder: string;
  readonly holderName: string | null;
  readonly validUntilMs: number;
  readonly isExpired: boolean;
}

interface Counted<T> {
  readonly count: number;
  readonly member: readonly T[];
}

export interface Review {
  readonly party: string;
  readonly atMs: number;
  readonly accreditations: readonly OwnAccreditation[];
  readonly confirm: Counted<WordToReview>;
  readonly cases: Counted<CaseToDecide>;
  readonly expiring: Counted<PaperEnding>;
}

export interface ToldGrams {
  readonly device: number;
  readonly custodial: number;
  readonly other: number;
  readonly nobody: number;
}

export interface Supplier {
  readonly party: string | null;
  readonly name: string | null;
  readonly country: string | null;
  readonly stages: readonly StageCode[];
  readonly state: 'recording' | 'joined' | 'told';
  readonly lots: number | null;
  readonly grams: ToldGrams | null;
  readonly isKnown: boolean;
}

export interface Tier {
  readonly tier: number;
  readonly suppliers: number;
  readonly joined: number;
  readonly recording: number;
  readonly grams: ToldGrams | null;
  readonly share: number | null;
  readonly member: readonly Supplier[];
}

export interface Invited {
  readonly invitation: string;
  readonly as: string;
  readonly note: string | null;
  readonly invitedAtMs: number;
  readonly expiresMs: number;
  readonly state: 'open' | 'expired' | 'joined' | 'recording';
  readonly party: string | null;
  readonly partyName: string | null;
  readonly invitedOn: number;
  readonly joinedOn: number;
  readonly reach: number;
}

export interface Suppliers {
  readonly party: string;
  readonly atMs: number;
  readonly lots: number;
  readonly looked: number;
  readonly tiers: readonly Tier[];
  readonly invited: readonly Invited[];
}

/** A page, and the address of the next. */
export interface PageOf<T> {
  readonly member: readonly T[];
  readonly next: string | null;
  readonly count: number | null;
}

export async function pageAt<T>(path: string): Promise<PageOf<T>> {
  // calls GET /claims, GET /certificates, GET /cases, GET /review
  const response = await call('GET', path);
  const { member, count } = (await response.json()) as { member: T[]; count?: number };
  const next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? null;
  return { member, next, count: count ?? null };
}

const idIn = encodeURIComponent;

export const claimQuery = (claim: string) =>
  queryOptions({
    queryKey: ['claims', 'board', claim],
    queryFn: async () => (await get<Board>(`/claims/board?claim=${idIn(claim)}`)).member[0] ?? null,
  });

/** Judging takes a while: only the newest lots. */
export const verdictsQuery = (claim: string, lots: number) =>
  queryOptions({
    queryKey: ['claims', 'verdicts', claim, lots],
    queryFn: async () =>
      (await get<{ member: Verdict[] }>(`/claims/${idIn(claim)}/verdict?lots=${lots}`)).member,
  });

export const standingQuery = (certificate: string) =>
  queryOptions({
    queryKey: ['certificates', 'standing', certificate],
    queryFn: () => get<Standing>(`/certificates/${idIn(certificate)}/standing`),
  });

export const certificateQuery = (certificate: string) =>
  queryOptions({
    queryKey: ['certificates', certificate],
    queryFn: () => get<Said<Certificate>>(`/certificates/${idIn(certificate)}`),
  });

export const courseQuery = (id: string) =>
  queryOptions({
    queryKey: ['cases', id],
    queryFn: () => get<Course>(`/cases/${idIn(id)}/course`),
  });

export const reviewQuery = (party: string) =>
  queryOptions({
    queryKey: ['review', party],
    queryFn: () => get<Review>(`/review?party=${idIn(party)}&perPage=100`),
    refetchInterval: 120_000,
  });

export const suppliersQuery = (party: string, lots: number) =>
  queryOptions({
    queryKey: ['suppliers', party, lots],
    queryFn: () => get<Suppliers>(`/parties/${idIn(party)}/suppliers?lots=${lots}`),
    staleTime: 60_000,
  });

export interface Rule {
  readonly code: string;
  readonly title: string;
  readonly models: readonly string[];
  readonly minSharePpm: { readonly value: number } | null;
  readonly maxSharePpm: { readonly value: number } | null;
}

export interface Pack {
  readonly kind: 'scheme' | 'material';
  readonly pack: string;
  readonly title: string;
  readonly claims?: readonly Rule[];
  readonly materials?: readonly { readonly code: string; readonly title: string }[];
  readonly processes?: readonly { readonly code: string; readonly title: string }[];
  readonly categories?: readonly { readonly code: string; readonly title: string }[];
}

/** The newest version of each. */
export const packsQuery = queryOptions({
  queryKey: ['packs'],
  queryFn: async () => {
    const { member } = await get<{ member: Said<{ content: Pack; from: string }>[] }>('/packs?limit=100');
    const newest = new Map<string, Pack>();
    for (const { claims } of member)
      if (!newest.has(claims.content.pack) && Date.parse(claims.from) <= Date.now())
        newest.set(claims.content.pack, claims.content);
    return [...newest.values()];
  },
  staleTime: 10 * 60_000,
});

/** Says a record in the name of the party that whoever is signed in acts for; of one attempt once, however often it is sent. */
export function say<C>(
  noun: string,
  claims: Record<string, unknown>,
  { key }: Pick<Attempt, 'key'>,
): Promise<Said<C>> {
  // calls POST /claims, POST /certificates, POST /statuses, POST /cases, POST /invitations, POST /memberships, POST /accreditations
  return post<Said<C>>(`/${noun}`, claims, { headers: { 'idempotency-key': key } });
}

const nouns = new Set([
  'claims',
  'certificates',
  'cases',
  'review',
  'suppliers',
  'today',
  'lots',
  'products',
]);

/** After something was said of a claim or certificate: what was shown of them is not true any more. */
export async function trustChanged(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ predicate: ({ queryKey }) => nouns.has(String(queryKey[0])) });
}
