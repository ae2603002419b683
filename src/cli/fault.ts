// Why a command cannot tell. Refusals are answers and are never thrown (output.ts).

/** Said to the user as it stands, with exit code 2. */
export class CannotTell extends Error {}

/** The user's own mistakes and missing files are told in one sentence; everything else keeps its stack for the report. */
export function faultMessage(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const code = (fault as NodeJS.ErrnoException).code ?? '';
  return plainCodes[code]?.(fault as NodeJS.ErrnoException) ?? fault.message;
}

const plainCodes: Readonly<Record<string, (fault: NodeJS.ErrnoException) => string>> = {
  ENOENT: ({ path }) => `${path} is not there`,
  EACCES: ({ path, message }) => (path === undefined ? message : `${path}: not allowed`),
  EISDIR: ({ path }) => `${path ?? 'that'} is a directory: give a file`,
  ENOTDIR: ({ path }) => `${path} leads through a file: give a directory`,
  // mkdir of the data directory is what meets a file in its place.
  EEXIST: ({ path, syscall }) =>
    syscall === 'mkdir' ? `${path} is a file: give a directory` : `${path} is there already`,
  EADDRINUSE: (fault) =>
    `${addressOf(fault)} is in use by another program: choose another port with --port (0 = any that is free)`,
  EADDRNOTAVAIL: (fault) => `${addressOf(fault)} is no address of this machine: choose another with --host`,
};

function addressOf(fault: NodeJS.ErrnoException): string {
  const { address, port } = fault as NodeJS.ErrnoException & { address?: string; port?: number };
  return address === undefined ? `port ${port}` : `${address}:${port}`;
}
