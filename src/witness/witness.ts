// A witness: it signs heads of logs that it has seen grow, and never two of one log that do not belong together.
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  cosign,
  cosignerKey,
  encodeHex,
  equalBytes,
  formatSignatureLine,
  parseAddCheckpoint,
  utf8Bytes,
  withSignatures,
} from '#verifier';
import type { AddCheckpoint, Checkpoint, CosignerKey, LogKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { openVault, sealingKey } from '../store/vault.ts';
import { type Decision, decide, type Refusal, type SignedHead } from './decide.ts';
import { inTransaction } from '../store/transaction.ts';
import { comparedAndSet, latestNote, openWitnessDatabase, settledName } from './store.ts';

export interface WitnessOptions {
  /** Keys of the logs that it knows; the name of a key is the origin. */
  logs: readonly LogKey[];
  /** Name of its own key, at its first start; made up if not given. Kept from then on. */
  name?: string;
  /** 64 hex digits that seal its key at rest; without it a key file is made in the directory. */
  sealing?: string | undefined;
  nowMs?: () => number;
}

export type WitnessAnswer =
  | {
      readonly status: 200;
      /** The signature line that is the protocol's answer. */
      readonly cosignature: string;
      /** The checkpoint with the log's signatures, then the witness's. */
      readonly note: string;
      readonly checkpoint: Checkpoint;
      readonly timeSeconds: number;
    }
  | Refusal;

export interface Witness {
  readonly key: CosignerKey;
  /** Answers the body of an add-checkpoint request. What it signs is on disk when it returns. */
  add(body: string): WitnessAnswer;
  /** As `add` for a body that came as a file: its answer may get lost on the way back, and the file still goes from the size
   * before. So the very head that was signed last is cosigned again. */
  addFile(body: string): WitnessAnswer;
  /** The cosigned note of the last head of the log whose origin has this SHA-256, in lower-case hexadecimal. */
  latest(originHash: string): string | undefined;
  close(): void;
}

/** Opens the witness in `directory`, making both if they are not there. Several processes may hold one witness. */
export function openWitness(directory: string, options: WitnessOptions): Witness {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const sealing = sealingKey(join(directory, 'sealing.key'), options.sealing);
  const database = openWitnessDatabase(join(directory, 'witness.db'));
  const vault = openVault(database, sealing);
  const madeUp = (): string => `selvedge.local/witness-${randomBytes(4).toString('hex')}`;
  const { name, held } = inTransaction(database, () => {
    const settled = settledName(database, () => options.name ?? madeUp());
    return { name: settled, held: vault.keyOf(settled) ?? vault.create(settled) };
  });
  // A wrong sealing key is found out now, not when the first log asks.
  vault.seed(held.kid);
  const key = cosignerKey(name, held.publicKey, nodePrimitives);
  const nowMs = options.nowMs ?? Date.now;

  const cosigned = (request: AddCheckpoint, decision: Decision): Signed => {
    if (decision.status !== 200) return { answer: decision };
    const { checkpoint } = request;
    const timeSeconds = Math.floor(nowMs() / 1000);
    const { note } = decision;
    const signature = cosign(note.text, key, timeSeconds, (message) => vault.sign(held.kid, message));
    const whole = withSignatures(note, [signature]);
    return {
      answer: {
        status: 200,
        cosignature: formatSignatureLine(signature),
        note: whole,
        checkpoint,
        timeSeconds,
      },
      write: { checkpoint, hash: originHashOf(checkpoint.origin), note: whole },
    };
  };

  const added = (body: string, asAsked: AsAsked): WitnessAnswer => {
    const parsed = parseAddCheckpoint(body);
    if (!parsed.ok) return { status: 400, reason: parsed.refusal.detail };
    const answered = (last: SignedHead | undefined): Signed => {
      const request = asAsked(parsed.request, last);
      return cosigned(request, decide(request, options.logs, last, nodePrimitives));
    };
    return comparedAndSet(database, parsed.request.checkpoint.origin, answered).answer;
  };

  return {
    key,
    add: (body) => added(body, (request) => request),
    addFile: (body) => added(body, fromWhatIsSigned),
    latest: (originHash) => latestNote(database, originHash),
    close: () => database.close(),
  };
}

/** How a request is taken, given what was signed last. */
type AsAsked = (request: AddCheckpoint, last: SignedHead | undefined) => AddCheckpoint;

/** From the head that was signed last to itself there is nothing to prove. */
const fromWhatIsSigned: AsAsked = (request, last) => {
  const { size, root } = request.checkpoint;
  const isLast = last !== undefined && last.size === size && equalBytes(last.root, root);
  return isLast ? { ...request, oldSize: size, proof: [] } : request;
};

interface Signed {
  answer: WitnessAnswer;
  write?: { checkpoint: Checkpoint; hash: string; note: string };
}

/** What a log is called in the address of its latest head. */
export function originHashOf(origin: string): string {
  return encodeHex(nodePrimitives.sha256(utf8Bytes(origin)));
}
