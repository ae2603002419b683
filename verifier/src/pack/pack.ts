// Packs: what schemes and materials ask for, as data with sources (docs/protocol/pack.md). No scheme is named in code.
import type { Assurance, CertificateType, CustodyModel } from '../record/record.ts';

/** A number that somebody published. `certain` false: our source is no better than hearsay, and every verdict that used it says so. */
export interface Figure {
  readonly value: number;
  /** Id in the pack's `sources`. */
  readonly source: string;
  readonly certain: boolean;
}

export interface Source {
  readonly id: string;
  readonly title: string;
  /** C read in code, P page of the owner, S secondary, G general knowledge. */
  readonly tag: 'C' | 'P' | 'S' | 'G';
}

/** A certificate that a rule asks for. `codes`: at least one of them on the certificate, where given. */
export interface CertificateAsked {
  readonly scheme: string;
  readonly types: readonly CertificateType[];
  readonly codes: readonly string[];
}

/** How claimed material comes in: a lot of nothing claimed is accepted when one of `anyOf` covers its making by one of `processes`. */
export interface EntryRule {
  readonly processes: readonly string[];
  /** true: of lots that have inputs, too, whatever those bear (recycling, tanning); false: only of origins. */
  readonly fromInputs: boolean;
  readonly anyOf: readonly CertificateAsked[];
}

/** At each making by one of `processes` (`*` = all but `except`), one of `anyOf` must cover it on the four axes. */
export interface SiteRule {
  readonly processes: readonly string[];
  readonly except: readonly string[];
  readonly anyOf: readonly CertificateAsked[];
  /** Parts of less than this share of the mass are left out of account; null = none. */
  readonly componentMinPpm: Figure | null;
}

/** A change of owner of goods made by one of `processes` needs a transaction certificate of the scheme. */
export interface TransferRule {
  readonly processes: readonly string[];
  readonly except: readonly string[];
  readonly scheme: string;
}

/** What the rest may be made of. */
export interface RemainderRule {
  /** Of the claimed material, but not claimed. */
  readonly sameMaterialMaxPpm: Figure | null;
  readonly banned: readonly string[];
  readonly caps: readonly {
    readonly material: string;
    readonly maxPpm: Figure;
    readonly categories: readonly string[];
  }[];
}

/** Where origins must be known to, and where they may not lie. */
export interface OriginRule {
  readonly knownTo: 'gin' | 'country';
  readonly excludedCountries: readonly string[];
}

/** Fibre equivalent of what a process made: grams in the account = grams made x `factorPpm` / 1,000,000. */
export interface Conversion {
  readonly processes: readonly string[];
  readonly factorPpm: Figure;
  /** Inclusive, milliseconds since 1970; null = open. */
  readonly fromMs: number | null;
  readonly untilMs: number | null;
}

export interface ClaimRule {
  readonly code: string;
  readonly title: string;
  readonly models: readonly CustodyModel[];
  /** `custody`: kilograms are followed from lot to lot. `certificate`: the asked product or lot needs a certificate of its own. */
  readonly basis: 'custody' | 'certificate';
  /** Materials that can bear the claim; `*` = any. */
  readonly materials: readonly string[];
  readonly minSharePpm: Figure | null;
  readonly maxSharePpm: Figure | null;
  readonly remainder: RemainderRule | null;
  readonly entry: readonly EntryRule[];
  readonly sites: readonly SiteRule[];
  readonly subject: readonly CertificateAsked[];
  readonly transfers: TransferRule | null;
  readonly origin: OriginRule | null;
  /** `scheme/code` of claims that count as this one when they come in. */
  readonly accepts: readonly string[];
  readonly minAssurance: Assurance;
  readonly conversions: readonly Conversion[];
  readonly creditMonths: Figure | null;
  readonly windowMonths: Figure | null;
  readonly validMonths: Figure | null;
  /** Output categories that bear no claim when sold (waste that the scheme does not accept). */
  readonly wasteExcluded: readonly string[];
  /** Per model, `{share}`, `{material}` and `{countries}` are filled in. */
  readonly wording: Readonly<Partial<Record<CustodyModel, string>>>;
}

export interface SchemePack {
  readonly format: 'selvedge-pack/1';
  readonly kind: 'scheme';
  readonly pack: string;
  readonly version: string;
  readonly title: string;
  readonly sources: readonly Source[];
  readonly claims: readonly ClaimRule[];
  /** Schemes under which the same kilograms may not be claimed as well. */
  readonly excludes: readonly string[];
}

export interface Material {
  readonly code: string;
  readonly title: string;
  /** Names by which product compositions call it, lower case. */
  readonly names: readonly string[];
  /** Trims, chemicals and water do not count into fibre shares. */
  readonly counts: boolean;
}

/** Grams out of one category for grams in, of one process. Share of the input, `out ÷ in`. */
export interface YieldBand {
  readonly processes: readonly string[];
  /** Category of the output; `*` = all outputs that are not waste. */
  readonly category: string;
  /** ISO 3166-1; `*` = everywhere else. */
  readonly countries: readonly string[];
  readonly lowPpm: Figure;
  readonly highPpm: Figure;
}

/** The most that a hectare gives in one season of what one of `processes` makes of `category`. */
export interface HectareBand {
  readonly processes: readonly string[];
  readonly category: string;
  /** ISO 3166-1; `*` = everywhere else. */
  readonly countries: readonly string[];
  readonly highGramsPerHectare: Figure;
}

export interface MaterialPack {
  readonly format: 'selvedge-pack/1';
  readonly kind: 'material';
  readonly pack: string;
  readonly version: string;
  readonly title: string;
  readonly sources: readonly Source[];
  readonly materials: readonly Material[];
  readonly processes: readonly {
    readonly code: string;
    readonly title: string;
    readonly aliases: readonly string[];
  }[];
  readonly categories: readonly {
    readonly code: string;
    readonly title: string;
    readonly aliases: readonly string[];
    readonly waste: boolean;
  }[];
  readonly yields: readonly YieldBand[];
  /** Absent = this pack does not say what land can give. */
  readonly perHectare?: readonly HectareBand[];
}

export type Pack = SchemePack | MaterialPack;
