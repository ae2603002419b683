// The log for those who replay it (docs/protocol/witness.md, "Mirrors"): the statements behind the entries, and the state
// that they lead to. Both show everything, so both are for level full.
import type { Level } from '../../flow/answers.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import { showsAtLeast } from '../access/role.ts';
import { problem } from '../problem/problem.ts';
import { replyJson, safeHeaders } from '../request/reply.ts';
import { pairsOf, readParameters, wholeNumber } from '../request/parameters.ts';
import type { Call } from '../route/route.ts';
import { readTilePath } from './tile-path.ts';

const bundleWidth = 256;

/** One line for each entry of the bundle, as stored; an empty one for a root of the holdings. */
export function getStatements({ c, node, caller }: Call): Response {
  if (!showsAtLeast(caller.level, 'full')) return notGranted('Statements', caller.level);
  const path = readTilePath(`entries/${c.req.param('bundle') ?? ''}`);
  if (!path.ok) return problem(path.refusals);
  const { index, width } = path.value;
  const first = index * bundleWidth;
  if (first + width > node.head().size)
    return problem([
      { code: 'NO_SUCH_RESOURCE', detail: 'The log has no such bundle, or not that wide yet.' },
    ]);
  const headers = { ...safeHeaders, 'content-type': 'text/plain; charset=utf-8' };
  return new Response(linesOf(node, first, first + width), { status: 200, headers });
}

/** Statement after statement, as fast as they are taken: a bundle may be longer than what memory should hold. */
function linesOf(node: SelvedgeNode, from: number, to: number): ReadableStream<Uint8Array> {
  let entry = from;
  return new ReadableStream({
    pull: (controller) => {
      if (entry === to) return controller.close();
      controller.enqueue(Buffer.from(`${node.statement(entry) ?? ''}\n`));
      entry += 1;
    },
  });
}

/** The hash of all that the node knows takes a while: it is made once for each size that is asked for. */
const hashes = new WeakMap<SelvedgeNode, { size: number; stateHash: string }>();

/** The hash of the state after so many entries, and the lots that are void by an erasure: only as of now. */
export function getState({ c, node, caller }: Call): Response {
  if (!showsAtLeast(caller.level, 'full')) return notGranted('The state', caller.level);
  const asked = readParameters(pairsOf(c.req.url), { size: wholeNumber });
  if (!asked.ok) return problem(asked.refusals);
  if (asked.value.size === undefined)
    return problem([{ code: 'QUERY_PARAMETER_INVALID', detail: 'size is missing.', field: 'size' }]);
  const { size } = node.head();
  if (Number(asked.value.size) !== size) {
    const detail = `The log has ${size} entries by now: only the state of these is known.`;
    return problem([{ code: 'STATE_MOVED_ON', detail, field: 'size' }], {}, { size });
  }
  const known = hashes.get(node);
  const stateHash = known?.size === size ? known.stateHash : node.stateHash();
  hashes.set(node, { size, stateHash });
  return replyJson(200, { size, stateHash, erasedLots: node.erasedLots() });
}

function notGranted(what: string, level: Level): Response {
  const detail = `${what} of the log: for keys of level full. This one shows level ${level} at most.`;
  return problem([{ code: 'LEVEL_NOT_GRANTED', detail }]);
}
