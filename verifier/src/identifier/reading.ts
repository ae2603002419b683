// What comes back when a text is read as an identifier.
import type { Result } from '../bytes/result.ts';
import type { IdentifierKind, IdentifierLevel } from './keys.ts';

/** What an identifier names. `id` is the canonical text; `level` says whether it names one thing or a class of things. */
export interface CanonicalId {
  id: string;
  kind: IdentifierKind;
  level: IdentifierLevel;
}

export type IdentifierRefusalCode =
  | 'NOT_AN_IDENTIFIER'
  | 'BAD_CHECK_DIGIT'
  | 'BAD_KEY_VALUE'
  | 'BAD_QUALIFIERS'
  | 'BAD_EPC_URN';

export type IdentifierReading = Result<CanonicalId, IdentifierRefusalCode>;
