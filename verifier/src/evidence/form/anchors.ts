// The member `anchors` of form 2 (docs/protocol/anchor.md): heads of the log kept where its operator cannot reach.
import { hasExactly, isAscending, isNatural, isTime, readEach } from '../../bytes/member.ts';
import { isHash, isHashes } from './hash.ts';

/** An event in a receipt in a block of an EVM chain. Hex is lower case behind `0x`. */
export interface EvmProof {
  /** Its address, 20 bytes. */
  readonly contract: string;
  /** By which the contract knows the log, 32 bytes. */
  readonly log: string;
  /** RLP of the block's header. */
  readonly header: string;
  /** Number of the transaction in the block, which is that of its receipt. */
  readonly transaction: number;
  /** Number of the event among the logs of the receipt. */
  readonly event: number;
  /** Merkle-Patricia proof of the receipt, from the root down. */
  readonly nodes: readonly string[];
}

/** A statement of kind `head` in another log. */
export interface LogProof {
  /** Verifier key of the other log. */
  readonly log: string;
  readonly checkpoint: string;
  readonly index: number;
  readonly recordedAtMs: number;
  readonly firstLot: number;
  readonly lotCount: 0;
  /** RFC 6962 path, base64. */
  readonly inclusion: readonly string[];
  readonly sdjwt: string;
}

/** What an archive has cosigned. */
export interface ArchiveProof {
  /** Verifier key of type 4. */
  readonly archive: string;
  /** The checkpoint of this log, cosigned. */
  readonly note: string;
}

export type AnchorProof = EvmProof | LogProof | ArchiveProof;

export interface ShownAnchor {
  /** CAIP-2; its namespace says of which kind the proof is. */
  readonly chain: string;
  /** Leaves of the anchored tree, at least 1. */
  readonly size: number;
  /** Its root, base64. */
  readonly root: string;
  /** That the checkpoint's tree begins with it: hashes in base64. */
  readonly consistency: readonly string[];
  readonly proof: AnchorProof;
}

export const anchorsMax = 16;
/** A header has some 700 bytes, the receipt of an anchor about as many. */
const hexBytesMax = 65_536;

/** The namespace of a chain that anchors may name; undefined for any other text. */
export function chainKind(chain: string): 'eip155' | 'tlog' | 'file' | undefined {
  if (/^eip155:(?:0|[1-9][0-9]{0,31})$/.test(chain)) return 'eip155';
  if (/^tlog:[0-9a-f]{32}$/.test(chain)) return 'tlog';
  return /^file:[-_a-zA-Z0-9]{1,32}$/.test(chain) ? 'file' : undefined;
}

/** Ascending by chain, each once, at most `anchorsMax`; undefined for anything else. */
export function readAnchors(value: unknown): ShownAnchor[] | undefined {
  const anchors = readEach(value, readAnchor);
  if (anchors === undefined || anchors.length > anchorsMax) return undefined;
  return isAscending(anchors.map(({ chain }) => chain)) ? anchors : undefined;
}

/** The same value with its members in the order of the file. */
export function writeAnchor({ chain, size, root, consistency, proof }: ShownAnchor): ShownAnchor {
  return { chain, size, root, consistency, proof: writeProof(chain, proof) };
}

/** The proof of an anchor on this chain, as it stands in a file or a store; undefined where it has not that form. */
export function readProof(chain: string, value: unknown): AnchorProof | undefined {
  const kind = chainKind(chain);
  if (kind === 'eip155') return readEvmProof(value);
  if (kind === 'tlog') return readLogProof(value);
  return kind === 'file' ? readArchiveProof(value) : undefined;
}

function readAnchor(value: unknown): ShownAnchor | undefined {
  if (!hasExactly(value, ['chain', 'size', 'root', 'consistency', 'proof'])) return undefined;
  const { chain, size, root, consistency } = value;
  if (typeof chain !== 'string' || !isNatural(size) || size === 0) return undefined;
  if (!isHash(root) || !isHashes(consistency)) return undefined;
  const proof = readProof(chain, value['proof']);
  return proof && { chain, size, root, consistency, proof };
}

const evmMembers = ['contract', 'log', 'header', 'transaction', 'event', 'nodes'];
const logMembers = [
  'log',
  'checkpoint',
  'index',
  'recordedAtMs',
  'firstLot',
  'lotCount',
  'inclusion',
  'sdjwt',
];

function readEvmProof(value: unknown): EvmProof | undefined {
  if (!hasExactly(value, evmMembers)) return undefined;
  const { contract, log, header, transaction, event } = value;
  if (!isHex(contract, 20) || !isHex(log, 32) || !isHex(header)) return undefined;
  if (!isNatural(transaction) || !isNatural(event)) return undefined;
  const nodes = readEach(value['nodes'], (node) => (isHex(node) ? node : undefined));
  return nodes && { contract, log, header, transaction, event, nodes };
}

function readLogProof(value: unknown): LogProof | undefined {
  if (!hasExactly(value, logMembers)) return undefined;
  const { log, checkpoint, index, recordedAtMs, firstLot, lotCount, inclusion, sdjwt } = value;
  if (typeof log !== 'string' || typeof checkpoint !== 'string' || typeof sdjwt !== 'string')
    return undefined;
  if (!isNatural(index) || !isTime(recordedAtMs) || !isNatural(firstLot) || lotCount !== 0) return undefined;
  return isHashes(inclusion)
    ? { log, checkpoint, index, recordedAtMs, firstLot, lotCount, inclusion, sdjwt }
    : undefined;
}

function readArchiveProof(value: unknown): ArchiveProof | undefined {
  if (!hasExactly(value, ['archive', 'note'])) return undefined;
  const { archive, note } = value;
  return typeof archive === 'string' && typeof note === 'string' ? { archive, note } : undefined;
}

function writeProof(chain: string, proof: AnchorProof): AnchorProof {
  const members = 'header' in proof ? evmMembers : 'archive' in proof ? ['archive', 'note'] : logMembers;
  const given: Record<string, unknown> = { ...proof };
  const written = readProof(chain, Object.fromEntries(members.map((name) => [name, given[name]])));
  if (written === undefined) throw new Error(`no proof of an anchor on ${chain}`);
  return written;
}

function isHex(value: unknown, length?: number): value is string {
  if (typeof value !== 'string' || value.length < 4 || value.length > 2 + 2 * hexBytesMax) return false;
  if (value.length % 2 !== 0 || !/^0x[0-9a-f]+$/.test(value)) return false;
  return length === undefined || value.length === 2 + 2 * length;
}
