import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chainOfLog, cosignerKey, formatVerifierKey, verifierKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { readAnchors } from './config.ts';

const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
const log = formatVerifierKey(verifierKey('log.example', publicKey, nodePrimitives));
const archive = formatVerifierKey(cosignerKey('archive.example', publicKey, nodePrimitives));
const evm = { chain: 'eip155:10', rpc: 'https://rpc.example/key', contract: `0x${'aB'.repeat(20)}` };
const other = {
  chain: chainOfLog('log.example', nodePrimitives),
  ...{ url: 'https://log.example/', key: log, party: 'urn:x:us' },
};
const file = { chain: 'file:archive', outbox: 'out', inbox: 'in', key: archive };

function codeOf(value: unknown): string {
  const read = readAnchors(typeof value === 'string' ? value : JSON.stringify(value), nodePrimitives);
  return read.ok ? 'ok' : `${read.refusal.code} ${read.refusal.path}`;
}

test('all three kinds, with what they mean where nothing is said', () => {
  const read = readAnchors(JSON.stringify([evm, other, file]), nodePrimitives);
  assert.ok(read.ok);
  const [chain, there, archived] = read.anchors;
  assert.ok(chain?.kind === 'eip155' && there?.kind === 'tlog' && archived?.kind === 'file');
  assert.equal(chain.contract, evm.contract.toLowerCase());
  assert.equal(chain.chainId, 10n);
  assert.equal(chain.mostFeeWei, 200_000_000_000n);
  const { everyMs, confirmations, replaceAfterMs } = chain.policy;
  assert.deepEqual([everyMs, confirmations, replaceAfterMs], [3_600_000, 12, 300_000]);
  assert.equal(there.url, 'https://log.example');
  assert.equal(there.name, other.chain.slice('tlog:'.length).toUpperCase());
  assert.equal(there.policy.replaceAfterMs, null);
  assert.equal(codeOf([]), 'ok');
});

test('whatever is misspelt is refused, with its place', () => {
  const refusals: [unknown, string][] = [
    ['', 'ANCHORS_NOT_JSON '],
    ['{}', 'ANCHORS_NOT_JSON '],
    ['[{"chain":"a","chain":"b"}]', 'ANCHORS_NOT_JSON '],
    [[1], 'ANCHORS_MEMBER_INVALID /0'],
    [[{ ...evm, chain: 'eip155:010' }], 'ANCHORS_CHAIN_UNKNOWN /0/chain'],
    [[{ ...evm, chain: 'cosmos:hub' }], 'ANCHORS_CHAIN_UNKNOWN /0/chain'],
    [[{ ...evm, rpc: 'file:///etc/passwd' }], 'ANCHORS_MEMBER_INVALID /0/rpc'],
    [[{ ...evm, rpc: 'https://us:secret@rpc.example/key' }], 'ANCHORS_MEMBER_INVALID /0/rpc'],
    [[{ ...other, url: 'https://us@log.example' }], 'ANCHORS_MEMBER_INVALID /0/url'],
    [[{ ...evm, contract: '0x12' }], 'ANCHORS_MEMBER_INVALID /0/contract'],
    [[{ ...evm, confirmations: -1 }], 'ANCHORS_MEMBER_INVALID /0/confirmations'],
    [[{ ...evm, every: 0 }], 'ANCHORS_MEMBER_INVALID /0/every'],
    [[{ ...evm, privateKey: '0x00' }], 'ANCHORS_MEMBER_INVALID /0/privateKey'],
    [[evm, evm], 'ANCHORS_CHAIN_TWICE /1/chain'],
    [[{ ...other, key: archive }], 'ANCHORS_MEMBER_INVALID /0/key'],
    [[{ ...other, chain: `tlog:${'0'.repeat(32)}` }], 'ANCHORS_MEMBER_INVALID /0/key'],
    [[{ ...other, party: undefined }], 'ANCHORS_MEMBER_INVALID /0/party'],
    [[{ ...file, key: log }], 'ANCHORS_MEMBER_INVALID /0/key'],
    [[evm, { ...file, inbox: '' }], 'ANCHORS_MEMBER_INVALID /1/inbox'],
  ];
  for (const [value, expected] of refusals) assert.equal(codeOf(value), expected, JSON.stringify(value));
});
