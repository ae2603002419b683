// Heads of this log kept elsewhere: that they were, since when, and that the checkpoint's log has grown from them (anchor.md).
import { blockName, openAnchor } from '../../anchor/anchor.ts';
import type { Checkpoint } from '../../checkpoint/checkpoint.ts';
import type { Policy } from '../../checkpoint/policy.ts';
import { formatVerifierKey, type LogKey, parseLogKey } from '../../checkpoint/verifierkey.ts';
import { verifyConsistency } from '../../merkle/consistency.ts';
import type { Primitives } from '../../primitives/primitives.ts';
import type { ShownAnchor } from '../form/anchors.ts';
import type { Evidence } from '../form/evidence.ts';
import { bytesOfHash } from '../form/hash.ts';
import { type AnchorTrust, minuteWords } from '../trust.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';
import { headOf } from './checkpoint.ts';

/** Hashes of blocks that the reader has from elsewhere: `eip155:1/123` -> `0x` and hex. */
export type KnownBlocks = Readonly<Record<string, string>>;

export interface AnchorsReading {
  readonly check: Check;
  readonly anchors: readonly AnchorTrust[];
}

export function checkAnchors(
  { anchors, checkpoint, log: logText, statements }: Evidence,
  blocks: KnownBlocks,
  policy: Policy,
  primitives: Primitives,
): AnchorsReading {
  const not = (detail: string): AnchorsReading => ({ check: notChecked('anchors', detail), anchors: [] });
  if (anchors.length === 0) return not('The file shows no anchor: nobody outside vouches for the time.');
  const head = headOf(checkpoint);
  const log = parseLogKey(logText, primitives);
  if (head === undefined || log === undefined) return not('The checkpoint could not be read.');
  const findings: Finding[] = [];
  const trusted: AnchorTrust[] = [];
  for (const anchor of anchors) {
    const reading = readAnchor(anchor, { head, log, blocks, policy, primitives, statements });
    if ('code' in reading) findings.push(reading);
    else trusted.push(reading);
  }
  const check = findings.length > 0 ? failed('anchors', findings) : passed('anchors', detailOf(trusted));
  return { check, anchors: trusted };
}

interface Asked extends Pick<Evidence, 'statements'> {
  readonly head: Checkpoint;
  readonly log: LogKey;
  readonly blocks: KnownBlocks;
  readonly policy: Policy;
  readonly primitives: Primitives;
}

function readAnchor(
  anchor: ShownAnchor,
  { head, log, blocks, policy, primitives, statements }: Asked,
): AnchorTrust | Finding {
  const { chain, size, root } = anchor;
  const opened = openAnchor(anchor, log, primitives);
  if (!opened.ok)
    return finding('ANCHOR_PROOF_INVALID', `The anchor on ${chain} is not proven: ${opened.refusal.detail}.`);
  const { atMs, place, block } = opened.anchor;
  const grown = {
    ...{ olderSize: size, olderRoot: bytesOfHash(root), newerSize: head.size, newerRoot: head.root },
    proof: anchor.consistency.map(bytesOfHash),
  };
  if (!verifyConsistency(grown, primitives))
    return finding(
      'ANCHOR_NOT_PREFIX',
      `The log of ${size} entries that is anchored on ${chain} is not shown to have grown into this one.`,
    );
  const anchored = { chain, size, covers: coverOf(size, statements), atMs, place };
  if (block === null)
    return { ...anchored, block: null, number: null, ...(isNamed(anchor, policy) && { named: true }) };
  const known = knownHash(blocks, chain, block.number);
  if (known !== undefined && known !== block.hash)
    return finding(
      'ANCHOR_BLOCK_DIFFERS',
      `The block ${block.number} of ${chain} that the anchor leads to is not the one whose hash you gave.`,
    );
  const checked = known === undefined ? 'not checked' : 'checked';
  return { ...anchored, block: checked, number: block.number };
}

/** An archive is known as a witness is, another log as the log is (witness.md, "Policy"). */
function isNamed({ proof }: ShownAnchor, { logs, witnesses }: Policy): boolean {
  if ('archive' in proof) return witnesses.some(({ key }) => formatVerifierKey(key) === proof.archive);
  return !('header' in proof) && logs.some(({ key }) => formatVerifierKey(key) === proof.log);
}

/** Entries ascend, so the first and the last say it. */
function coverOf(size: number, statements: Evidence['statements']): AnchorTrust['covers'] {
  if ((statements.at(-1)?.index ?? 0) < size) return 'all';
  return (statements[0]?.index ?? 0) < size ? 'part' : 'nothing';
}

function knownHash(blocks: KnownBlocks, chain: string, number: number): string | undefined {
  const name = blockName(chain, number) ?? '';
  return Object.hasOwn(blocks, name) ? blocks[name]?.toLowerCase() : undefined;
}

function detailOf(anchors: readonly AnchorTrust[]): string {
  const first = anchors.reduce((one, other) => (other.atMs < one.atMs ? other : one));
  const open = anchors.filter(({ block }) => block === 'not checked').length;
  const where = `Anchored in ${counted(anchors.length, 'place')}, first on ${first.chain} at ${minuteWords(first.atMs)}`;
  if (open === 0) return `${where}.`;
  return anchors.length === 1
    ? `${where}; anchored, block not checked: nobody gave its hash.`
    : `${where}; of ${open} of them the block was not checked: nobody gave its hash.`;
}

function finding(code: string, detail: string): Finding {
  return { code, detail, entries: [] };
}
