// Ed25519 on node:crypto, and ahead of time on a second thread: OpenSSL takes 0.1 ms for one signature, and a file has hundreds.
import { Buffer } from 'node:buffer';
import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { isUsableEd25519Key } from '../src/primitives/ed25519key.ts';

export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = signature.length === 64 ? keyObject(publicKey) : undefined;
  return key !== undefined && verify(null, message, key, signature);
}

/** The second thread begins with what was handed in; whoever comes first to a signature verifies it, the other thread or who asks. */
export function beginEd25519(
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): () => boolean {
  const key = signature.length === 64 ? keyObject(publicKey) : undefined;
  if (key === undefined) return () => false;
  filling ??= newBatch();
  const batch = filling;
  const at = batch.signatures.push({ key, message, signature }) - 1;
  if (batch.signatures.length === batch.states.length) handOver(batch);
  return () => answerOf(batch, at);
}

interface Signature {
  readonly key: KeyObject;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
}

/** What goes to the other thread in one message. */
interface Batch {
  readonly signatures: Signature[];
  /** Shared between the threads: one of `states` for each signature. */
  readonly states: Int32Array;
}

const states = { open: 0, taken: 1, right: 2, wrong: 3 } as const;
const batchSize = 32;
// To start a thread takes as long as a few hundred signatures: it is not worth it for a small file.
const firstBatchSize = 128;
// Nobody needs longer for one signature: the other thread has ended, or is kept from running.
const patienceMs = 20;

let filling: Batch | undefined;

function newBatch(): Batch {
  const size = helper === undefined ? firstBatchSize : batchSize;
  return { signatures: [], states: new Int32Array(new SharedArrayBuffer(4 * size)) };
}

function answerOf(batch: Batch, at: number): boolean {
  // Whoever asks by now does not wait for the batch to be full.
  if (batch === filling) filling = undefined;
  const { signatures, states: shared } = batch;
  const before = Atomics.compareExchange(shared, at, states.open, states.taken);
  if (before === states.taken) Atomics.wait(shared, at, states.taken, patienceMs);
  const state = Atomics.load(shared, at);
  if (state !== states.taken) return state === states.right;
  const { key, message, signature } = signatures[at]!;
  const isRight = verify(null, message, key, signature);
  Atomics.store(shared, at, isRight ? states.right : states.wrong);
  return isRight;
}

let helper: Worker | undefined;

/** Without a second thread all is verified when it is asked for. */
function handOver(batch: Batch): void {
  filling = undefined;
  helper ??= startHelper();
  helper?.postMessage(batch);
}

function startHelper(): Worker | undefined {
  if (availableParallelism() < 2) return undefined;
  try {
    const worker = new Worker(`(${help})(${JSON.stringify(states)})`, { eval: true, execArgv: [] });
    worker.unref();
    worker.on('error', () => {});
    worker.on('exit', () => {
      if (helper === worker) helper = undefined;
    });
    return worker;
  } catch {
    return undefined;
  }
}

/** Runs in the second thread, from its text: it can name nothing of this file. Ends when it had nothing to do for a while. */
function help({ open, taken, right, wrong }: typeof states): void {
  const { parentPort } = process.getBuiltinModule('node:worker_threads');
  const { verify } = process.getBuiltinModule('node:crypto');
  const end = setTimeout(() => parentPort?.close(), 10_000);
  parentPort?.on('message', ({ signatures, states }: Batch) => {
    end.refresh();
    for (const [at, { key, message, signature }] of signatures.entries()) {
      if (Atomics.compareExchange(states, at, open, taken) !== open) continue;
      Atomics.store(states, at, verify(null, message, key, signature) ? right : wrong);
      Atomics.notify(states, at);
    }
  });
}

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const keyObjects = new Map<string, KeyObject | undefined>();
const keyObjectsMax = 4_096;

function keyObject(publicKey: Uint8Array): KeyObject | undefined {
  const name = Buffer.from(publicKey.buffer, publicKey.byteOffset, publicKey.length).toString('latin1');
  if (keyObjects.has(name)) return keyObjects.get(name);
  if (keyObjects.size === keyObjectsMax) keyObjects.clear();
  const key = isUsableEd25519Key(publicKey) ? importKey(publicKey) : undefined;
  keyObjects.set(name, key);
  return key;
}

function importKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' });
}
