import { spawnSync } from 'node:child_process';

const traced = spawnSync('strace', ['-f', '-o', '/dev/null', '-e', 'trace=fsync', 'true']);

/** Why no system calls can be looked at on this machine; false where they can. */
export const noStrace: string | false =
  traced.error !== undefined
    ? 'no strace'
    : traced.status === 0
      ? false
      : 'strace may not trace here (ptrace)';
