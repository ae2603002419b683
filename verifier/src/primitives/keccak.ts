import { keccak_256 } from '@noble/hashes/sha3.js';

/** Keccak-256 with the padding from before FIPS 202, as Ethereum has it: not SHA3-256, and in no machine's own cryptography. */
export function keccak256(data: Uint8Array): Uint8Array {
  return keccak_256(data);
}
