// Whether an event fits into a statement, and how many events fit into one (docs/protocol/statement.md, "Refusals").
// Asked before drafting, so that what cannot be signed is refused to its sender in the sender's own terms.
import { compactCharactersMax, disclosuresMax, eventsMax } from '#verifier';
import { idLists, quantityLists } from './granularity.ts';

type Json = Record<string, unknown>;

export interface Weight {
  disclosures: number;
  /** Upper estimate of its share of the compact statement. */
  characters: number;
}

const nestingMaxInEvents = 8;
const reserved = new Set(['_sd', '...', '__proto__']);
// Base64url of JSON, a digest in the parent and a salt for each disclosure, with room to spare.
const charactersPerJsonCharacter = 1.5;
const charactersPerDisclosure = 110;
const charactersOfTheRest = 64 * 1024;

export interface Unfit {
  code: string;
  field: string;
  detail: string;
}

export function weightOf(event: Json): Weight {
  const disclosures = Object.entries(event).reduce(
    (sum, [name, value]) => sum + disclosuresOf(name, value),
    4,
  );
  const characters =
    JSON.stringify(event).length * charactersPerJsonCharacter + disclosures * charactersPerDisclosure;
  return { disclosures, characters };
}

/** Why no statement can hold this event; undefined if one can. */
export function unfit(event: Json, weight: Weight): Unfit | undefined {
  for (const [name, value] of Object.entries(event)) {
    if (depthOf(value) > nestingMaxInEvents) {
      return {
        code: 'EVENT_TOO_DEEP',
        field: name,
        detail: `${name} nests more than ${nestingMaxInEvents} levels deep: flatten it.`,
      };
    }
    const found = reserved.has(name) ? name : reservedIn(value);
    if (found !== undefined)
      return {
        code: 'NAME_RESERVED',
        field: name,
        detail: `The name ${found} has a meaning in signed statements: choose another.`,
      };
  }
  if (weight.disclosures <= disclosuresMax && weight.characters + charactersOfTheRest <= compactCharactersMax)
    return undefined;
  return {
    code: 'EVENT_TOO_LARGE',
    field: 'epcList',
    detail:
      'The event is larger than a statement may be (16,384 ids and properties, 4 MiB): split it into several events.',
  };
}

/** Consecutive runs of events of which each fits into one statement. */
export function inStatements<T>(events: readonly T[], weigh: (event: T) => Weight): T[][] {
  const parts: T[][] = [];
  let sum = { disclosures: 0, characters: charactersOfTheRest };
  for (const event of events) {
    const { disclosures, characters } = weigh(event);
    const part = parts.at(-1);
    const fits =
      sum.disclosures + disclosures <= disclosuresMax && sum.characters + characters <= compactCharactersMax;
    if (part !== undefined && part.length < eventsMax && fits) {
      part.push(event);
      sum = { disclosures: sum.disclosures + disclosures, characters: sum.characters + characters };
    } else {
      parts.push([event]);
      sum = { disclosures, characters: charactersOfTheRest + characters };
    }
  }
  return parts;
}

function disclosuresOf(name: string, value: unknown): number {
  if (!Array.isArray(value)) return 1;
  if (quantityLists.has(name)) return value.length * 3;
  // Twice: what an event brings into being is disclosed again as a birth.
  return idLists.has(name) ? value.length * 2 : 1;
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Object.values(value).reduce((deepest: number, inner) => Math.max(deepest, depthOf(inner)), 0);
}

function reservedIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    const found = !Array.isArray(value) && reserved.has(name) ? name : reservedIn(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}
