// What the report must know beside the records: what the ledger counted. Ids are canonical, amounts base units.

export interface LotFacts {
  readonly dimension: string | null;
  /** null = not known. */
  readonly produced: number | null;
  /** Parties that made it. */
  readonly makers: readonly string[];
  /** What each party drew of it, as far as known. */
  readonly drawn: readonly { readonly party: string; readonly amount: number }[];
  /** Log indexes of the statements that made it. */
  readonly entries: readonly number[];
}

/** A bale as a gin made it. */
export interface Bale {
  readonly lot: string;
  readonly gin: string;
  readonly madeAtMs: number;
  readonly entry: number;
}

/** What a producer made out of no other lot. */
export interface Harvest {
  readonly lot: string;
  readonly grams: number;
  readonly atMs: number;
  readonly entry: number;
}

export interface ReportFacts {
  /** Undefined where nobody has told of its making. */
  lot(id: string): LotFacts | undefined;
  /** MUST be all lots that were born at a gin, in any order. */
  bales(): Iterable<Bale>;
  /** MUST be all harvests of the party, in any order. */
  harvestsOf(party: string): Iterable<Harvest>;
  /** Category of a lot's product as told when it was made; or of a product, as told when the log took the entry that names it; null = not told. */
  categoryOf(id: string, entry: number): string | null;
  /** ISO 3166-1; null = not told. */
  countryOf(party: string): string | null;
}

/** `code` as in docs/protocol/claims.md; `subject` is the lot, certificate, unit, trade or party it is about. */
export interface ReportFinding {
  code: string;
  /** One plain sentence with the numbers. */
  detail: string;
  subject: string;
  /** Ascending, each once. */
  parties: string[];
  /** Ascending, each once. */
  entries: number[];
}

export function reportFinding(
  code: string,
  subject: string,
  detail: string,
  parties: readonly string[],
  entries: readonly number[],
): ReportFinding {
  return {
    code,
    detail,
    subject,
    parties: [...new Set(parties)].sort(),
    entries: [...new Set(entries)].sort((a, b) => a - b),
  };
}
