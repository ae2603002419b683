/**
 * What the verifier needs of a machine's cryptography. Two back ends: `purePrimitives` runs anywhere,
 * `nodePrimitives` is fast. They MUST agree on every input; `primitives.test.ts` holds them to it.
 *
 * All synchronous. WebCrypto is left out on purpose: it is asynchronous, and browsers differ on which odd
 * Ed25519 signatures they take.
 */
export interface Primitives {
  sha256(data: Uint8Array): Uint8Array;
  /** Room for `most` messages of `length` bytes, to be hashed together. Others may use the same room: messages MUST be
   * written, hashed and their digests read without a pause between. */
  hashRows(length: number, most: number): HashRows;
  /** SHA-256 of ASCII text, as base64url: the digest of a disclosure (RFC 9901 section 4.2.3). */
  sha256Base64url(ascii: string): string;
  /** Strict: undefined unless encoding the result gives `text` again. */
  decodeBase64url(text: string): Uint8Array | undefined;
  /** As `decodeBase64url`, many at once, the byte `end` after each; undefined where any of them is not strict. */
  decodeBase64urlList(texts: readonly string[], end: number): Uint8Array | undefined;
  /** base64url of the UTF-8 of well-formed text, without padding. */
  encodeBase64urlText(text: string): string;
  /** Strict base64url of strict UTF-8; a byte order mark is kept. */
  decodeBase64urlText(text: string): string | undefined;
  /**
   * RFC 8032 section 5.1.7, with the choices that it leaves open made once, each for the stricter side: S below
   * the group order, A encoded canonically and not of small order, and the equation without the cofactor
   * (so R must be the very bytes that S·B - k·A gives). Wrong lengths are false, not thrown.
   */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /**
   * As `verifyEd25519`, for an answer that is asked for later: a back end may work it out meanwhile, on another thread.
   * The bytes MUST stay as they are until then.
   */
  beginEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): () => boolean;
}

/** SHA-256 of many messages of one length: what is hashed by the hundred thousand is hashed side by side. */
export interface HashRows {
  /** Message i is written from `i * stride` on, over the one that was there; nothing else of it may be written. */
  readonly messages: DataView;
  readonly stride: number;
  /** 32 bytes each, until the next call. */
  readonly digests: DataView;
  /** Hashes the first `count` messages. */
  hash(count: number): void;
}
