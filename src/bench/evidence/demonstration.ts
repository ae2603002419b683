// Evidence for the T-shirt of the demonstration with all that a file can have: every value, balances out of the log's map,
// cosignatures of three witnesses, an archive's word for the head, and claims to be judged.
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import {
  cosign,
  type CosignerKey,
  cosignerKey,
  encodeBase64,
  formatVerifierKey,
  parseNote,
  verifyEvidence,
  withSignatures,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { SelvedgeNode } from '../../flow/node.ts';
import { openNode } from '../../flow/open-node.ts';
import type { World } from '../../flow/world.ts';
import { demonstration } from '../../scenario/demonstration.ts';
import { loadChain } from '../../scenario/load.ts';
import { openData } from '../../store/data.ts';
import { median } from '../rounds.ts';
import type { Row } from '../row.ts';
import { milliseconds } from '../row.ts';
import type { Setting } from '../setting.ts';

const section = 'Evidence for a T-shirt of the demonstration, with all of it';

export async function demonstrationRows(setting: Setting, directory: string): Promise<Row[]> {
  setting.progress('the demonstration');
  const data = openData(directory);
  const node = await openNode(data.world);
  try {
    const chain = demonstration();
    await loadChain(node, chain);
    await node.publishHoldings();
    vouchFor(node, data.world);
    const { id } = chain.showcase.find(({ kind }) => kind === 'lot') ?? { id: '' };
    return measured(setting, node, id);
  } finally {
    await node.close();
    data.close();
  }
}

interface Cosigner {
  readonly key: CosignerKey;
  readonly own: KeyObject;
}

/** What witnesses and an archive would have answered, had they been asked for the head of now. */
function vouchFor(node: SelvedgeNode, world: World): void {
  const { size, root } = node.head();
  const witnesses = ['one', 'two', 'three'].map((name, at) => cosigner(`${name}.example/witness`, at + 1));
  const archive = cosigner('archive.example', 4);
  const names = witnesses.map(({ key }) => formatVerifierKey(key));
  world.cosigned.keep({ size, note: cosigned(node.checkpoint(), witnesses), witnesses: names });
  world.anchored.keep({
    chain: 'file:archive',
    size,
    root: encodeBase64(root),
    proof: { archive: formatVerifierKey(archive.key), note: cosigned(node.checkpoint(), [archive]) },
    settledAtMs: world.clock.nowMs(),
  });
}

// PKCS #8 of an Ed25519 private key is this and its 32 bytes (RFC 8410 section 7).
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex');

function cosigner(name: string, seed: number): Cosigner {
  const der = Buffer.concat([pkcs8Prefix, Buffer.alloc(32, seed)]);
  const own = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { key: cosignerKey(name, publicKey, nodePrimitives), own };
}

function cosigned(note: string, cosigners: readonly Cosigner[]): string {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new Error(`the node's own checkpoint is no note: ${parsed.refusal.detail}`);
  const atSeconds = Math.floor(Date.now() / 1_000);
  const lines = cosigners.map(({ key, own }) =>
    cosign(parsed.note.text, key, atSeconds, (message) => sign(null, message, own)),
  );
  return withSignatures(parsed.note, lines);
}

function measured(setting: Setting, node: SelvedgeNode, id: string): Row[] {
  const times = { built: [] as number[], verified: [] as number[], processor: [] as number[] };
  let raw: Row['raw'] = {};
  for (let round = 0; round <= (setting.quick ? 5 : 15); round += 1) {
    setting.progress(`round ${round}`);
    const startedAt = performance.now();
    const answer = node.evidence(id, { level: 'full' });
    const builtAt = performance.now();
    if (!answer.ok) throw new Error(`no evidence: ${answer.refusals[0]?.code}`);
    const before = process.threadCpuUsage();
    const verdict = verifyEvidence(answer.value, { primitives: nodePrimitives });
    times.verified.push(performance.now() - builtAt);
    const { user, system } = process.threadCpuUsage(before);
    times.processor.push((user + system) / 1_000);
    times.built.push(builtAt - startedAt);
    const { trust } = verdict;
    if (!verdict.ok || trust?.witnesses.length !== 3 || trust.anchors.length !== 1 || !trust.holdings)
      throw new Error(
        `the evidence does not verify with all of it: ${JSON.stringify(verdict.checks.filter(({ result }) => result !== 'pass'))}`,
      );
    raw = {
      file: `${(answer.value.length / 1_000_000).toFixed(1)} MB`,
      statements: String(verdict.signers.reduce((sum, { statements }) => sum + statements, 0)),
      'lots proven': trust.holdings.proven.toLocaleString('en-GB'),
    };
  }
  // On a machine that does other things too the clock says more about those.
  const processor = {
    'processor time of this thread': milliseconds(median(times.processor.slice(1))),
    ...raw,
  };
  return [row('built', times.built, null, raw), row('verified', times.verified, { atMost: 300 }, processor)];
}

/** The first round, in code that is not compiled yet, stands beside the median of the others. */
function row(what: string, [first = 0, ...warm]: number[], target: Row['target'], raw: Row['raw']): Row {
  const figures = { median: milliseconds(median(warm)), first: milliseconds(first), ...raw };
  return { section, what, value: median(warm), unit: 'ms', target, raw: figures };
}
