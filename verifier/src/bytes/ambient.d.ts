// The few names of the web platform that the pure core may use: both are pure functions of their arguments,
// and every browser and every Node that the verifier supports has them.
declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options: { fatal: true; ignoreBOM: true });
  decode(bytes: Uint8Array): string;
}

interface String {
  /** ES2024: no lone surrogates. */
  isWellFormed(): boolean;
}
