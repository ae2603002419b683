// Why a claim does not hold, for people who have never seen a certificate. One sentence a code (docs/protocol/claims.md),
// what weighs most first.

const reasons: Readonly<Record<string, string>> = {
  CERTIFICATE_REVOKED: 'The certificate was taken back.',
  CERTIFICATE_SUSPENDED: 'Work was done while the certificate was suspended.',
  ISSUER_NOT_ACCREDITED: 'Whoever gave the certificate had no right to give it.',
  ACCREDITATION_LAPSED: 'Whoever gave the certificate had lost the right to give it.',
  CLAIM_EXCLUDED: 'The same goods are claimed under two schemes that exclude each other.',
  CERTIFICATE_NUMBER_TAKEN: 'Two firms show the same certificate number.',
  CERTIFICATE_EXPIRED: 'Work was done after the certificate had run out.',
  CERTIFICATE_NOT_YET_VALID: 'Work was done before the certificate began.',
  CERTIFICATE_MISSING: 'For some of the work nobody has shown a certificate.',
  HOLDER_DIFFERS: 'The certificate that was shown belongs to another firm.',
  SITE_NOT_COVERED: 'Work was done at a place that the certificate does not name.',
  PROCESS_NOT_COVERED: 'The certificate does not cover the kind of work that was done.',
  MATERIAL_NOT_COVERED: 'The certificate does not cover the material that was used.',
  SCHEME_DIFFERS: 'The certificate belongs to another scheme.',
  CODE_NOT_COVERED: 'The certificate covers a lesser claim than this one.',
  USED_BEFORE_MADE: 'Something was used before it was made: one of the dates is wrong.',
  SHIPPED_BEFORE_MADE: 'Goods were certified as shipped before they were made.',
  VOLUME_EXCEEDED: 'More was sold under a certificate than it covers.',
  CAPACITY_EXCEEDED: 'More was delivered than the fields can have grown.',
  MODEL_WEAKER: 'Claimed and other material were mixed on the way more than this claim allows.',
  MATERIAL_UNKNOWN: 'Nobody has said what some of the raw material is.',
  SHARE_BELOW_MINIMUM: 'The share of claimed material is below what the scheme asks for.',
  SHARE_ABOVE_MAXIMUM: 'The share of claimed material is above what this grade stands for.',
  SHARE_OVERSTATED: 'A higher share is claimed than went in.',
  SAME_MATERIAL_CONVENTIONAL: 'The same fibre from ordinary farming was mixed in, which the scheme forbids.',
  MATERIAL_BANNED: 'A material is in it that the scheme forbids.',
  MATERIAL_CAP_EXCEEDED: 'More of another material is in it than the scheme allows.',
  ORIGIN_UNKNOWN: 'It cannot be told where some of the raw material began.',
  ORIGIN_EXCLUDED: 'Some of the raw material began in a country that the rules leave out.',
  ORIGIN_COUNTRY_DIFFERS: 'Some of the raw material began in another country than claimed.',
  ACCOUNT_OVERDRAWN: 'A firm gave out more claimed material than it had taken in.',
  CREDIT_EXPIRED: 'A firm used a credit that had run out.',
  WINDOW_EXCEEDED: 'Over the whole period a firm gave out more claimed material than it had taken in.',
  CREDIT_UNFOUNDED: 'A firm booked claimed material that nobody had certified.',
  CREDITED_ALREADY: 'A firm booked goods as credit and used them as well.',
  CONVERSION_APPLIED: 'What a firm gave out stands for less of these goods than they weigh.',
  UNIT_SPENT: 'The same certificate unit was used twice.',
  TRADE_DISPUTED: 'Buyer and seller do not agree about a delivery.',
  RECEIPT_DIFFERS: 'The buyer received another amount than the seller sent.',
  USED_BEYOND_RECEIPT: 'A firm used more of a delivery than it had received.',
  TRADE_EXCEEDED: 'More was delivered than had been ordered or agreed.',
  LEG_DIFFERS: 'Goods were not handed on whole on the way.',
  YIELD_HIGH: 'More came out of a step than what went in can give: something undeclared may have been added.',
  ASSURANCE_TOO_LOW: 'It rests only on the firms’ own word, and the scheme asks for more.',
  TRADE_DATE_ORDER: 'The dates of a delivery do not fit together.',
  AMOUNT_UNKNOWN: 'Nobody has said how much of something was used.',
  TRADE_WITHHELD: 'What was agreed about a delivery is not shown.',
  EVENT_WITHHELD: 'Parts of what was done on the way are not shown.',
  PRODUCT_WITHHELD: 'Parts of what is said of a product are not shown.',
  ACCOUNT_WITHHELD: 'The books of a firm are not shown.',
  CLAIM_WITHHELD: 'Parts of the claim itself are not shown.',
  MODEL_NOT_ALLOWED: 'The scheme does not know this way of keeping goods apart.',
  CATEGORY_NOT_COVERED: 'The certificate does not cover the kind of goods that were made.',
  PACK_UNKNOWN: 'The rules of this scheme are not known here.',
};

const ranks: ReadonlyMap<string, number> = new Map(Object.keys(reasons).map((code, rank) => [code, rank]));

/** Smaller weighs more. */
export function rankOf(code: string): number {
  return ranks.get(code) ?? ranks.size;
}

/** The sentence for a code; a code without one speaks in its own detail. */
export function reasonOf(code: string): string | undefined {
  return reasons[code];
}
