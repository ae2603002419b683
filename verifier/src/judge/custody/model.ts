// The lattice of custody models: what is joined has the weakest of what went in; it can fall, never rise (ISO 22095).
import { type CustodyModel, custodyModels } from '../../record/record.ts';

/** 0 is the strongest. */
export type ModelRank = number;

export function rankOf(model: CustodyModel): ModelRank {
  return custodyModels.indexOf(model);
}

export function modelOf(rank: ModelRank): CustodyModel | undefined {
  return custodyModels[rank];
}

export const identityPreserved: ModelRank = rankOf('identity-preserved');
export const singleCountry: ModelRank = rankOf('segregated-single-country');
export const segregated: ModelRank = rankOf('segregated');
export const blended: ModelRank = rankOf('controlled-blending');

/** Where the goods themselves bear the claim, not an account. */
export function isPhysical(model: CustodyModel): boolean {
  return model !== 'mass-balance' && model !== 'book-and-claim';
}

/** What is known of a set of sources by one number: none yet, one, or several. */
export const noSource = -1;
export const manySources = -2;

export function joined(one: number, other: number): number {
  if (one === noSource || one === other) return other;
  return other === noSource ? one : manySources;
}
