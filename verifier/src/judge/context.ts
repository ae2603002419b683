// What every room of the judge is given: the facts, found again quickly, and the rules that count for this claim.
import type { Dossier, DossierFacility, DossierProduct } from '../dossier/dossier.ts';
import type { ClaimRule, Figure, Material, MaterialPack } from '../pack/pack.ts';
import type { RecordBook } from '../record/book.ts';
import type { Claim, PackAdoption } from '../record/record.ts';
import type { Chain } from './chain.ts';

/** The facts of a dossier, arranged once for all claims that are judged by it. */
export interface JudgeCase {
  readonly dossier: Dossier;
  readonly book: RecordBook;
  readonly chain: Chain;
  /** By canonical id of the product. */
  readonly products: ReadonlyMap<string, DossierProduct>;
  readonly facilities: ReadonlyMap<string, DossierFacility>;
  /** When the log took any of it, ascending. */
  readonly recordedMs: readonly number[];
  /** The product of a lot or item (its GTIN); undefined where nobody told of it, or it is a unit. */
  productOf(lot: string): DossierProduct | undefined;
  /** The same by the lot's place in the chain: asked many times for each. */
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
  /** Category of the lot's product; null = not told. */
  categoryOf(lot: string): string | null;
  /** Its code where a pack lists the name as an alias, else the name as it is. */
  processOf(name: string | null): string | null;
  facility(site: string | null): DossierFacility | undefined;
  /** The figure's value; remembers it for the verdict where it is uncertain. `path` inside the pack: `claims.organic.minSharePpm`. */
  use(figure: Figure, path: string, from?: PackAdoption): number;
}
