// Media types of documents that are kept beside the log.

/** A part of a document that is uploaded in parts: as tus 1.0 calls it, and as the IETF's draft does. */
export const partTypes: readonly string[] = ['application/offset+octet-stream', 'application/partial-upload'];

/** What is taken. Nothing that a browser would run. */
export const documentTypes: readonly string[] = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  'image/webp',
  'text/csv',
  'text/plain',
  'application/json',
  'application/vc+jwt',
  'application/vc+sd-jwt',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
