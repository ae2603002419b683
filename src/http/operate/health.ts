// Is it alive, may it be sent work: for whoever watches over the process.
import { formatVerifierKey } from '#verifier';
import { problem } from '../problem/problem.ts';
import { replyJson } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

export function getHealth({ node }: Call): Response {
  const { origin, size, key } = node.head();
  // Whoever comes here first and pins nothing has the key from here; whoever wants more asks the operator for it.
  return replyJson(200, { status: 'ok', origin, size, key: formatVerifierKey(key) });
}

export function getReady({ door, node }: Call): Response {
  if (door.ready()) return replyJson(200, { status: 'ready', size: node.head().size });
  return problem([{ code: 'NOT_READY', detail: 'The node is starting or stopping.' }], {
    'retry-after': '2',
  });
}
