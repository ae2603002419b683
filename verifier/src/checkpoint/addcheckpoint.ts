import { decodeBase64, encodeBase64 } from '../bytes/base64.ts';
import { type Refused, type Result, refused } from '../bytes/result.ts';
import { type Checkpoint, parseCheckpointText, parseDecimal } from './checkpoint.ts';
import { formatNote, type Note, parseNote } from './note.ts';

/** What a log asks of a witness (c2sp.org/tlog-witness, add-checkpoint). Nothing in it is believed before it is checked. */
export interface AddCheckpoint {
  /** The head that the witness has, as the log believes. */
  readonly oldSize: number;
  /** That the tree of `oldSize` is a prefix of the checkpoint's (RFC 6962 section 2.1.2); empty from size 0. */
  readonly proof: readonly Uint8Array[];
  readonly note: Note;
  /** What the note says. */
  readonly checkpoint: Checkpoint;
}

export type AddCheckpointRefusalCode = 'ADD_CHECKPOINT_MALFORMED';

const hashesMax = 63;

export function formatAddCheckpoint({ oldSize, proof, note }: Omit<AddCheckpoint, 'checkpoint'>): string {
  return [`old ${oldSize}`, ...proof.map(encodeBase64), '', formatNote(note)].join('\n');
}

/** Strict: exactly what `formatAddCheckpoint` writes. Sizes of 2^53 and above are refused as malformed. */
export function parseAddCheckpoint(
  text: string,
): Result<{ request: AddCheckpoint }, AddCheckpointRefusalCode> {
  const blank = text.indexOf('\n\n');
  if (blank === -1) return malformed('no empty line in front of the checkpoint');
  const [first = '', ...lines] = text.slice(0, blank).split('\n');
  const oldSize = first.startsWith('old ') ? parseDecimal(first.slice('old '.length)) : undefined;
  if (oldSize === undefined) return malformed('the first line is not: old <size>');
  const proof = lines.map(decodeBase64).filter((hash) => hash?.length === 32) as Uint8Array[];
  if (proof.length < lines.length) return malformed('a line of the proof is not the base64 of 32 bytes');
  if (proof.length > hashesMax) return malformed(`more than ${hashesMax} hashes`);
  const parsed = parseNote(text.slice(blank + 2));
  if (!parsed.ok) return malformed(`the checkpoint is no note: ${parsed.refusal.detail}`);
  const checkpoint = parseCheckpointText(parsed.note.text);
  if (checkpoint === undefined) return malformed('the note is not origin, size and root');
  return { ok: true, request: { oldSize, proof, note: parsed.note, checkpoint } };
}

function malformed(detail: string): Refused<AddCheckpointRefusalCode> {
  return refused('ADD_CHECKPOINT_MALFORMED', detail);
}
