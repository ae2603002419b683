import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anchorAbi,
  anchorCompilerVersion,
  anchorCreationCode,
  anchorRuntimeCode,
  anchorSourcesSha256,
} from './artifact.ts';
import { compileAnchor } from './compile.ts';
import { deployAnchor } from './testing/anchoring.ts';
import { noAnvil, startAnvil } from './testing/anvil.ts';

test('the committed artifact is what the sources give, byte for byte', () => {
  assert.deepEqual(compileAnchor(), {
    abi: anchorAbi,
    creationCode: anchorCreationCode,
    runtimeCode: anchorRuntimeCode,
    compilerVersion: anchorCompilerVersion,
    sourcesSha256: anchorSourcesSha256,
  });
});

test('a deployed contract has exactly the code of the artifact', { skip: noAnvil }, async () => {
  const chain = await startAnvil();
  try {
    const address = await deployAnchor(chain, await chain.wallet());
    assert.equal(await chain.rpc('eth_getCode', address, 'latest'), anchorRuntimeCode);
  } finally {
    await chain.stop();
  }
});

test('there is no door but these, and none of them takes ether', () => {
  const functions = anchorAbi.filter((item) => item.type === 'function');
  assert.deepEqual(
    functions.map(({ name, stateMutability }) => `${name} ${stateMutability}`),
    [
      'acceptOwner nonpayable',
      'anchor nonpayable',
      'anchorAll nonpayable',
      'head view',
      'logId pure',
      'open nonpayable',
      'owners view',
      'proposeOwner nonpayable',
    ],
  );
  const kinds = new Set(anchorAbi.map(({ type }) => type));
  assert.deepEqual([...kinds].sort(), ['error', 'event', 'function'], 'no constructor, fallback or receive');
});

test('the code calls nothing but the hash, makes nothing and cannot end or replace itself', () => {
  const found = new Set(opcodes(anchorRuntimeCode));
  assert.ok(found.has(0xfa), 'STATICCALL, for SHA-256');
  const banned = { create: 0xf0, call: 0xf1, callcode: 0xf2, delegatecall: 0xf4, create2: 0xf5, end: 0xff };
  for (const [name, opcode] of Object.entries(banned)) assert.equal(found.has(opcode), false, name);
});

/** The instructions of the code; what PUSH1 to PUSH32 push is data. */
function opcodes(code: string): number[] {
  const bytes = Buffer.from(code.slice(2), 'hex');
  const found: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const opcode = bytes[at]!;
    found.push(opcode);
    if (opcode >= 0x60 && opcode <= 0x7f) at += opcode - 0x5f;
  }
  return found;
}
