// Certificates: by whom each type may be said, whose number it is, and how much a transaction certificate can draw.
import type { Certificate, CertificateType } from '#verifier';
import { drawingOf, isHoldersWord } from '#verifier';
import { mayCertify } from '../authority.ts';
import type { Known } from '../known.ts';
import { countryOf } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function certificateRefusals(said: Certificate, known: Known): RecordRefusal[] {
  return [...issuerRefusals(said, known), ...numberRefusals(said, known), ...volumeRefusals(said, known)];
}

/** The holder says them of itself. */
const ownWord: ReadonlySet<CertificateType> = new Set(['self-declaration', 'self-assessment']);

function issuerRefusals(said: Certificate, known: Known): RecordRefusal[] {
  const { issuer, holder, type, scheme, imported } = said;
  const country = countryOf(known, holder);
  // A node says itself which credentials it has checked: their holder cannot.
  if (imported?.format === 'credential' && issuer === known.register.operator) return [];
  if (imported !== null || ownWord.has(type)) return issuer === holder ? [] : [notTheHolder(said)];
  if (issuer === holder) {
    const detail = 'Nobody certifies itself: let another party issue it, or say it as a self-declaration.';
    return [refuse('SELF_CERTIFIED', 'holder', detail)];
  }
  if (type === 'second-party' || mayCertify(known, said, country)) return [];
  const detail = `${issuer} is not accredited for ${scheme} in ${country ?? 'a country that is not told'}, where ${holder} is: it needs an accreditation as certification body or auditor first.`;
  return [refuse('NOT_ACCREDITED', 'scheme', detail)];
}

function notTheHolder({ type, holder, imported }: Certificate): RecordRefusal {
  const what =
    imported === null
      ? `A ${type} is the word of its holder`
      : 'What was issued elsewhere is handed in by its holder';
  return refuse('NOT_YOURS_TO_SAY', 'holder', `${what}: let ${holder} sign it.`);
}

/** What a holder says of itself takes no number from a certifier: else whoever copies a certificate first would own it. */
function numberRefusals(said: Certificate, { book }: Known): RecordRefusal[] {
  const { scheme, number, holder } = said;
  if (number === null) return [];
  const isCertifiers = !isHoldersWord(said);
  const other = book
    .certificatesNumbered(scheme, number)
    .find((one) => one.holder !== holder && !(isCertifiers && isHoldersWord(one)));
  if (other === undefined) return [];
  const detail = `Number ${number} of ${scheme} belongs to ${other.holder}: check the number on the certificate.`;
  return [refuse('CERTIFICATE_NUMBER_TAKEN', 'number', detail, other)];
}

function volumeRefusals({ inputs }: Certificate, known: Known): RecordRefusal[] {
  const asked = new Map<string, number>();
  for (const { certificate, grams } of inputs) asked.set(certificate, (asked.get(certificate) ?? 0) + grams);
  return [...asked].flatMap(([input, grams]) => drawnRefusals(grams, input, known));
}

/** Over all that draw from the input and count. An input that the log has not got yet is a gap. */
function drawnRefusals(asked: number, id: string, { book }: Known): RecordRefusal[] {
  const input = book.byId('certificate', id);
  if (input === undefined) return [];
  const { certifiedGrams, drawnGrams, by } = drawingOf(book, input, Number.POSITIVE_INFINITY);
  const available = Math.max(0, certifiedGrams - drawnGrams);
  if (asked <= available || input.withheld) return [];
  const detail = `${asked} g would be drawn from ${id}, which has ${available} g left of ${certifiedGrams} g: draw less, or name what else it comes from.`;
  return [{ ...refuse('VOLUME_EXCEEDED', 'inputs', detail, by.at(-1) ?? input), asked, available }];
}
