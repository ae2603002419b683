// What a node answers of a chain as flows, as plain data.
import type { ClaimFinding, ClaimResult } from '#verifier';
import type { StageCode } from '../../domain/trace/stage.ts';
import type { Conflict, Gap, Level, LotView } from '../answers.ts';

export interface FlowQuestion {
  direction: 'back' | 'forward';
  /** How finely places are told apart: at `country` all of one country and stage are one node. */
  level: Level;
  /** Lots born before or after are left out; null = all. */
  fromMs: number | null;
  untilMs: number | null;
  /** Most nodes; the smallest of each stage beyond that become one. */
  most: number;
  /** Whether to judge the claims on the lot, and on a few others of the chain, which takes longer. */
  verdicts: boolean;
  /** Which lots to list; null = none. */
  lots: LotWish | null;
}

export interface LotWish {
  node: string | null;
  stage: string | null;
  /** Place or party. */
  facility: string | null;
  /** Part of an id. */
  search: string | null;
  offset: number;
  limit: number;
}

/** Lots of a dimension that cannot be weighed, in base units. */
export interface ApartAmount {
  dimension: string | null;
  lots: number;
  amount: number;
}

export type ClaimCounts = Partial<Record<ClaimResult | 'not-judged', number>>;

/** One stage at one place, or what of the place may be told. */
export interface FlowNode {
  /** Names it in questions: the same for the same place, stage and level. */
  key: string;
  stage: StageCode;
  /** Processes, or business steps where none is named. */
  work: string[];
  place: string | null;
  party: string | null;
  name: string | null;
  country: string | null;
  region: string | null;
  latitude: number | null;
  longitude: number | null;
  /** Places that it stands for: more than 1 where small ones were put together. */
  merged: number;
  lots: number;
  custodialLots: number;
  fromMs: number | null;
  untilMs: number | null;
  /** Of all that is contained in its stage, 0 to 1; null where nothing is weighed. */
  share: number | null;
  containedGrams: number | null;
  /** in + born + open = made + loss. */
  inGrams: number | null;
  bornGrams: number | null;
  openGrams: number | null;
  madeGrams: number | null;
  lossGrams: number | null;
  /** made = gone + remaining. */
  goneGrams: number | null;
  remainingGrams: number | null;
  /** Lots that weigh what went into them, because nobody told more. */
  lotsByInputs: number;
  apart: ApartAmount[];
  gaps: number;
  conflicts: number;
  claims: ClaimCounts;
  /** Codes of what speaks against claims here, with how often. */
  findings: Record<string, number>;
}

/** From what went in to what was made of it. */
export interface FlowEdge {
  from: string;
  to: string;
  /** Of all that is contained in what goes to that stage, 0 to 1; null where nothing is weighed. */
  share: number | null;
  grams: number | null;
  containedGrams: number | null;
  /** Links of lots, and those among them without a known weight. */
  links: number;
  unknown: number;
}

export interface FlowTotals {
  lots: number;
  links: number;
  /** Before small ones were put together. */
  nodes: number;
  /** Edges between the nodes: at most 5,000, the largest, are listed. */
  edges: number;
  /** Lots left out because of their time. */
  hidden: number;
  lotsByInputs: number;
  lotsApart: number;
  gaps: number;
  conflicts: number;
  firstMs: number | null;
  lastMs: number | null;
  /** What the asked lot weighs; back: what of the lots that nothing went into is in it. Forward: what of it is in lots that went nowhere. */
  askedGrams: number | null;
  endGrams: number | null;
  unknownAmounts: boolean;
}

export interface FlowLot extends LotView {
  node: string;
  country: string | null;
  region: string | null;
  partyName: string | null;
  placeName: string | null;
  grams: number | null;
  containedGrams: number | null;
  /** Forward: what of the asked lot is in it and went no further; null backwards, and where that is not known. */
  leftGrams: number | null;
  gaps: Gap['kind'][];
  conflict: boolean;
  /** Codes of findings on it. */
  findings: string[];
  /** Where it was last told of. */
  seen: {
    party: string | null;
    partyName: string | null;
    place: string | null;
    placeName: string | null;
    atMs: number;
  } | null;
  /** To whom it was sold or sent, by trades. */
  buyers: { party: string; name: string | null }[];
}

export interface FlowFinding extends ClaimFinding {
  node: string;
  claim: string;
}

export interface FlowAnswer {
  question: { id: string; direction: 'back' | 'forward' };
  lot: LotView;
  tookMs: number;
  /** In no order that means anything. */
  nodes: FlowNode[];
  edges: FlowEdge[];
  totals: FlowTotals;
  /** At most 200 of each. */
  gaps: (Gap & { node: string })[];
  conflicts: (Conflict & { node: string })[];
  findings: FlowFinding[];
  /** Null where none were asked for. */
  lots: { member: FlowLot[]; total: number; next: number | null } | null;
}
