// How much a certificate assures: never stated, it follows from who says it and how it came here. Passing on never raises it.
import type { RecordBook } from '../../record/book.ts';
import { type Assurance, assurances, type Certificate } from '../../record/record.ts';
import { accreditedFor } from '../authority/chain.ts';

/** What an accredited body says itself is third-party. Who holds a certificate cannot vouch that it was checked: handed in by the holder it is a document. */
export function assuranceOf(book: RecordBook, certificate: Certificate): Assurance {
  const { type, imported, issuer, holder } = certificate;
  if (type === 'self-declaration') return 'self-declared';
  if (type === 'self-assessment') return 'self-assessed';
  if (imported !== null)
    return imported.format === 'credential' && issuer !== holder
      ? 'imported-credential'
      : 'imported-document';
  if (issuer === holder) return 'self-declared';
  return needsAccreditation(certificate) && isByCertifier(book, certificate) ? 'third-party' : 'second-party';
}

/** The holder's word, or what it handed in: it keeps no number from who certifies. */
export function isHoldersWord({ imported, issuer, holder }: Certificate): boolean {
  return imported !== null || issuer === holder;
}

/** Said here by a certifier, not handed in, nor said by the holder or a second party. */
export function needsAccreditation({ type, imported }: Certificate): boolean {
  return imported === null && !type.startsWith('self-') && type !== 'second-party';
}

/** Accredited for the scheme when the log took it; for which country and process is asked where it covers something. */
function isByCertifier(book: RecordBook, { issuer, scheme, recordedAtMs }: Certificate): boolean {
  const asked = { roles: ['certification-body', 'auditor'] as const, scheme };
  return accreditedFor(book, issuer, asked, recordedAtMs, Infinity).ok;
}

/** Null counts as nothing that was rested on. */
export function weakest(one: Assurance | null, other: Assurance | null): Assurance | null {
  if (one === null || other === null) return one ?? other;
  return assurances.indexOf(one) <= assurances.indexOf(other) ? one : other;
}
