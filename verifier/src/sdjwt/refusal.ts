import type { JsonRefusalCode } from '../bytes/json.ts';

/** Every reason for which an SD-JWT is refused. */
export type SdJwtRefusalCode =
  | JsonRefusalCode
  // the compact form
  | 'COMPACT_MALFORMED'
  | 'COMPACT_TOO_LARGE'
  | 'TOO_MANY_DISCLOSURES'
  | 'BASE64URL_INVALID'
  // disclosures and digests
  | 'DISCLOSURE_MALFORMED'
  | 'DISCLOSURE_REPEATED'
  | 'DISCLOSURE_UNREFERENCED'
  | 'DISCLOSURE_MISPLACED'
  | 'DISCLOSURE_NAME_RESERVED'
  | 'DISCLOSURE_NAME_EXISTS'
  | 'DIGEST_MALFORMED'
  | 'DIGEST_REPEATED'
  | 'CLAIM_NAME_RESERVED'
  | 'NESTED_TOO_DEEP'
  | 'SD_ALG_UNKNOWN'
  // signature and key binding
  | 'HEADER_INVALID'
  | 'PAYLOAD_INVALID'
  | 'SIGNATURE_INVALID'
  | 'KEY_BINDING_MISSING'
  | 'KEY_BINDING_INVALID';

/** The reasons for which a statement is refused: those of any SD-JWT, and those of docs/protocol/statement.md. */
export type StatementRefusalCode =
  | SdJwtRefusalCode
  | 'KEY_BINDING_UNEXPECTED'
  | 'KIND_UNKNOWN'
  | 'CLAIM_MISSING'
  | 'CLAIM_UNKNOWN'
  | 'CLAIM_INVALID'
  | 'EVENT_LIST_MISSING'
  | 'EVENT_NOT_A_DISCLOSURE'
  | 'EVENT_INVALID'
  | 'TOO_MANY_EVENTS'
  | 'ANNEX_INVALID'
  | 'BIRTH_INVALID';
