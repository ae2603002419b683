// Codes of credentials and status lists that are handed in: 422, for the request was understood, and what it brought is
// not taken.
import type { ProblemKind } from './catalogue.ts';

function notTaken(title: string, meaning: string): ProblemKind {
  return { status: 422, title, exception: 'ValidationException', meaning };
}

const asDocument = 'What cannot be checked may be handed in as a document: it counts less.';

export const credentialKinds: Readonly<Record<string, ProblemKind>> = {
  CREDENTIAL_MALFORMED: notTaken(
    'The credential is not well formed',
    `A credential is a JWT or SD-JWT in compact form with the members of its data model. ${asDocument}`,
  ),
  CREDENTIAL_FORM_UNKNOWN: notTaken(
    'The form of the credential is not known',
    `Taken are W3C credentials 2.0 as vc+jwt, 1.1 in the claim vc of a JWT, and SD-JWT VCs. ${asDocument}`,
  ),
  CREDENTIAL_ALGORITHM_UNKNOWN: notTaken(
    'The credential is signed in another way',
    `Taken are EdDSA with Ed25519, and ES256. ${asDocument}`,
  ),
  CREDENTIAL_KEY_UNKNOWN: notTaken(
    'No key of the issuer is known',
    'Nothing is fetched: the operator hands in the DID document or JWK set of the issuer. A did:key and a did:jwk need none.',
  ),
  CREDENTIAL_SIGNATURE_INVALID: notTaken(
    'The signature does not fit',
    'The credential was changed after it was signed, or somebody else signed it. Ask whoever gave it to you.',
  ),
  CREDENTIAL_NOT_YET_VALID: notTaken('The credential is not valid yet', 'Hand it in once it is.'),
  CREDENTIAL_EXPIRED: notTaken('The credential has expired', 'Ask its issuer for a new one.'),
  CREDENTIAL_REVOKED: notTaken(
    'The credential was revoked',
    'The status list that was handed in says so. Ask its issuer.',
  ),
  CREDENTIAL_SUSPENDED: notTaken(
    'The credential is suspended',
    'The status list that was handed in says that it does not count at present. Hand it in again once it does.',
  ),
  CREDENTIAL_NONCONFORMING: notTaken(
    'The credential certifies nothing',
    'It attests that something does not conform.',
  ),
  CREDENTIAL_HOLDER_DIFFERS: notTaken(
    'The credential is about somebody else',
    'Only the party that it was issued to hands it in. Its id there must be the id, or an identifier, of the party here.',
  ),
  CREDENTIAL_CONTRADICTED: notTaken(
    'The credential does not say that',
    'What a credential tells stands; amounts are told by it or by nobody. Only what it is silent about, or calls otherwise, can be added.',
  ),
  STATUS_LIST_INVALID: notTaken(
    'The status list is not taken',
    'A status list is a BitstringStatusListCredential as vc+jwt, signed by the issuer and not expired. Fetch it anew.',
  ),
  STATUS_LIST_DIFFERS: notTaken(
    'The status list does not belong to the credential',
    'It has to be of the same issuer, and have a bit at the index that the credential names.',
  ),
  UPLOAD_OFFSET_WRONG: {
    status: 409,
    title: 'The part belongs elsewhere',
    exception: 'ValidationException',
    meaning: 'Upload-Offset of this answer says how many bytes are here: send the part that begins there.',
  },
  DOCUMENT_TYPE_DIFFERS: {
    status: 415,
    title: 'The document is not what it is said to be',
    exception: 'UnsupportedMediaTypeException',
    meaning:
      'A document is what its first bytes say, whatever its name or Content-Type. Send it as what it is.',
  },
  TOO_MANY_JOBS: {
    status: 429,
    title: 'Too many captures wait',
    exception: 'CaptureLimitExceededException',
    meaning:
      'So much of one party may wait to be recorded. Retry-After says when to send more; what waits is not lost.',
  },
  TOO_MANY_UPLOADS: {
    status: 429,
    title: 'Too many documents are begun',
    exception: 'CaptureLimitExceededException',
    meaning: 'Finish what was begun. What is not finished is forgotten after seven days.',
  },
  PARTY_UNKNOWN: {
    status: 404,
    title: 'There is no such party',
    exception: 'NoSuchResourceException',
    meaning: 'The node has admitted no party by that id. GET /parties lists those that it has.',
  },
};
