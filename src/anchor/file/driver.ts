// Anchors by files, for places without a network: `<size>.checkpoint` goes out, what an archive has cosigned comes back.
// What goes out is the body of an add-checkpoint request (witness.md), as `selvedge witness sign` reads it.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ArchiveProof,
  type CosignerKey,
  encodeBase64,
  equalBytes,
  formatAddCheckpoint,
  formatNote,
  formatVerifierKey,
  type LogKey,
  type NoteSignature,
  openCosignature,
  openNote,
  parseAddCheckpoint,
  parseCheckpointText,
  parseNote,
  type Primitives,
  utf8Text,
} from '#verifier';
import { writeDurably } from '../../store/files.ts';
import {
  type AnchorDriver,
  AnchorTrouble,
  type Growth,
  type Head,
  type Letter,
  type Sight,
  type UnderWay,
} from '../port.ts';

export interface FileAnchoring {
  readonly chain: string;
  /** Folders. */
  readonly outbox: string;
  readonly inbox: string;
  /** Of the archive. */
  readonly key: CosignerKey;
}

export interface FileTools {
  readonly log: LogKey;
  readonly primitives: Primitives;
  nowMs(): number;
  /** Of a file that is left aside, once: its name, and why. */
  leftAside(file: string, why: string): void;
}

/** A head with its note, cosigned by the archive; the note bears no other signature. */
interface CameBack {
  readonly head: Head;
  readonly note: string;
}

const largestFile = 64 * 1024;

export function fileDriver(place: FileAnchoring, tools: FileTools): AnchorDriver {
  const inbox = new Inbox(place, tools);
  return {
    chain: place.chain,
    stride: 1,
    anchored: async () => inbox.newest()?.head ?? null,
    write: async (growth, [first], nowMs) =>
      first === undefined ? letterOf(growth, nowMs) : { ...first, sentAtMs: nowMs },
    send: async (letter) => putOut(place, letter),
    look: async (underWay) => sightOf(inbox.cosigned(underWay), place, underWay, tools.nowMs()),
    find: async ({ size }) => ({ id: nameOf(size), sentAtMs: 0, content: { text: null } }),
    proof: async (underWay) => proofOf(inbox.cosigned(underWay), place),
  };
}

class Inbox {
  readonly #place: FileAnchoring;
  readonly #tools: FileTools;
  readonly #told = new Set<string>();

  constructor(place: FileAnchoring, tools: FileTools) {
    this.#place = place;
    this.#tools = tools;
  }

