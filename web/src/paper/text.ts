// Texts of a PDF file: where one stands, and how it is written.
export interface PaperText {
  readonly text: string;
  /** Points from the left and from the top of the page to the start of the line on which the letters stand. */
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly width: number;
}

/** A text string in UTF-16 (7.9.2.2). */
export function textOf(text: string): string {
  return `<FEFF${utf16(text)}>`;
}

export function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, at) =>
    text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0'),
  ).join('');
}
