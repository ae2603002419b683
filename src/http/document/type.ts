// Media types of documents that are kept beside the log.

/** A part of a document that is uploaded in parts: as tus 1.0 calls it, and as the IETF's draft does. */
export const partTypes: readonly string[] = ['application/offset+octet-stream', 'application/partial-upload'];

const ends: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'text/csv': '.csv',
  'text/plain': '.txt',
  'application/json': '.json',
  'application/vc+jwt': '.jwt',
  'application/vc+sd-jwt': '.sdjwt',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
};

/** What is taken. Nothing that a browser would run. */
export const documentTypes: readonly string[] = Object.keys(ends);

/** How the name of a file ends: the one thing in it that is not the node's own. */
export function endOf(mediaType: string): string {
  return ends[mediaType] ?? '';
}
