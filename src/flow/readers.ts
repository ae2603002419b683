// Reading signed statements is nine tenths of the work of taking them, and needs nothing of the ledger but public keys:
// so it is done in worker threads when several are on their way at once. A single one is read where it is.
import { availableParallelism } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import { Worker } from 'node:worker_threads';
import type { PackedFacts } from './packed-facts.ts';
import { packFacts, unpackFacts } from './packed-facts.ts';
import type { FindKey, Reading } from './read.ts';
import { readSigned } from './read.ts';
import type { World } from './world.ts';

type Tools = Pick<World, 'primitives' | 'encodeBody'>;

/** What a thread needs to read one statement. */
interface Job {
  sdjwt: string;
  /** The key that the statement names, if it is enrolled. */
  publicKey: Uint8Array | undefined;
  nowMs: number;
}

/** A reading on its way back: without the statement itself, with the facts of events packed. */
type Packed = { reading: Reading; facts: PackedFacts | undefined } | { fault: string };

interface Waiting extends Job {
  resolve(reading: Reading): void;
  reject(fault: unknown): void;
}

/** Below this many at once, handing over costs more than it gains. */
const fewest = 3;
/** Statements handed over in one message: few long ones, or many short ones. */
const charactersTogether = 1024 * 1024;
/** Messages that a thread has at a time: one that it reads, one for when the node is waiting for the disk. */
const messagesAhead = 2;

/** Reading makes much that is soon forgotten: with room for it, less of it has to be moved aside (a few per cent). */
const youngMegabytes = 64;

export class Readers {
  readonly #world: Pick<World, 'primitives' | 'encodeBody' | 'clock' | 'readerThread'>;
  readonly #findKey: FindKey;
  readonly #threads: Thread[] = [];
  #waiting: Waiting[] = [];
  #scheduled = false;
  #closed = false;

  constructor(world: Pick<World, 'primitives' | 'encodeBody' | 'clock' | 'readerThread'>, findKey: FindKey) {
    this.#world = world;
    this.#findKey = findKey;
  }

  /** Form, signature, EPCIS rules and facts of a statement, with the keys that are enrolled now. */
  read(sdjwt: string): Promise<Reading> {
    return new Promise((resolve, reject) => {
      const kid = kidOf(sdjwt);
      const publicKey = kid === undefined ? undefined : this.#findKey(kid);
      this.#waiting.push({ sdjwt, publicKey, nowMs: this.#world.clock.nowMs(), resolve, reject });
      this.#schedule();
    });
  }

  /** Ends the threads. Statements that are still being read are refused with a fault. */
  async close(): Promise<void> {
    this.#closed = true;
    const closing = new Error('the node is closing');
    for (const waiting of this.#waiting.splice(0)) waiting.reject(closing);
    await Promise.all(this.#threads.splice(0).map((thread) => thread.end(closing)));
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#handOut();
    });
  }

  #handOut(): void {
    const busy = this.#threads.some((thread) => thread.load > 0);
    const { readerThread } = this.#world;
    if (readerThread === undefined || this.#closed || (!busy && this.#waiting.length < fewest)) {
      this.#readHere();
      return;
    }
    this.#startThreads(readerThread);
    while (this.#waiting.length > 0) {
      const idlest = this.#threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
      if (idlest.load >= messagesAhead) return;
      idlest.hand(this.#share());
    }
  }

  #readHere(): void {
    for (const waiting of this.#waiting.splice(0)) {
      try {
        waiting.resolve(readJob(waiting, this.#world));
      } catch (fault) {
        waiting.reject(fault);
      }
    }
  }

  /** The next statements for one thread: not more than its fair part, not more than a message should hold. */
  #share(): Waiting[] {
    const most = Math.ceil(this.#waiting.length / this.#threads.length);
    let count = 0;
    let characters = 0;
    while (
      count < most &&
      (count === 0 || characters + this.#waiting[count]!.sdjwt.length <= charactersTogether)
    ) {
      characters += this.#waiting[count]!.sdjwt.length;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  #startThreads(module: URL): void {
    while (this.#threads.length < Math.max(1, availableParallelism())) {
      this.#threads.push(
        new Thread(
          module,
          () => this.#handOut(),
          (dead) => this.#bury(dead),
        ),
      );
    }
  }

  /** What a broken thread had is lost with a fault; what still waits goes to others. */
  #bury(dead: Thread): void {
    const place = this.#threads.indexOf(dead);
    if (place !== -1) this.#threads.splice(place, 1);
    this.#schedule();
  }
}

/** One worker and the statements that it has been handed, oldest message first. */
class Thread {
  readonly #worker: Worker;
  readonly #handed: Waiting[][] = [];
  readonly #onIdle: () => void;

