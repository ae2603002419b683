// What people type for a lot or a party, made into the id that the log knows.
import { canonicalId, gtin14, identifierFromPath, readIdentifier } from '#verifier';
import type { Refusal } from '../flow/answers.ts';
import type { Answer, SelvedgeNode } from '../flow/node.ts';
import { CannotTell } from './fault.ts';

/** Takes a canonical id, an EPC URN, a Digital Link of any domain, `/01/…/10/…`, or `GTIN/LOT`. */
export function lotIdOf(text: string): string {
  const reading = text.startsWith('/') ? identifierFromPath(text) : readIdentifier(gtinAndLot(text) ?? text);
  if (reading.ok) return reading.id;
  if (reading.refusal.code === 'BAD_CHECK_DIGIT')
    throw new CannotTell(
      `a digit of ${text} is wrong (${reading.refusal.detail}): compare it with the label`,
    );
  throw new CannotTell(
    `${text} is no identifier of a lot: give a Digital Link, an EPC URN, a path such as /01/09520161000011/10/62J1, or GTIN/LOT`,
  );
}

function gtinAndLot(text: string): string | undefined {
  const [, digits, lot] = /^(\d{8}|\d{12,14})\/([^/]+)$/.exec(text) ?? [];
  // With a wrong check digit it goes on as it is: the reading then says what is wrong.
  return digits === undefined || lot === undefined
    ? undefined
    : `https://id.gs1.org/01/${gtin14(digits) ?? digits.padStart(14, '0')}/10/${encodeURIComponent(lot)}`;
}

/** A party by id or by its exact name, if only one has it. */
export function partyIdOf(node: SelvedgeNode, text: string): Answer<string> {
  if (node.party(text) !== undefined) return { ok: true, value: text };
  const canonical = canonicalId(text)?.id;
  const fits = node
    .parties()
    .filter(
      ({ name, identifiers }) =>
        name === text || (canonical !== undefined && identifiers.includes(canonical)),
    );
  const [found] = fits;
  if (fits.length === 1 && found !== undefined) return { ok: true, value: found.party };
  return { ok: false, refusals: [partyUnknown(text, fits.length)] };
}

function partyUnknown(text: string, fits: number): Refusal {
  const detail =
    fits === 0
      ? `This node has admitted no party ${text}: see \`selvedge party list\`.`
      : `${fits} parties are called ${text}: give the id.`;
  return { code: 'PARTY_UNKNOWN', field: 'party', detail };
}
