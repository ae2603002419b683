// The operator makes an evidence file by hand, from what its node gives and what it would rather show.
import {
  chainAfter,
  decodeBase64,
  encodeBase64,
  type Evidence,
  formatEvidence,
  type Holdings,
  holdingsLeaf,
  type HoldingsLot,
  leafHash,
  nodeHash,
  parseEvidence,
  readStatement,
  rootOfLeaves,
  sealedTotals,
  splitPoint,
  type Statement,
  subtreeProofRanges,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { SelvedgeNode } from '../../flow/node.ts';

const bundleWidth = 256;

/** The same question with other statements: the proof of the tree is made to fit, so that nothing shows a gap. */
export function refiled(
  node: SelvedgeNode,
  file: Uint8Array,
  change: (evidence: Evidence) => Evidence,
): Uint8Array {
  const evidence = withBirthsShown(opened(file), change);
  const { size } = node.head();
  const leaves = leavesOf(node);
  const root = evidence.holdings === null ? [] : [evidence.holdings.root.index];
  const indexes = [...evidence.statements.map(({ index }) => index), ...root].sort(
    (one, other) => one - other,
  );
  const proof = subtreeProofRanges(size, indexes).map(([lo, hi]) =>
    encodeBase64(rootOfLeaves(leaves.slice(lo, hi), nodePrimitives)),
  );
  return formatEvidence({ ...evidence, proof });
}

/** A leaf of the map is opened by the birth of its lot: where that is not shown any more, its hash takes its place. */
function withBirthsShown(whole: Evidence, change: (evidence: Evidence) => Evidence): Evidence {
  const changed = change(whole);
  const { holdings } = changed;
  if (holdings === null) return changed;
  const births = birthsIn(changed);
  const lots = holdings.lots.filter(({ number }) => births.has(number));
  if (lots.length === holdings.lots.length) return changed;
  return { ...changed, holdings: { ...holdings, lots, proof: reproven(holdings, birthsIn(whole), lots) } };
}

/** Secrets of the lots whose births are shown, by number. */
function birthsIn({ statements }: Evidence): Map<number, Uint8Array> {
  const births = new Map<number, Uint8Array>();
  for (const { firstLot, sdjwt } of statements)
    for (const { position, secret } of statementIn(sdjwt).birthsShown)
      births.set(firstLot + position, secret);
  return births;
}

function reproven(
  { root, lots, proof }: Holdings,
  secrets: ReadonlyMap<number, Uint8Array>,
  kept: Holdings['lots'],
): string[] {
  const known = new Map(
    lots.map((lot) => [`${lot.number} ${lot.number + 1}`, leafIn(lot, secrets.get(lot.number)!)]),
  );
  const numbers = lots.map(({ number }) => number);
  for (const [at, [lo, hi]] of subtreeProofRanges(root.lots, numbers).entries())
    known.set(`${lo} ${hi}`, decodeBase64(proof[at]!)!);
  const hash = (lo: number, hi: number): Uint8Array => {
    const found = known.get(`${lo} ${hi}`);
    if (found !== undefined) return found;
    const middle = lo + splitPoint(hi - lo);
    return nodeHash(hash(lo, middle), hash(middle, hi), nodePrimitives);
  };
  const fewer = kept.map(({ number }) => number);
  return subtreeProofRanges(root.lots, fewer).map(([lo, hi]) => encodeBase64(hash(lo, hi)));
}

function leafIn(lot: HoldingsLot, secret: Uint8Array): Uint8Array {
  const { number, count, before, links } = lot;
  const chain = links.reduce(
    (so, { entry, delta }) => chainAfter(so, entry, decodeBase64(delta)!, nodePrimitives),
    decodeBase64(before)!,
  );
  const history = { count, last: links.at(-1)?.entry ?? 0, chain };
  return holdingsLeaf(number, history, sealedTotals(secret, lot, nodePrimitives), nodePrimitives);
}

/** Leaves out the statements that the operator would rather not show. */
export function withoutStatements(
  node: SelvedgeNode,
  file: Uint8Array,
  isHidden: (statement: Statement) => boolean,
): Uint8Array {
  return refiled(node, file, (evidence) => ({
    ...evidence,
    statements: evidence.statements.filter(({ sdjwt }) => !isHidden(statementIn(sdjwt))),
  }));
}

export function evidenceOf(node: SelvedgeNode, lot: string, since?: number): Uint8Array | undefined {
  const answer = node.evidence(lot, { level: 'full', ...(since !== undefined && { since }) });
  return answer.ok ? answer.value : undefined;
}

export function opened(file: Uint8Array): Evidence {
  const parsed = parseEvidence(file);
  if (!parsed.ok) throw new Error(`no evidence file: ${parsed.refusal.detail}`);
  return parsed.evidence;
}

export function statementIn(sdjwt: string): Statement {
  const read = readStatement(sdjwt, nodePrimitives);
  if (!read.ok) throw new Error(`no statement: ${read.refusal.detail}`);
  return read.statement;
}

export function leavesOf(node: SelvedgeNode): Uint8Array[] {
  const { size } = node.head();
  const leaves: Uint8Array[] = [];
  for (let first = 0; first < size; first += bundleWidth) {
    const bundle = node.entryBundle(first / bundleWidth, Math.min(bundleWidth, size - first))!;
    for (let at = 0; at < bundle.length; ) {
      const length = (bundle[at]! << 8) | bundle[at + 1]!;
      leaves.push(leafHash(bundle.subarray(at + 2, at + 2 + length), nodePrimitives));
      at += 2 + length;
    }
  }
  return leaves;
}
