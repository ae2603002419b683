// One run of one command: what it may touch, and where its data lies.
import type { Io } from './io.ts';
import { type CommonOptions, Output } from './output.ts';

export const usualDirectory = './data';

export class Session {
  readonly io: Io;
  readonly output: Output;
  readonly directory: string;

  constructor(io: Io, options: CommonOptions) {
    this.io = io;
    this.output = new Output(io, options);
    this.directory = options.data ?? usualDirectory;
  }
}
