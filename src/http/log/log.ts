// The log, read-only and for everybody: checkpoint, tiles, proofs (docs/protocol/checkpoint.md).
import { problem } from '../problem/problem.ts';
import { reply } from '../request/reply.ts';
import type { Call } from '../route/route.ts';
import { readTilePath } from './tile-path.ts';

export const octets = 'application/octet-stream';
export const plainText = 'text/plain';

const textHeaders = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-cache',
  vary: 'Accept',
};
// A tile of a given width never changes: it may be kept for ever, by anybody.
const tileHeaders = {
  'content-type': octets,
  'cache-control': 'public, max-age=31536000, immutable',
  vary: 'Accept',
};
// It never changes, but it may be closed to the public again: then nobody has it for longer than a day. Where the lots
// are not public no cache on the way may keep it at all, as with every answer that needs a key.
const auditCaching = { 'cache-control': 'public, max-age=86400, immutable' };

export function getCheckpoint({ node }: Call): Response {
  return reply(200, node.cosignedCheckpoint(), textHeaders);
}

export function getTile({ c, node }: Call): Response {
  const path = readTilePath(c.req.param('path') ?? '');
  if (!path.ok) return problem(path.refusals);
  const { level, index, width } = path.value;
  const tile = level === null ? node.entryBundle(index, width) : node.tile(level, index, width);
  return tile === undefined
    ? notInLog('The log has no such tile, or not that wide yet.')
    : reply(200, new Uint8Array(tile), tileHeaders);
}

export function getProof({ c, node }: Call): Response {
  const index = c.req.param('index') ?? '';
  const entry = /^(0|[1-9]\d{0,14})$/.test(index) ? Number(index) : Number.NaN;
  const proof = entry < node.head().size ? node.inclusionProof(entry) : undefined;
  return proof === undefined
    ? notInLog('The log has no entry of that number.')
    : reply(200, proof, textHeaders);
}

/** The numbers of lots and when they were touched: the shape of trade, if not its names. So it is as public as the lots. */
export function getAudit({ c, node, door }: Call): Response {
  const index = c.req.param('index') ?? '';
  const audit = /^(0|[1-9]\d{0,14})$/.test(index) ? node.audit(Number(index)) : undefined;
  return audit === undefined
    ? notInLog('There is no root of the holdings at this entry, or its audit is not kept any more.')
    : reply(200, new Uint8Array(audit), {
        'content-type': 'application/json',
        ...(door.publicReads === 'lots' && auditCaching),
      });
}

function notInLog(detail: string): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail }]);
}
