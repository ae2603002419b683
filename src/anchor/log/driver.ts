// Anchors in another log: a statement of kind `head`, which that log's checkpoint and witnesses vouch for.
import {
  decodeBase64,
  encodeBase64,
  equalBytes,
  formatNote,
  formatVerifierKey,
  type LogKey,
  type LogProof,
  parseNote,
} from '#verifier';
import {
  type AnchorDriver,
  AnchorTrouble,
  type Growth,
  type Head,
  type Letter,
  type Sight,
  type UnderWay,
} from '../port.ts';
import { type LogPlace, OtherLog, type ToldThere } from './place.ts';

export interface LogAnchoring extends LogPlace {
  readonly chain: string;
  /** Of the other log. */
  readonly key: LogKey;
}

export function logDriver(place: LogAnchoring, origin: string): AnchorDriver {
  const other = new OtherLog(place);
  return {
    chain: place.chain,
    stride: 1,
    anchored: async () => (await other.newestHead(origin))?.head ?? null,
    write: async ({ to }, _, nowMs) => letterOf(to, nowMs),
    // Said a second time it would be a second statement: whether it is there already, `look` has asked.
    send: (letter) => other.tell(origin, headOf(letter)),
    look: async (underWay) => sightOf(await other.newestHead(origin), underWay),
    find: async (head) => letterOf(head, 0),
    proof: async (underWay) => await proofOf(other, place.key, await entryOf(other, origin, underWay)),
  };
}

function letterOf({ size, root }: Growth['to'], sentAtMs: number): Letter {
  return { id: `head ${size}`, sentAtMs, content: { size, root: encodeBase64(root) } };
}

function headOf({ content: { size, root } }: Letter): Head {
  return { size: Number(size), root: decodeBase64(String(root)) ?? new Uint8Array(0) };
}

/** A statement that the other log has taken stays: nothing undoes it. */
function sightOf(told: ToldThere | undefined, underWay: UnderWay): Sight {
  if (told === undefined || told.head.size < underWay.size) return { at: 'nowhere' };
  if (isSame(told, underWay))
    return { at: 'seen', where: `entry ${told.entry}`, confirmations: Number.POSITIVE_INFINITY };
  return { at: 'gone', why: `the other log was told ${told.head.size} entries meanwhile` };
}

function isSame({ head }: ToldThere, { size, letters }: UnderWay): boolean {
  const letter = letters.at(-1);
  return letter !== undefined && head.size === size && equalBytes(head.root, headOf(letter).root);
}

async function entryOf(other: OtherLog, origin: string, underWay: UnderWay): Promise<number> {
  const told = await other.newestHead(origin);
  if (told === undefined || !isSame(told, underWay))
    throw new AnchorTrouble('ANCHOR_CHAIN_LIES', 'a head that was told there is not there any more');
  return told.entry;
}

async function proofOf(other: OtherLog, key: LogKey, entry: number): Promise<LogProof> {
  const { index, proof, checkpoint } = await other.inclusion(entry);
  const size = Number(checkpoint.split('\n')[1]);
  const { recordedAtMs, firstLot, lotCount } = await other.entry(entry, size);
  if (lotCount !== 0)
    throw new AnchorTrouble('ANCHOR_CHAIN_LIES', `entry ${entry} there gives birth to lots`);
  return {
    log: formatVerifierKey(key),
    checkpoint: signedByLogAlone(checkpoint, key),
    ...{ index, recordedAtMs, firstLot, lotCount: 0 },
    inclusion: proof.map(encodeBase64),
    sdjwt: await other.statement(entry),
  };
}

/** Cosignatures of that log's witnesses are bytes that no reader of the proof would check. */
function signedByLogAlone(checkpoint: string, { name, keyId }: LogKey): string {
  const parsed = parseNote(checkpoint);
  if (!parsed.ok) return checkpoint;
  const { text, signatures } = parsed.note;
  const own = signatures.filter((one) => one.name === name && one.keyId === keyId);
  return own.length === 1 ? formatNote({ text, signatures: own }) : checkpoint;
}
