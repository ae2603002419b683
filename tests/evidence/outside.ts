// Those outside a small world who vouch for it: witnesses, an archive, another log, a chain.
import { sign } from 'node:crypto';
import {
  type AnchorClaim,
  chainOfLog,
  consistencyRanges,
  cosign,
  type CosignerKey,
  cosignerKey,
  encodeBase64,
  encodeBase64url,
  type Evidence,
  formatVerifierKey,
  inclusionRanges,
  parseNote,
  rootOfLeaves,
  type ShownAnchor,
  subtreeProofRanges,
  withSignatures,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { SmallWorld, type Speaker, speaker } from './world.ts';

export interface Cosigner {
  key: CosignerKey;
  /** Its verifier key. */
  text: string;
  speaker: Speaker;
}

/** The same in every run. */
export function cosigner(name: string): Cosigner {
  const who = speaker(name, `cosigner ${name}`);
  const key = cosignerKey(name, who.publicKey, nodePrimitives);
  return { key, text: formatVerifierKey(key), speaker: who };
}

export const cosignedAtSeconds: number = Date.UTC(2026, 2, 1, 1) / 1000;

/** The note with their cosignatures behind what it bears already, a minute after one another. */
export function cosignedBy(
  note: string,
  cosigners: readonly Cosigner[],
  atSeconds: number = cosignedAtSeconds,
): string {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new Error(parsed.refusal.detail);
  const lines = cosigners.map(({ key, speaker: { key: own } }, at) =>
    cosign(parsed.note.text, key, atSeconds + 60 * at, (message) => sign(null, message, own)),
  );
  return withSignatures(parsed.note, lines);
}

export interface Outside {
  witnesses?: readonly Cosigner[];
  anchors?: readonly AnchorClaim[];
  /** Index of an entry of kind 2, whose map is shown with no lot of it opened. */
  root?: number;
}

/** The file that shows the same, in form 2 and with what is outside. */
export function withOutside(world: SmallWorld, evidence: Evidence, outside: Outside): Evidence {
  const { witnesses = [], anchors = [], root } = outside;
  const leaves = world.leaves();
  const hash = ([lo, hi]: readonly [number, number]): string =>
    encodeBase64(rootOfLeaves(leaves.slice(lo, hi), nodePrimitives));
  const committed = root === undefined ? undefined : world.entries[root]!;
  const indexes = [...evidence.statements.map(({ index }) => index), ...(root === undefined ? [] : [root])];
  return {
    ...evidence,
    format: 'selvedge-evidence/2',
    checkpoint: cosignedBy(evidence.checkpoint, witnesses),
    witnesses: witnesses.map(({ text }) => text),
    proof: subtreeProofRanges(
      leaves.length,
      indexes.sort((one, other) => one - other),
    ).map(hash),
    anchors: anchors
      .map(({ chain, size, root: anchored, proof }): ShownAnchor => {
        const consistency = consistencyRanges(size, leaves.length).map(hash);
        return { chain, size, root: anchored, consistency, proof };
      })
      .sort((one, other) => (one.chain < other.chain ? -1 : 1)),
    holdings:
      committed === undefined
        ? null
        : {
            root: {
              index: committed.index,
              recordedAtMs: committed.recordedAtMs,
              lots: committed.firstLot,
              root: encodeBase64(committed.root!),
            },
            lots: [],
            // Of a map of which nothing is opened, the root alone.
            proof: [encodeBase64(committed.root!)],
          },
  };
}

/** The head of the first `size` entries, as a place outside is told of it. */
export function headAt(world: SmallWorld, size: number): { size: number; root: Uint8Array } {
  return { size, root: rootOfLeaves(world.leaves().slice(0, size), nodePrimitives) };
}

export function archiveAnchor(world: SmallWorld, size: number, archive: Cosigner): AnchorClaim {
  const note = cosignedBy(world.checkpoint(size), [archive], Date.UTC(2026, 2, 3) / 1000);
  return {
    chain: 'file:archive',
    size,
    root: encodeBase64(headAt(world, size).root),
    proof: { archive: archive.text, note },
  };
}

/** Another log, in which a party of it tells a head of `world` among other things. */
export function logAnchor(
  world: SmallWorld,
  size: number,
  told: Record<string, unknown> = {},
  origin = 'other.example/log',
): AnchorClaim {
  const other = new SmallWorld(origin);
  const { root } = headAt(world, size);
  const keeper = speaker('https://other.example/keeper');
  other.enrol(keeper);
  const index = other.record(
    keeper,
    'head',
    { log: world.origin, size, root: encodeBase64url(root), ...told },
    {},
  );
  other.record(other.operator, 'party', { party: keeper.party }, { name: 'A keeper', country: 'SE' });
  const leaves = other.leaves();
  const { recordedAtMs, firstLot, sdjwt } = other.entries[index]!;
  const inclusion = inclusionRanges(index, leaves.length).map(([lo, hi]) =>
    encodeBase64(rootOfLeaves(leaves.slice(lo, hi), nodePrimitives)),
  );
  const entry = { index, recordedAtMs, firstLot, lotCount: 0 as const };
  return {
    chain: chainOfLog(origin, nodePrimitives),
    size,
    root: encodeBase64(root),
    proof: { log: other.logKey, checkpoint: other.checkpoint(), ...entry, inclusion, sdjwt },
  };
}
