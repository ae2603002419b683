// A worker thread that sums one part of a file (checksum.ts).
import { workerData } from 'node:worker_threads';
import type { ChecksumJob } from './checksum.ts';
import { checksum } from './checksum.ts';

const { file, from, to, answer } = workerData as ChecksumJob;
Atomics.store(answer, 1, checksum(file, from, to));
Atomics.store(answer, 0, 1);
Atomics.notify(answer, 0);
