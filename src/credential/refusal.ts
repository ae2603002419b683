// Why a credential from outside is not taken.

export type CredentialCode =
  | 'CREDENTIAL_MALFORMED'
  | 'CREDENTIAL_FORM_UNKNOWN'
  | 'CREDENTIAL_ALGORITHM_UNKNOWN'
  | 'CREDENTIAL_KEY_UNKNOWN'
  | 'CREDENTIAL_SIGNATURE_INVALID'
  | 'CREDENTIAL_NOT_YET_VALID'
  | 'CREDENTIAL_EXPIRED'
  | 'CREDENTIAL_REVOKED'
  | 'CREDENTIAL_SUSPENDED'
  | 'CREDENTIAL_NONCONFORMING'
  | 'CREDENTIAL_HOLDER_DIFFERS'
  | 'CREDENTIAL_CONTRADICTED'
  | 'STATUS_LIST_INVALID'
  | 'STATUS_LIST_DIFFERS';

/** `detail` is one plain sentence that says what to do. */
export interface CredentialRefusal {
  code: CredentialCode;
  detail: string;
  field?: string;
}

export type Checked<T> = { ok: true; value: T } | { ok: false; refusal: CredentialRefusal };

export function no(
  code: CredentialCode,
  detail: string,
  field?: string,
): { ok: false; refusal: CredentialRefusal } {
  return { ok: false, refusal: { code, detail, ...(field === undefined ? {} : { field }) } };
}
