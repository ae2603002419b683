import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressOf, isPublicAddress } from './address.ts';

const publicAddresses = [
  '93.184.215.14',
  '1.1.1.1',
  '172.15.255.255',
  '100.63.255.255',
  '192.0.1.1',
  '223.255.255.255',
];
const public6 = ['2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2a00:1450:4001:80e::200e', '2003::1'];

/** What each range must not let through: first, last, and something between. */
const refused: Record<string, string[]> = {
  'this network': ['0.0.0.0', '0.255.255.255'],
  private: ['10.0.0.0', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  'carrier-grade NAT': ['100.64.0.0', '100.127.255.255'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  'link-local, cloud metadata': ['169.254.169.254', '169.254.0.0', 'fe80::1', 'febf::1', 'fe80::1%eth0'],
  'protocol assignments': ['192.0.0.8', '192.0.0.170', '2001::1', '2001:1ff::1'],
  documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1'],
  benchmarks: ['198.18.0.1', '198.19.255.255'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  'reserved, broadcast': ['240.0.0.1', '255.255.255.255'],
  unspecified: ['::'],
  'IPv4 in IPv6': [
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    '::ffff:93.184.215.14',
    '::ffff:7f00:1',
    '::127.0.0.1',
  ],
  'translated (NAT64)': ['64:ff9b::a00:1', '64:ff9b::5db8:d70e', '64:ff9b:1::1'],
  '6to4, old relays': ['2002:0a00:0001::1', '192.88.99.1'],
  'unique local': ['fc00::1', 'fd12:3456:789a::1'],
  'site-local, discard': ['fec0::1', '100::1'],
  'no address': ['', 'example.com', '1.2.3', '1.2.3.4.5', '2606::12345'],
};

test('addresses that everybody can reach may be sent to', () => {
  for (const address of [...publicAddresses, ...public6])
    assert.equal(isPublicAddress(address), true, address);
});

for (const [what, addresses] of Object.entries(refused)) {
  test(`nothing is sent to ${what}`, () => {
    for (const address of addresses) assert.equal(isPublicAddress(address), false, address);
  });
}

const taken = [
  'https://erp.mill.example/hooks?tenant=7',
  'https://erp.mill.example:8443/',
  'https://93.184.215.14/',
  'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
];
const notTaken: Record<string, string> = {
  'http://erp.mill.example/': 'https',
  'ftp://erp.mill.example/': 'https',
  'file:///etc/passwd': 'https',
  'https://user:word@erp.mill.example/': 'name or password',
  'https://user@erp.mill.example/': 'name or password',
  'https://erp.mill.example:22/': 'port',
  'https://erp.mill.example:80/': 'port',
  'https://localhost/': 'private',
  'https://metadata.google.internal/': 'private',
  'https://printer.local/': 'private',
  'https://intranet/': 'private',
  'https://erp.localhost./': 'private',
  'https://127.0.0.1/': 'private',
  'https://2130706433/': 'private',
  'https://0x7f.1/': 'private',
  'https://017700000001/': 'private',
  'https://[::1]/': 'private',
  'https://[::ffff:10.0.0.1]/': 'private',
  'https://[64:ff9b::a00:1]/': 'private',
  'https://10.1/': 'private',
  'not an address': 'no address',
  [`https://erp.mill.example/${'a'.repeat(2_000)}`]: 'no address',
};

test('addresses of receivers', () => {
  for (const text of taken) assert.ok(addressOf(text, []).ok, text);
  for (const [text, why] of Object.entries(notTaken)) {
    const answer = addressOf(text, []);
    assert.equal(answer.ok, false, text);
    assert.match(answer.ok ? '' : (answer.refusals[0]?.detail ?? ''), new RegExp(why), text);
  }
});

test('a receiver that the operator has named may be anywhere, and no other with it', () => {
  const named = ['erp.mill.lan:8080', '10.0.0.7', '[fd00::7]:8080'];
  for (const text of [
    'http://erp.mill.lan:8080/a',
    'https://10.0.0.7/',
    'http://10.0.0.7:99/',
    'http://[fd00::7]:8080/',
  ])
    assert.ok(addressOf(text, named).ok, text);
  for (const text of [
    'http://erp.mill.lan/',
    'http://10.0.0.8/',
    'https://10.0.0.8/',
    'ftp://10.0.0.7/',
    'http://a@10.0.0.7/',
  ])
    assert.equal(addressOf(text, named).ok, false, text);
});
