import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Context } from 'hono';
import { clientAddress, countedAddress } from './address.ts';

function from(remoteAddress: string | undefined, forwarded?: string): Context {
  const env = remoteAddress === undefined ? {} : { incoming: { socket: { remoteAddress } } };
  return {
    env,
    req: { header: (name: string) => (name === 'x-forwarded-for' ? forwarded : undefined) },
  } as never;
}

test('the socket tells it; a header only behind a proxy, and of it the last word', () => {
  assert.equal(clientAddress(from('192.0.2.1', '10.0.0.1'), false), '192.0.2.1');
  assert.equal(clientAddress(from('192.0.2.1', '10.0.0.1, 198.51.100.7'), true), '198.51.100.7');
  for (const nothing of [undefined, '', ' , '])
    assert.equal(clientAddress(from('192.0.2.1', nothing), true), '192.0.2.1');
  assert.equal(clientAddress(from(undefined), false), '127.0.0.1');
});

const counted: [string, string][] = [
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['::1', '0:0:0:0::/64'],
];

for (const [address, expected] of counted) {
  test(`${address} is counted as ${expected}`, () =>
    assert.equal(countedAddress(from(address), false), expected));
}
