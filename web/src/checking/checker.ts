// Runs the verifier beside the page, so that the page stays awake. The back end is the pure one, on purpose: what a browser's own WebCrypto
// takes for a signature differs in odd cases, and is missing where the page came without TLS. Public pages and the application both use it.
import {
  type BesideReading,
  besideEvidence,
  type KnownBlocks,
  type Verdict,
  verifyEvidence,
} from '#verifier';

/** What a reader brings to a file. */
export interface Question {
  readonly bytes: Uint8Array;
  /** A second file of the same log, to lay beside it. */
  readonly beside?: Uint8Array | undefined;
  /** Verifier key of the log, from elsewhere. */
  readonly logKey?: string | undefined;
  /** A checkpoint that was kept. */
  readonly earlier?: string | undefined;
  /** Text of a tlog-policy. */
  readonly policy?: string | undefined;
  /** Hashes of blocks, by `eip155:1/123`. */
  readonly blocks?: KnownBlocks | undefined;
  /** The reader's clock, and how long before it the head may be vouched for. Both or none. */
  readonly nowMs?: number | undefined;
  readonly oldestMs?: number | undefined;
}

export interface Checked {
  readonly verdict: Verdict;
  /** null where no second file was brought. */
  readonly beside: BesideReading | null;
}

/** Makes the worker that answers questions; undefined where it cannot be made. */
export type StartWorker = () => Worker | undefined;

export interface Checker {
  /** A check that is still running is given up, and its promise never settles. */
  check(question: Question): Promise<Checked>;
}

/** The verdict is that of `verifyEvidence`; without a worker (old browser, foreign policy) it is reached on the page itself. */
export function checker(start: StartWorker): Checker {
  let running: Worker | undefined;
  return {
    async check(question) {
      running?.terminate();
      running = start();
      const checked = running && (await answerOf(running, question));
      running?.terminate();
      return checked ?? (await checkHere(question));
    },
  };
}

/** For the worker's side of the script. */
export function answerQuestions(): void {
  addEventListener('message', ({ data }: MessageEvent<Question>) => postMessage(checked(data)));
}

export function isWorker(): boolean {
  return typeof document === 'undefined';
}

function checked({ bytes, beside, ...options }: Question): Checked {
  if (beside === undefined) return { verdict: verifyEvidence(bytes, options), beside: null };
  const reading = besideEvidence(bytes, beside, options);
  return { verdict: reading.one, beside: reading };
}

function answerOf(worker: Worker, question: Question): Promise<Checked | undefined> {
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Checked>) => resolve(data), { once: true });
    worker.addEventListener('error', () => resolve(undefined), { once: true });
    worker.postMessage(question);
  });
}

/** The word "checking" is painted first. */
async function checkHere(question: Question): Promise<Checked> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return checked(question);
}
