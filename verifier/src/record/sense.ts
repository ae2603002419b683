// What a record must say beyond the form of each claim (docs/protocol/record.md). What is withheld or erased is never
// asked for, so that what the log took stays readable whatever is erased of it later.
import type { JsonObject } from '../bytes/json.ts';
import { type Refused, refused } from '../bytes/result.ts';
import { parseInstant } from '../movement/instant.ts';
import { readPack } from '../pack/read-pack.ts';
import { type QuantityRefusalCode, toBaseUnits } from '../quantity/quantity.ts';
import type { CertifiedLot, RecordKind } from './record.ts';

export type RecordRefusalCode =
  | 'NOT_A_RECORD'
  | 'CLAIM_MISSING'
  | 'CLAIM_INVALID'
  | 'VALIDITY_REVERSED'
  | 'VOLUME_EXCEEDED'
  | 'PACK_MEMBER_INVALID'
  | QuantityRefusalCode;

type Nonsense = Refused<RecordRefusalCode> | undefined;

interface Sayings {
  /** Of the right form. */
  readonly claims: JsonObject;
  /** Nothing is withheld: what is not there was not said. */
  readonly isWhole: boolean;
}

/** The first of the rules of its kind that a record breaks, with a JSON pointer; undefined where it keeps them all. */
export function nonsense(kind: RecordKind, sayings: Sayings): Nonsense {
  for (const rule of rules[kind] ?? []) {
    const found = rule(sayings);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Rule = (sayings: Sayings) => Nonsense;

const rules: Readonly<Partial<Record<RecordKind, readonly Rule[]>>> = {
  pack: [packIsItsContent],
  accreditation: [inOrder('validFrom', 'validUntil')],
  certificate: [inOrder('validFrom', 'validUntil'), aboutAShipment, certifiesWhatItWeighs],
  trade: [needs('lines'), countable],
  answer: [countable],
  claim: [needs('lots'), aboutLotsOrAProduct],
  account: [needs('moves'), namesItsUnits],
  membership: [inOrder('from', 'until')],
};

function needs(...names: string[]): Rule {
  return ({ claims, isWhole }) => {
    const missing = isWhole ? names.find((name) => !Object.hasOwn(claims, name)) : undefined;
    return missing === undefined
      ? undefined
      : refused('CLAIM_MISSING', `${missing} must be there`, `/${missing}`);
  };
}

function inOrder(from: string, until: string): Rule {
  return ({ claims }) => {
    const [first, last] = [parseInstant(claims[from]), parseInstant(claims[until])];
    if (first === undefined || last === undefined || first <= last) return undefined;
    return refused('VALIDITY_REVERSED', `${until} is before ${from}`, `/${until}`);
  };
}

function packIsItsContent({ claims }: Sayings): Nonsense {
  const read = readPack(claims['content']);
  if (!read.ok) return refused(read.refusal.code, read.refusal.detail, `/content${read.refusal.path ?? ''}`);
  const differs = (['pack', 'version'] as const).find((name) => claims[name] !== read.pack[name]);
  if (differs === undefined) return undefined;
  return refused('CLAIM_INVALID', `${differs} is not that of the content`, `/${differs}`);
}

function aboutAShipment(sayings: Sayings): Nonsense {
  const { claims, isWhole } = sayings;
  if (claims['type'] !== 'transaction') return undefined;
  const none = isWhole && (claims['lots'] as CertifiedLot[] | undefined)?.length === 0;
  return none
    ? refused('CLAIM_INVALID', 'lots is empty: a transaction certificate is about goods', '/lots')
    : needs('buyer', 'shippedAt', 'lots')(sayings);
}

function certifiesWhatItWeighs({ claims }: Sayings): Nonsense {
  const lots = (claims['lots'] ?? []) as CertifiedLot[];
  const at = lots.findIndex(({ grams, certifiedGrams }) => certifiedGrams > grams);
  if (at === -1) return undefined;
  return refused('VOLUME_EXCEEDED', 'more is certified than it weighs', `/lots/${at}/certifiedGrams`);
}

function countable({ claims }: Sayings): Nonsense {
  for (const [at, { quantity, uom }] of ((claims['lines'] ?? []) as Counted[]).entries()) {
    const line = `/lines/${at}`;
    if (quantity === undefined && uom !== undefined)
      return refused('CLAIM_INVALID', 'a unit without a quantity', `${line}/uom`);
    const reading = quantity === undefined ? undefined : toBaseUnits(quantity, uom);
    if (reading?.ok !== false) continue;
    const { code, detail } = reading.refusal;
    return refused(code, detail, `${line}/${code.startsWith('QUANTITY_') ? 'quantity' : 'uom'}`);
  }
  return undefined;
}

export interface Counted {
  readonly quantity?: number;
  readonly uom?: string;
}

function aboutLotsOrAProduct({ claims, isWhole }: Sayings): Nonsense {
  const ofProduct = Object.hasOwn(claims, 'product');
  const lots = claims['lots'] as string[] | undefined;
  if (ofProduct && lots !== undefined && lots.length > 0)
    return refused('CLAIM_INVALID', 'a claim is about lots or about a product, not both', '/product');
  if (ofProduct || !isWhole || lots?.length !== 0) return undefined;
  return refused('CLAIM_INVALID', 'lots is empty, and no product is named', '/lots');
}

function namesItsUnits({ claims }: Sayings): Nonsense {
  const moves = (claims['moves'] ?? []) as { act: string; unit?: string }[];
  const at = moves.findIndex(({ act, unit }) => unit === undefined && (act === 'issue' || act === 'retire'));
  if (at === -1) return undefined;
  return refused('CLAIM_MISSING', 'what is issued or retired is a unit with a name', `/moves/${at}/unit`);
}
