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
  EISDIR: ({ message }) => message,
  EEXIST: ({ path }) => `${path} is there already`,
  EADDRINUSE: ({ message }) => `${message}: choose another port with --port`,
};
