/** What is wrong (or odd), at which JSON pointer, in a sentence that says what to do. */
export interface Finding {
  code: string;
  pointer: string;
  detail: string;
}

/** A JSON pointer segment (RFC 6901 section 3). */
export function segment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
