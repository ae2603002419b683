// Certificates that were used or presented twice.
import { type Certificate, drawingOf, type RecordBook } from '#verifier';
import { type ReportFinding, reportFinding } from './facts.ts';

interface Input {
  readonly book: RecordBook;
  readonly atMs: number;
}

/** `VOLUME_EXCEEDED`: more is drawn from a transaction certificate, over all that draw from it, than it certifies. */
export function overdrawnCertificates({ book, atMs }: Input): ReportFinding[] {
  return certificates({ book, atMs }).flatMap((certificate) => {
    if (certificate.type !== 'transaction' || certificate.withheld) return [];
    const { certifiedGrams, drawnGrams, by } = drawingOf(book, certificate, atMs);
    if (drawnGrams <= certifiedGrams) return [];
    const names = by.map((one) => one.certificate).join(', ');
    const detail = `${drawnGrams} g are drawn from certificate ${certificate.certificate}, which certifies ${certifiedGrams} g, by ${names}.`;
    const [parties, entries] = [
      by.map(({ holder }) => holder),
      [certificate, ...by].map(({ entry }) => entry),
    ];
    return [reportFinding('VOLUME_EXCEEDED', certificate.certificate, detail, parties, entries)];
  });
}

/** `CERTIFICATE_NUMBER_TAKEN`: one number of a scheme with two holders. Once for each number. */
export function sharedNumbers({ book, atMs }: Input): ReportFinding[] {
  return certificates({ book, atMs }).flatMap((certificate) => {
    const { scheme, number } = certificate;
    if (number === null) return [];
    const same = book.certificatesNumbered(scheme, number).filter(({ recordedAtMs }) => recordedAtMs <= atMs);
    const holders = [...new Set(same.map(({ holder }) => holder))].sort();
    if (holders.length < 2 || same[0] !== certificate) return [];
    const detail = `Number ${number} of ${scheme} is presented by ${holders.join(' and ')}.`;
    const entries = same.map(({ entry }) => entry);
    return [reportFinding('CERTIFICATE_NUMBER_TAKEN', certificate.certificate, detail, holders, entries)];
  });
}

function certificates({ book, atMs }: Input): Certificate[] {
  return book.ofKind('certificate').filter(({ recordedAtMs }) => recordedAtMs <= atMs);
}
