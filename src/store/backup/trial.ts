// A backup is tried by restoring it: in a process of its own, so that the node serves on meanwhile.
import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';

export interface TrialWish {
  /** The backup. */
  folder: string;
  /** A directory that is not there yet, on the same disk; it is gone in the end. */
  scratch: string;
  /** Opens keys and documents. It goes by a pipe: neither arguments nor environment have it. */
  sealing: string;
}

/** What a node that was started from the backup has, after a replay of all of it by all rules. */
export interface Trial {
  entries: number;
  /** base64 */
  root: string;
  stateHash: string;
  /** Documents that could be opened. */
  documents: number;
  /** Empty when all is well. */
  findings: string[];
  tookMs: number;
}

export type TrialWord =
  | { about: 'progress'; done: number; total: number }
  | { about: 'end'; trial: Trial }
  | { about: 'fault'; detail: string };

export interface TrialUnderWay {
  /** Rejects where the trial could not be made. */
  done: Promise<Trial>;
  stop(): void;
}

const program = new URL(`./trial-process.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);

export function beginTrial(wish: TrialWish, progress: (done: number, total: number) => void): TrialUnderWay {
  const child = fork(fileURLToPath(program), [], {
    ...{ execArgv: [], env: {} },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  letOthersGoFirst(child);
  const done = new Promise<Trial>((resolve, reject) => {
    child.on('message', (word: TrialWord) => {
      if (word.about === 'progress') progress(word.done, word.total);
      else if (word.about === 'end') resolve(word.trial);
      else reject(new Error(word.detail));
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`the trial ended early (${signal ?? code})`)));
  });
  child.send(wish, () => {});
  return { done, stop: () => void child.kill('SIGKILL') };
}

function letOthersGoFirst({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Then it is as quick as the node.
  }
}
