// An Io that only listens, for what need not be a process of its own.
import type { Io } from '../../src/cli/io.ts';

export interface Ear {
  io: Io;
  out: string[];
  err: string[];
}

export function ear(): Ear {
  const [out, err]: [string[], string[]] = [[], []];
  const io: Io = {
    write: (text) => void out.push(text),
    tell: (text) => void err.push(text),
    interactive: false,
    colour: false,
    askSecret: async () => undefined,
    untilStopped: async () => {},
    environment: { sealing: undefined, passphrase: undefined },
    nowMs: () => Date.now(),
  };
  return { io, out, err };
}
