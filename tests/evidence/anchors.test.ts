// Proofs that a head was anchored: real ones of an EVM, of another log and of an archive; and every change to them.
import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  type AnchorClaim,
  type AnchorProof,
  type ArchiveProof,
  cosign,
  encodeBase64,
  type EvmProof,
  formatNote,
  type LogProof,
  type OpenedAnchor,
  openAnchor,
  parseLogKey,
  parseNote,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { receiptWay } from '../../src/anchor/evm/trie.ts';
import { receiptFromProof } from '../../verifier/src/anchor/receipt-proof.ts';
import { honestChain, smallChain } from './chain.ts';
import { archiveAnchor, cosignedBy, cosigner, headAt, logAnchor } from './outside.ts';
import { recordAnchors, recordedAnchors } from './recorded-anchors.ts';
import { SmallWorld } from './world.ts';

if (process.env['SELVEDGE_WRITE_VECTORS'] !== undefined) await recordAnchors();

const log = parseLogKey(new SmallWorld().logKey, nodePrimitives)!;
const recorded = recordedAnchors();

function opened(claim: AnchorClaim): OpenedAnchor | undefined {
  const result = openAnchor(claim, log, nodePrimitives);
  return result.ok ? result.anchor : undefined;
}

function changed<P extends AnchorProof>(claim: AnchorClaim, change: Partial<P>): AnchorClaim {
  return { ...claim, proof: { ...(claim.proof as P), ...change } };
}

/** Every text that differs from this one in one character; hex stays hex. */
function* otherHex(text: string, step = 1): Iterable<string> {
  for (let at = 2; at < text.length; at += step) {
    const digit = ((Number.parseInt(text[at]!, 16) + 1 + (at % 15)) % 16).toString(16);
    yield text.slice(0, at) + digit + text.slice(at + 1);
  }
}

describe('an event in a block', () => {
  test('alone in its block, or among 131 transactions, it shows contract, time and block', () => {
    const { alone, amongMany, small, blocks } = recorded;
    const chain = honestChain().world;
    assert.equal(alone.root, encodeBase64(headAt(chain, 5).root));
    assert.equal(amongMany.root, encodeBase64(headAt(chain, 9).root));
    assert.equal(small.root, encodeBase64(headAt(smallChain(), 3).root));
    for (const [claim, number, atMs] of [
      [alone, 2, Date.UTC(2030, 0, 1)],
      [amongMany, 3, Date.UTC(2030, 0, 1, 1)],
      [small, 3, Date.UTC(2030, 0, 1, 1)],
    ] as const) {
      const { contract } = claim.proof as EvmProof;
      const hash = blocks[`eip155:31337/${number}`]!;
      assert.deepEqual(opened(claim), { atMs, place: contract, block: { number, hash } });
    }
    assert.equal((alone.proof as EvmProof).nodes.length, 1);
    assert.equal((amongMany.proof as EvmProof).nodes.length, 5);
  });

  test('no other digit of contract, log or nodes is accepted', () => {
    const { nodes, contract, log: logId } = recorded.amongMany.proof as EvmProof;
    for (const other of otherHex(contract))
      assert.equal(opened(changed<EvmProof>(recorded.amongMany, { contract: other })), undefined);
    for (const other of otherHex(logId))
      assert.equal(opened(changed<EvmProof>(recorded.amongMany, { log: other })), undefined);
    for (const [at, node] of nodes.entries())
      for (const other of otherHex(node))
        assert.equal(
          opened(changed<EvmProof>(recorded.amongMany, { nodes: nodes.with(at, other) })),
          undefined,
        );
  });

  test('another digit of the header gives another block, if any', () => {
    const { header } = recorded.alone.proof as EvmProof;
    const block = opened(recorded.alone)?.block;
    for (const other of otherHex(header))
      assert.notDeepEqual(opened(changed<EvmProof>(recorded.alone, { header: other }))?.block, block);
  });

  test('other numbers, nodes left out, added or turned round, and another head are refused', () => {
    const claim = recorded.amongMany;
    const { nodes, transaction } = claim.proof as EvmProof;
    const refused: AnchorClaim[] = [
      ...[transaction - 1, transaction + 1, 0, 2 ** 52].map((one) =>
        changed<EvmProof>(claim, { transaction: one }),
      ),
      ...[1, 2, 2 ** 40].map((event) => changed<EvmProof>(claim, { event })),
      ...[nodes.slice(1), nodes.slice(0, -1), nodes.toReversed(), [...nodes, nodes[0]!], []].map((other) =>
        changed<EvmProof>(claim, { nodes: other }),
      ),
      changed<EvmProof>(recorded.small, { event: 0 }),
      { ...claim, size: 10 },
      { ...claim, root: recorded.alone.root },
      { ...claim, chain: 'eip155:1', proof: { archive: 'a', note: 'b' } },
      { ...claim, chain: 'file:archive' },
      { ...claim, chain: 'eip155:01' },
    ];
    for (const one of refused) assert.equal(opened(one), undefined, JSON.stringify(one).slice(0, 200));
  });

  test('hostile headers and nodes are refused, and never throw', () => {
    const hex = fc
      .uint8Array({ minLength: 1, maxLength: 200 })
      .map((bytes) => `0x${Buffer.from(bytes).toString('hex')}`);
    fc.assert(
      fc.property(hex, fc.array(hex, { maxLength: 4 }), (header, nodes) => {
        assert.equal(opened(changed<EvmProof>(recorded.alone, { header })), undefined);
        assert.equal(opened(changed<EvmProof>(recorded.alone, { nodes })), undefined);
      }),
    );
  });
});

