// What a chain answers, read strictly (execution-apis): quantities are `0x` and hex without leading zeros, data is `0x`
// and pairs of hex digits.
import { decodeHex, isJsonObject } from '#verifier';
import { malformed } from './rpc.ts';

export type Members = Record<string, unknown>;

export function readQuantity(value: unknown, what: string): bigint {
  if (typeof value !== 'string' || !/^0x(?:0|[1-9a-f][0-9a-f]{0,63})$/i.test(value))
    throw malformed(`${what} is no quantity`);
  return BigInt(value);
}

/** Below 2^53. */
export function readNatural(value: unknown, what: string): number {
  const quantity = readQuantity(value, what);
  if (quantity > BigInt(Number.MAX_SAFE_INTEGER)) throw malformed(`${what} is too large`);
  return Number(quantity);
}

/** Lower case. `length` in bytes, where it is fixed. */
export function readHex(value: unknown, what: string, length?: number): string {
  const isHex = typeof value === 'string' && /^0x(?:[0-9a-f]{2})*$/i.test(value);
  if (!isHex || (length !== undefined && value.length !== 2 + 2 * length))
    throw malformed(`${what} is no ${length ?? ''} bytes of hex`.replace('  ', ' '));
  return value.toLowerCase();
}

export function readBytes(value: unknown, what: string, length?: number): Uint8Array {
  const bytes = decodeHex(readHex(value, what, length).slice(2));
  if (bytes === undefined) throw malformed(`${what} is no hex`);
  return bytes;
}

export function readMembers(value: unknown, what: string): Members {
  if (!isJsonObject(value)) throw malformed(`${what} is no object`);
  return value;
}

export function readList(value: unknown, what: string): unknown[] {
  if (!Array.isArray(value)) throw malformed(`${what} is no list`);
  return value;
}

/** As a scalar in RLP: big-endian without leading zeros, nothing for 0. */
export function scalarBytes(value: bigint): Uint8Array {
  if (value === 0n) return new Uint8Array(0);
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
