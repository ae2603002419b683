// Chains as flows, and what is proven of products: shapes of the node's answers. What the level does not show is null.
import { queryOptions } from '@tanstack/react-query';
import type { StageCode } from '../../../src/domain/trace/stage.ts';
import { get } from './call.ts';

export type Direction = 'back' | 'forward';
export type Level = 'country' | 'region' | 'site' | 'full';
export type Result = 'holds' | 'partly' | 'fails' | 'cannot-tell' | 'withdrawn' | 'not-judged';

export interface FlowNode {
  readonly key: string;
  readonly stage: StageCode;
  readonly work: readonly string[];
  readonly place: string | null;
  readonly party: string | null;
  readonly name: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly merged: number;
  readonly lots: number;
  readonly custodialLots: number;
  readonly fromMs: number | null;
  readonly untilMs: number | null;
  readonly share: number | null;
  readonly containedGrams: number | null;
  readonly inGrams: number | null;
  readonly bornGrams: number | null;
  readonly openGrams: number | null;
  readonly madeGrams: number | null;
  readonly lossGrams: number | null;
  readonly goneGrams: number | null;
  readonly remainingGrams: number | null;
  readonly lotsByInputs: number;
  readonly apart: readonly { dimension: string | null; lots: number; amount: number | null }[];
  readonly gaps: number;
  readonly conflicts: number;
  readonly claims: Readonly<Partial<Record<Result, number>>>;
  readonly findings: Readonly<Record<string, number>>;
}

export interface FlowEdge {
  readonly from: string;
  readonly to: string;
  readonly share: number | null;
  readonly grams: number | null;
  readonly containedGrams: number | null;
  readonly links: number;
  readonly unknown: number;
}

export interface LotView {
  readonly id: string;
  readonly kind: string;
  readonly dimension: string | null;
  readonly produced: number | null;
  readonly drawn: number | null;
  readonly remaining: number | null;
  readonly party: string | null;
  readonly place: string | null;
  readonly bornAtMs: number | null;
  readonly entry: number | null;
  readonly custody: 'device' | 'custodial' | null;
}

export interface FlowLot extends LotView {
  readonly node: string;
  readonly country: string | null;
  readonly region: string | null;
  readonly partyName: string | null;
  readonly placeName: string | null;
  readonly grams: number | null;
  readonly containedGrams: number | null;
  readonly leftGrams: number | null;
  readonly gaps: readonly string[];
  readonly conflict: boolean;
  readonly findings: readonly string[];
  readonly seen: {
    readonly party: string | null;
    readonly partyName: string | null;
    readonly place: string | null;
    readonly placeName: string | null;
    readonly atMs: number;
  } | null;
  readonly buyers: readonly { readonly party: string; readonly name: string | null }[];
}

export interface FlowFinding {
  readonly node: string;
  readonly code: string;
  readonly detail: string | null;
  readonly lot: string | null;
  readonly claim: string;
}

export interface FlowAnswer {
  readonly question: { readonly id: string; readonly direction: Direction };
  readonly level: Level;
  readonly lot: LotView;
  readonly tookMs: number;
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly totals: {
    readonly lots: number;
    readonly links: number;
    readonly nodes: number;
    readonly edges: number;
    readonly hidden: number;
    readonly lotsByInputs: number;
    readonly lotsApart: number;
    readonly gaps: number;
    readonly conflicts: number;
    readonly firstMs: number | null;
    readonly lastMs: number | null;
    readonly askedGrams: number | null;
    readonly endGrams: number | null;
    readonly unknownAmounts: boolean;
  };
  readonly gaps: readonly {
    readonly node: string;
    readonly kind: string;
    readonly lot: string | null;
    readonly detail: string | null;
  }[];
  readonly conflicts: readonly {
    readonly node: string;
    readonly lot: string | null;
    readonly detail: string | null;
  }[];
  readonly findings: readonly FlowFinding[];
  readonly lots: {
    readonly member: readonly FlowLot[];
    readonly total: number;
    readonly next: number | null;
  } | null;
}

export interface ProofClaim {
  readonly claim: string;
  readonly scheme: string;
  readonly code: string;
  readonly result: Exclude<Result, 'not-judged'>;
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
  readonly share: number | null;
}

export interface ProofLot {
  readonly id: string;
  readonly kind: string;
  readonly bornAtMs: number | null;
  readonly produced: number | null;
  readonly dimension: string | null;
  readonly claims: readonly ProofClaim[];
  readonly gaps: number | null;
  readonly conflicts: number | null;
}

export interface ProductProof {
  readonly product: string;
  readonly level: Level;
  readonly judgedAtMs: number;
  readonly lots: number;
  readonly looked: number;
  readonly gramsClaimed: number | null;
  readonly gramsSubstantiated: number | null;
  readonly share: number | null;
  readonly unweighed: number;
  readonly gaps: number | null;
  readonly conflicts: number | null;
  readonly results: Readonly<Partial<Record<ProofClaim['result'], number>>>;
  readonly member: readonly ProofLot[];
  readonly findings: readonly {
    readonly code: string;
    readonly lots: number;
    readonly detail: string | null;
  }[];
}

export interface Product {
  readonly product: string;
  readonly party: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly composition: readonly { readonly material: string; readonly percent: number }[];
  readonly netWeightGrams: number | null;
  readonly category: string | null;
}

export interface FlowQuestion {
  readonly id: string;
  readonly direction: Direction;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly nodes?: number;
  readonly verdicts?: boolean;
  readonly lots?: {
    readonly node?: string | undefined;
    readonly search?: string | undefined;
    readonly offset?: number;
    readonly limit?: number;
  };
}

/** Kept for a minute: what is looked at does not move under the hand. */
export const flowQuery = (question: FlowQuestion) =>
  queryOptions({
    queryKey: ['flow', question.id, question],
    queryFn: ({ signal }) =>
      get<FlowAnswer>(`/flow/${encodeURIComponent(question.id)}${queryOf(question)}`, { signal }),
    staleTime: 60_000,
  });

export const proofQuery = (product: string, limit: number) =>
  queryOptions({
    queryKey: ['products', product, 'proof', limit],
    queryFn: ({ signal }) =>
      get<ProductProof>(`/products/${encodeURIComponent(product)}/proof?limit=${limit}`, { signal }),
    staleTime: 60_000,
  });

export const productsQuery = queryOptions({
  queryKey: ['products'],
  queryFn: async () => (await get<{ member: Product[] }>('/products')).member,
});

export const productQuery = (product: string) =>
  queryOptions({
    queryKey: ['products', product],
    queryFn: () => get<Product>(`/products/${encodeURIComponent(product)}`),
  });

function queryOf({ direction, from, until, nodes, verdicts, lots }: FlowQuestion): string {
  const query = new URLSearchParams({ direction });
  if (from !== undefined) query.set('from', from);
  if (until !== undefined) query.set('until', until);
  if (nodes !== undefined) query.set('nodes', String(nodes));
  if (verdicts) query.set('verdicts', 'yes');
  if (lots !== undefined) {
    query.set('lots', 'yes');
    for (const [name, value] of Object.entries(lots)) if (value !== undefined) query.set(name, String(value));
  }
  return `?${query}`;
}
