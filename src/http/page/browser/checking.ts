// Runs the verifier beside the page, so that the page stays awake. The back end is the pure one, on purpose: what a
// browser's own WebCrypto takes for a signature differs in odd cases, and is missing where the page came without TLS.
import { type KnownBlocks, type Verdict, verifyEvidence } from '#verifier';

/** What a reader brings to a file. */
export interface Question {
  readonly bytes: Uint8Array;
  /** Verifier key of the log, from elsewhere. */
  readonly logKey: string | undefined;
  /** A checkpoint that was kept. */
  readonly earlier: string | undefined;
  /** Text of a tlog-policy. */
  readonly policy?: string | undefined;
  /** Hashes of blocks, by `eip155:1/123`. */
  readonly blocks?: KnownBlocks | undefined;
}

/** Makes the worker that this same script becomes where there is no document; undefined where it cannot be made. */
export type StartWorker = () => Worker | undefined;

export interface Checker {
  /** A check that is still running is given up, and its promise never settles. */
  check(question: Question): Promise<Verdict>;
}

/** The verdict is that of `verifyEvidence`; without a worker (old browser, foreign policy) it is reached on the page itself. */
export function checker(start: StartWorker): Checker {
  let running: Worker | undefined;
  return {
    async check(question) {
      running?.terminate();
      running = start();
      const verdict = running && (await answerOf(running, question));
      running?.terminate();
      return verdict ?? (await checkHere(question));
    },
  };
}

/** For the worker's side of the script. */
export function answerQuestions(): void {
  addEventListener('message', ({ data }: MessageEvent<Question>) => postMessage(verdictOn(data)));
}

export function isWorker(): boolean {
  return typeof document === 'undefined';
}

function verdictOn({ bytes, ...options }: Question): Verdict {
  return verifyEvidence(bytes, options);
}

function answerOf(worker: Worker, question: Question): Promise<Verdict | undefined> {
  return new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Verdict>) => resolve(data), { once: true });
    worker.addEventListener('error', () => resolve(undefined), { once: true });
    worker.postMessage(question);
  });
}

/** The word "checking" is painted first. */
async function checkHere(question: Question): Promise<Verdict> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  return verdictOn(question);
}