  constructor(module: URL, onIdle: () => void, onDeath: (thread: Thread) => void) {
    this.#worker = new Worker(module, { resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } });
    this.#onIdle = onIdle;
    this.#worker.unref();
    this.#worker.on('message', (answers: Packed[]) => this.#answer(answers));
    this.#worker.on('error', (fault) => {
      this.#giveUp(fault);
      onDeath(this);
    });
  }

  get load(): number {
    return this.#handed.length;
  }

  hand(statements: Waiting[]): void {
    this.#handed.push(statements);
    // An idle thread must not keep the process alive; one that owes an answer must.
    this.#worker.ref();
    this.#worker.postMessage(
      statements.map(
        ({ sdjwt, publicKey, nowMs }): Job => ({ sdjwt, publicKey: publicKey && ownBytes(publicKey), nowMs }),
      ),
    );
  }

  async end(fault: Error): Promise<void> {
    this.#giveUp(fault);
    await this.#worker.terminate();
  }

  #answer(answers: Packed[]): void {
    const statements = this.#handed.shift() ?? [];
    if (this.#handed.length === 0) this.#worker.unref();
    this.#onIdle();
    for (const [at, waiting] of statements.entries()) settle(waiting, answers[at]!);
  }

  #giveUp(fault: unknown): void {
    for (const waiting of this.#handed.splice(0).flat()) waiting.reject(fault);
  }
}

function settle(waiting: Waiting, packed: Packed): void {
  if ('fault' in packed) {
    waiting.reject(new Error(packed.fault));
    return;
  }
  const { reading, facts } = packed;
  if (reading.ok) reading.readied.sdjwt = waiting.sdjwt;
  if (reading.ok && facts !== undefined) reading.readied.facts = unpackFacts(facts);
  waiting.resolve(reading);
}

/** What the module of a reader thread runs: answers each message of jobs with as many readings. */
export function serveReading(port: MessagePort, tools: Tools): void {
  port.on('message', (jobs: Job[]) => {
    const answers = jobs.map((job) => packed(job, tools));
    const moved = answers.flatMap((answer) =>
      'fault' in answer || answer.facts === undefined ? [] : [answer.facts.numbers.buffer],
    );
    port.postMessage(answers, moved);
  });
}

function packed(job: Job, tools: Tools): Packed {
  try {
    const reading = readJob(job, tools);
    if (!reading.ok) return { reading, facts: undefined };
    const facts = { ...reading.readied.facts, digest: ownBytes(reading.readied.facts.digest) };
    const readied = { sdjwt: '', facts, body: ownBytes(reading.readied.body) };
    if (facts.kind !== 'epcis') return { reading: { ...reading, readied }, facts: undefined };
    const withoutEvents = { ...readied, facts: { ...facts, events: [] } };
    return { reading: { ...reading, readied: withoutEvents }, facts: packFacts(facts) };
  } catch (fault) {
    return { fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) };
  }
}

/** A view is sent with all that it is a view of, and buffers are cut from larger ones: this is a copy that stands alone. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** The one reading, here or in a thread. */
function readJob({ sdjwt, publicKey, nowMs }: Job, tools: Tools): Reading {
  return readSigned(sdjwt, () => publicKey, nowMs, tools);
}

/** The `kid` of the header; undefined where there is none, and reading will say so. */
function kidOf(sdjwt: string): string | undefined {
  try {
    const header: unknown = JSON.parse(
      Buffer.from(sdjwt.slice(0, sdjwt.indexOf('.')), 'base64url').toString(),
    );
    const kid = (header as { kid?: unknown } | null)?.kid;
    return typeof kid === 'string' ? kid : undefined;
  } catch {
    return undefined;
  }
}
