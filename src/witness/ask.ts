// The log's side of the protocol: one head, one witness, one answer, and nothing of the answer believed unchecked.
import {
  formatAddCheckpoint,
  openCosignature,
  parseCheckpointText,
  parseNote,
  parseSignatureLines,
  utf8Text,
} from '#verifier';
import type { CosignerKey, Note, NoteSignature } from '#verifier';
import { nodePrimitives } from '#verifier/node';

export interface WitnessAddress {
  key: CosignerKey;
  /** Submission prefix: `/add-checkpoint` is asked below it. */
  url: string;
}

/** A head of the log that wants cosignatures. */
export interface OfferedHead {
  note: Note;
  size: number;
  /** That the first `older` entries (at least 1) are a prefix of it. */
  proofFrom(older: number): readonly Uint8Array[] | undefined;
}

export type Trouble = 'WITNESS_SILENT' | 'WITNESS_REFUSES' | 'WITNESS_AHEAD' | 'WITNESS_ANSWER_INVALID';

export type Asked =
  | { ok: true; signature: NoteSignature; timeSeconds: number }
  | { ok: false; trouble: Trouble; detail: string };

export interface AskOptions {
  /** Ends the asking, however far it has come. */
  signal: AbortSignal;
  nowMs: number;
}

/** How far a witness's clock may be ahead of the node's. */
const aheadSecondsMax = 600;
const answerBytesMax = 64 * 1024;
/** Once from the size remembered, once from the size that it names, once more where somebody else came between. */
const triesMax = 3;

/** The head of a note by the log itself. Throws on anything else: only the node's own notes come here. */
export function offeredHead(
  noteText: string,
  proof: (older: number, size: number) => Uint8Array[] | undefined,
): OfferedHead {
  const parsed = parseNote(noteText);
  const size = parsed.ok ? parseCheckpointText(parsed.note.text)?.size : undefined;
  if (!parsed.ok || size === undefined) throw new Error('the checkpoint of this node is no checkpoint');
  return { note: parsed.note, size, proofFrom: (older) => proof(older, size) };
}

/** Asks for a cosignature, from the size that the witness is believed to have, and on 409 from the one that it names. Never throws. */
export async function ask(
  witness: WitnessAddress,
  head: OfferedHead,
  believedSize: number,
  { signal, nowMs }: AskOptions,
): Promise<Asked> {
  let oldSize = Math.min(believedSize, head.size);
  for (let tries = 0; tries < triesMax; tries += 1) {
    const answer = await post(witness.url, bodyFrom(oldSize, head), signal);
    if ('detail' in answer) return answer;
    if (answer.status !== 409) return judged(witness.key, head, answer, nowMs);
    const named = /^(0|[1-9]\d{0,15})\n$/.exec(answer.text)?.[1];
    if (answer.type !== 'text/x.tlog.size' || named === undefined)
      return trouble('WITNESS_ANSWER_INVALID', 'it answers 409 without the size that it has');
    oldSize = Number(named);
    if (oldSize > head.size)
      return trouble(
        'WITNESS_AHEAD',
        `it has signed ${oldSize} entries, and the log has ${head.size}: the log was rolled back, or somebody else signs with its key`,
      );
  }
  return trouble('WITNESS_ANSWER_INVALID', 'it names another size each time it is asked');
}

function bodyFrom(oldSize: number, { note, size, proofFrom }: OfferedHead): string {
  const proof = oldSize === 0 || oldSize === size ? [] : proofFrom(oldSize);
  if (proof === undefined)
    throw new Error(`the log cannot prove ${oldSize} entries to be a prefix of ${size}`);
  return formatAddCheckpoint({ oldSize, proof, note });
}

interface Answer {
  status: number;
  type: string;
  text: string;
}

async function post(
  url: string,
  body: string,
  signal: AbortSignal,
): Promise<Answer | (Asked & { ok: false })> {
  try {
    const response = await fetch(`${url.replace(/\/+$/, '')}/add-checkpoint`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body,
      signal,
      // Followed, a redirect might turn the POST into a GET elsewhere.
      redirect: 'error',
    });
    const text = await boundedText(response);
    if (text === undefined) return trouble('WITNESS_ANSWER_INVALID', 'its answer is too long, or no UTF-8');
    const [type = ''] = (response.headers.get('content-type') ?? '').split(';');
    return { status: response.status, type: type.trim(), text };
  } catch (fault) {
    return trouble('WITNESS_SILENT', `it does not answer (${reasonOf(fault)})`);
  }
}

async function boundedText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    // Leaving the loop cancels the body.
    if (length > answerBytesMax) return undefined;
    chunks.push(chunk);
  }
  return utf8Text(Buffer.concat(chunks));
}

function judged(key: CosignerKey, { note }: OfferedHead, { status, text }: Answer, nowMs: number): Asked {
  if (status !== 200) return trouble('WITNESS_REFUSES', `it answers ${status}: ${firstLine(text)}`);
  const lines = parseSignatureLines(text);
  const signature = lines.ok
    ? lines.signatures.find(({ name, keyId }) => name === key.name && keyId === key.keyId)
    : undefined;
  if (signature === undefined) return trouble('WITNESS_ANSWER_INVALID', 'its answer has no line by its key');
  const opened = openCosignature(note.text, signature, key, nodePrimitives);
  if (!opened.ok) return trouble('WITNESS_ANSWER_INVALID', opened.refusal.detail);
  if (opened.timeSeconds > nowMs / 1000 + aheadSecondsMax)
    return trouble(
      'WITNESS_ANSWER_INVALID',
      `it signs with a time that is yet to come: ${opened.timeSeconds}`,
    );
  return { ok: true, signature, timeSeconds: opened.timeSeconds };
}

function trouble(code: Trouble, detail: string): Asked & { ok: false } {
  return { ok: false, trouble: code, detail };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}

function reasonOf(fault: unknown): string {
  const { cause } = fault as { cause?: { code?: string } };
  return cause?.code ?? (fault instanceof Error ? fault.name : 'no reason given');
}
