// What every room of the judge is given: the facts, found again quickly, and the rules that count for this claim.
import type { ChainEvent, Dossier, DossierFacility, DossierProduct } from '../dossier/dossier.ts';
import type { ClaimRule, Figure, Material, MaterialPack } from '../pack/pack.ts';
import type { RecordBook } from '../record/book.ts';
import type { Claim, PackAdoption } from '../record/record.ts';
import type { Chain } from './chain.ts';
import type { Spoken } from './spoken.ts';

/** What is not shown of a dossier. */
export interface Withheld {
  /** Events that may have made, packed or unpacked any lot, or any of their party's. */
  readonly hidden: readonly ChainEvent[];
}

/** The facts of a dossier, arranged once for all claims that are judged by it. */
export interface JudgeCase {
  readonly dossier: Dossier;
  readonly book: RecordBook;
  readonly chain: Chain;
  /** By canonical id of the product: all words. */
  readonly products: Spoken<DossierProduct>;
  readonly facilities: Spoken<DossierFacility>;
  /** When the log took any of it, ascending. */
  readonly recordedMs: readonly number[];
  /** What of it is not shown; undefined where all is. */
  readonly withheld: Withheld | undefined;
  /**
   * The product of the lot or item (its GTIN) at a place in the chain, by the word that counts for it; undefined where nobody
   * told of it, or it is a unit. Asked many times for each.
   */
  productAt(place: number): DossierProduct | undefined;
}

/** A material pack in force, with the statement that adopted it. */
export interface MaterialRules {
  readonly adoption: PackAdoption;
  readonly pack: MaterialPack;
}

export interface JudgeContext extends JudgeCase {
  /** The time of judging: what is recorded or valid later is not asked for. */
  readonly atMs: number;
  /** The lot that was asked about. */
  readonly asked: string;
  readonly claim: Claim;
  /** Asks for nothing where there is no pack. */
  readonly rule: ClaimRule;
  /** The scheme's pack in force when the log took the claim; null = none, or one without the claimed code. */
  readonly adoption: PackAdoption | null;
  /** Material packs in force then, by name. */
  readonly materials: readonly MaterialRules[];
  /** By code or by a name in any letter case. */
  materialOf(name: string): Material | undefined;
  /** The same by the lot's id. A product that is asked about as such goes by what had been said when it was claimed. */
  productOf(lot: string): DossierProduct | undefined;
  /** Category of the lot's product; null = not told. */
  categoryOf(lot: string): string | null;
  /** Its code where a pack lists the name as an alias, else the name as it is. */
  processOf(name: string | null): string | null;
  /** What counts for what the log took at the entry. */
  facility(site: string | null, entry: number): DossierFacility | undefined;
  /** The figure's value; remembers it for the verdict where it is uncertain. `path` inside the pack: `claims.organic.minSharePpm`. */
  use(figure: Figure, path: string, from?: PackAdoption): number;
}