  newest(): CameBack | undefined {
    return this.#all().reduce<CameBack | undefined>(
      (best, one) => (best === undefined || one.head.size > best.head.size ? one : best),
      undefined,
    );
  }

  cosigned({ size, root }: UnderWay): CameBack | undefined {
    return this.#all().find(({ head }) => head.size === size && encodeBase64(head.root) === root);
  }

  #all(): CameBack[] {
    const { inbox } = this.#place;
    if (!existsSync(inbox)) throw new AnchorTrouble('ANCHOR_UNREACHABLE', `there is no folder ${inbox}`);
    return readdirSync(inbox).flatMap((file) => this.#read(file) ?? []);
  }

  /** What cannot be read stays where it is: it may be half of a copy, or somebody's shopping list. */
  #read(file: string): CameBack | undefined {
    const read = readCosigned(join(this.#place.inbox, file), this.#place.key, this.#tools);
    if (typeof read !== 'string') return read;
    if (this.#told.size === this.#told.add(file).size) return undefined;
    this.#tools.leftAside(file, read);
    return undefined;
  }
}

/** A sentence where the file is not a cosigned head of this log. */
function readCosigned(path: string, key: CosignerKey, { log, primitives }: FileTools): CameBack | string {
  const about = statSync(path, { throwIfNoEntry: false });
  if (about?.isFile() !== true) return 'no file';
  if (about.size > largestFile) return `longer than ${largestFile} bytes`;
  const text = utf8Text(readFileSync(path));
  const parsed = text === undefined ? undefined : parseNote(text);
  if (text === undefined || parsed?.ok !== true) return 'no signed note';
  const head = parseCheckpointText(parsed.note.text);
  if (head?.origin !== log.name || !openNote(text, [log], primitives).ok)
    return 'no head that this log has signed';
  const own = signatureBy(log, parsed.note.signatures);
  const archived = signatureBy(key, parsed.note.signatures);
  if (own === undefined || archived === undefined) return `not cosigned by ${key.name}`;
  const opened = openCosignature(parsed.note.text, archived, key, primitives);
  if (!opened.ok) return opened.refusal.detail;
  const note = formatNote({ text: parsed.note.text, signatures: [own, archived] });
  return { head: { size: head.size, root: head.root }, note };
}

function signatureBy(
  { name, keyId }: { name: string; keyId: string },
  signatures: readonly NoteSignature[],
): NoteSignature | undefined {
  return signatures.find((one) => one.name === name && one.keyId === keyId);
}

function letterOf({ from, to, consistency, checkpoint }: Growth, nowMs: number): Letter {
  const parsed = checkpoint === null ? undefined : parseNote(checkpoint);
  if (parsed?.ok !== true) throw new Error(`no checkpoint of ${to.size} entries to put out`);
  const text = formatAddCheckpoint({ oldSize: from?.size ?? 0, proof: consistency, note: parsed.note });
  return { id: nameOf(to.size), sentAtMs: nowMs, content: { text } };
}

function nameOf(size: number): string {
  return `${size}.checkpoint`;
}

/** Whole or not at all: a file that is being copied away while it is written would be half of one. */
function putOut({ outbox }: FileAnchoring, { id, content: { text } }: Letter): void {
  if (text === null) throw new AnchorTrouble('ANCHOR_FILE_UGLY', `${id} was not written here`);
  if (!existsSync(outbox)) throw new AnchorTrouble('ANCHOR_UNREACHABLE', `there is no folder ${outbox}`);
  const path = join(outbox, id);
  if (existsSync(path) && !isOfTheSameHead(path, String(text)))
    throw new AnchorTrouble(
      'ANCHOR_FILE_UGLY',
      `${path} is there already, and is something else: take it away`,
    );
  writeDurably(path, [Buffer.from(String(text))]);
}

function isOfTheSameHead(path: string, text: string): boolean {
  const about = statSync(path);
  if (!about.isFile() || about.size > largestFile) return false;
  const [there, ours] = [utf8Text(readFileSync(path)) ?? '', text].map(parseAddCheckpoint);
  if (there?.ok !== true || ours?.ok !== true) return false;
  const [one, other] = [there.request.checkpoint, ours.request.checkpoint];
  return one.origin === other.origin && one.size === other.size && equalBytes(one.root, other.root);
}

/** Whoever carries the files may take them away: what has been there for a minute is not put out again at once. */
const surelyOutMs = 60_000;

function sightOf(
  back: CameBack | undefined,
  { outbox }: FileAnchoring,
  { letters }: UnderWay,
  nowMs: number,
): Sight {
  const letter = letters.at(-1);
  if (letter === undefined) return { at: 'gone', why: 'nothing was put out' };
  if (back !== undefined) return { at: 'seen', where: letter.id, confirmations: Number.POSITIVE_INFINITY };
  if (letter.content['text'] === null) return { at: 'gone', why: 'what came back is not there any more' };
  const isOut = existsSync(join(outbox, letter.id)) || nowMs > letter.sentAtMs + surelyOutMs;
  return { at: isOut ? 'waiting' : 'nowhere' };
}

function proofOf(back: CameBack | undefined, { key }: FileAnchoring): ArchiveProof {
  if (back === undefined)
    throw new AnchorTrouble('ANCHOR_CHAIN_LIES', 'what came back is not there any more');
  return { archive: formatVerifierKey(key), note: back.note };
}