test('any receipt of a block of any size is found, and only it', () => {
  const receipts = fc
    .integer({ min: 1, max: 300 })
    .chain((count) => fc.tuple(fc.constant(count), fc.nat({ max: count - 1 })));
  fc.assert(
    fc.property(receipts, ([count, index]) => {
      const all = Array.from({ length: count }, (_, at) => new Uint8Array(60 + (at % 90)).fill(at % 256));
      const { root, nodes } = receiptWay(all, index);
      assert.deepEqual(receiptFromProof(root, index, nodes), all[index]);
      assert.equal(receiptFromProof(root, index + 1, nodes), undefined);
    }),
    { numRuns: 60 },
  );
});

describe('a statement in another log', () => {
  const world = honestChain().world;
  const claim = logAnchor(world, 7);
  const proof = claim.proof as LogProof;

  test('shows that log and when it took the statement', () => {
    const atMs = Date.UTC(2026, 2, 1, 0, 2);
    assert.deepEqual(opened(claim), { atMs, place: 'other.example/log', block: null });
  });

  test('of another log, size, root, name or kind it shows nothing', () => {
    const own = logAnchor(world, 7, {}, world.origin);
    for (const one of [
      logAnchor(world, 7, { log: 'third.example/log' }),
      logAnchor(world, 7, { size: 8 }),
      logAnchor(world, 7, { root: Buffer.alloc(32).toString('base64url') }),
      { ...claim, size: 8 },
      { ...claim, chain: own.chain },
      own,
    ])
      assert.equal(opened(one), undefined);
  });

  test('what it is told by may not be changed, nor have a signature more', () => {
    const cosigned = cosignedBy(proof.checkpoint, [cosigner('w.example')]);
    for (const change of [
      { index: proof.index + 1 },
      { recordedAtMs: proof.recordedAtMs + 1 },
      { firstLot: 1 },
      { inclusion: proof.inclusion.slice(1) },
      { checkpoint: cosigned },
      { log: world.logKey },
      { log: cosigner('other.example/log').text },
      { sdjwt: `${proof.sdjwt}~` },
      { sdjwt: proof.sdjwt.replace('.', '') },
    ])
      assert.equal(opened(changed<LogProof>(claim, change)), undefined, JSON.stringify(change));
  });
});

describe('a head that an archive has cosigned', () => {
  const world = honestChain().world;
  const archive = cosigner('archive.example');
  const claim = archiveAnchor(world, 9, archive);
  const { note } = claim.proof as ArchiveProof;

  test('shows the archive and its time', () => {
    assert.deepEqual(opened(claim), { atMs: Date.UTC(2026, 2, 3), place: 'archive.example', block: null });
  });

  test('other heads, keys and signatures are refused', () => {
    const parsed = parseNote(note);
    assert.ok(parsed.ok);
    const { text, signatures } = parsed.note;
    const [own, other] = signatures as [(typeof signatures)[0], (typeof signatures)[0]];
    const late = cosign(text, archive.key, 2 ** 50, (message) => sign(null, message, archive.speaker.key));
    for (const change of [
      { archive: cosigner('archive.example/2').text },
      { archive: world.logKey },
      { note: world.checkpoint(9) },
      { note: cosignedBy(world.checkpoint(8), [archive]) },
      { note: cosignedBy(note, [cosigner('w.example')]) },
      { note: formatNote({ text, signatures: [other, own] }) },
      { note: formatNote({ text, signatures: [other] }) },
      { note: formatNote({ text, signatures: [own, late] }) },
      { note: note.replace('\n9\n', '\n8\n') },
      { note: '' },
    ])
      assert.equal(opened(changed<ArchiveProof>(claim, change)), undefined, JSON.stringify(change));
  });
});
