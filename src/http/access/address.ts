// Whence a request comes, to count tries by. What a header says is hearsay, unless a proxy of the operator's stands in front.
import { isIPv6 } from 'node:net';
import type { Context } from 'hono';

interface Incoming {
  incoming?: { socket?: { remoteAddress?: string } };
}

/** The address as it is counted: of IPv6 the first 64 bits, for one customer has all the rest to choose from. */
export function countedAddress(c: Context, trustProxy: boolean): string {
  const address = clientAddress(c, trustProxy);
  if (!isIPv6(address) || address.includes('.')) return address;
  const [front = '', back] = address.split('::');
  const [before, after] = [front, back ?? ''].map((part) => (part === '' ? [] : part.split(':'))) as [
    string[],
    string[],
  ];
  const groups =
    back === undefined ? before : [...before, ...Array(8 - before.length - after.length).fill('0'), ...after];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** `trustProxy`: the last address of X-Forwarded-For, which the nearest proxy has put there. */
export function clientAddress(c: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  const socket = (c.env as Incoming | undefined)?.incoming?.socket?.remoteAddress;
  return forwarded || socket || '127.0.0.1';
}
