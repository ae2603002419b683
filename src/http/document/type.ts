// Media types of documents that are kept beside the log.

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
