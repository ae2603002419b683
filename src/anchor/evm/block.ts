// Header and receipts of a block, as bytes again: only as bytes can they be checked against its hash.
import { RLP } from 'micro-eth-signer/core/rlp.js';
import { concatBytes, encodeHex, keccak256 } from '#verifier';
import { AnchorTrouble } from '../port.ts';
import {
  type Members,
  readBytes,
  readHex,
  readList,
  readMembers,
  readNatural,
  readQuantity,
  scalarBytes,
} from './answer.ts';
import { malformed } from './rpc.ts';

type Item = Uint8Array | Item[];
type Field = readonly [name: string, kind: 'bytes' | 'scalar'];

/** Yellow paper, section 4.3, then each fork's addition: EIP-1559, 4895, 4844 (two), 4788, 7685. */
const fields: readonly Field[] = [
  ['parentHash', 'bytes'],
  ['sha3Uncles', 'bytes'],
  ['miner', 'bytes'],
  ['stateRoot', 'bytes'],
  ['transactionsRoot', 'bytes'],
  ['receiptsRoot', 'bytes'],
  ['logsBloom', 'bytes'],
  ['difficulty', 'scalar'],
  ['number', 'scalar'],
  ['gasLimit', 'scalar'],
  ['gasUsed', 'scalar'],
  ['timestamp', 'scalar'],
  ['extraData', 'bytes'],
  ['mixHash', 'bytes'],
  ['nonce', 'bytes'],
  ['baseFeePerGas', 'scalar'],
  ['withdrawalsRoot', 'bytes'],
  ['blobGasUsed', 'scalar'],
  ['excessBlobGas', 'scalar'],
  ['parentBeaconBlockRoot', 'bytes'],
  ['requestsHash', 'bytes'],
];
const fieldsOfAll = 15;

/** The RLP whose Keccak-256 is the hash that the block was asked by; throws ANCHOR_CHAIN_LIES where nothing in the answer gives it. */
export function headerBytes(block: Members, hash: string): Uint8Array {
  const present = fields.filter(([name], at) => at < fieldsOfAll || (block[name] ?? null) !== null);
  const header = encodeRlp(present.map((field) => fieldBytes(block, field)));
  if (`0x${encodeHex(keccak256(header))}` !== hash)
    throw new AnchorTrouble('ANCHOR_CHAIN_LIES', `the header of block ${hash} has another hash`);
  return header;
}

function fieldBytes(block: Members, [name, kind]: Field): Uint8Array {
  return kind === 'bytes' ? readBytes(block[name], name) : scalarBytes(readQuantity(block[name], name));
}

/** As it stands in the tree under receiptsRoot (EIP-2718): the byte of its type, where it has one, and its RLP. */
export function receiptBytes(value: unknown): Uint8Array {
  const receipt = readMembers(value, 'the receipt');
  const type = receipt['type'] === undefined ? 0 : readNatural(receipt['type'], 'the type of a receipt');
  // Before Byzantium the state's root stood in the place of the status (EIP-658).
  const outcome =
    typeof receipt['root'] === 'string'
      ? readBytes(receipt['root'], 'root', 32)
      : scalarBytes(readQuantity(receipt['status'], 'status'));
  const body = encodeRlp([
    outcome,
    scalarBytes(readQuantity(receipt['cumulativeGasUsed'], 'cumulativeGasUsed')),
    readBytes(receipt['logsBloom'], 'logsBloom', 256),
    readList(receipt['logs'], 'logs').map(logItem),
    ...depositItems(receipt, type),
  ]);
  if (type > 0x7f) throw malformed('the type of a receipt is no byte below 128');
  return type === 0 ? body : concatBytes(Uint8Array.of(type), body);
}

function logItem(value: unknown): Item {
  const log = readMembers(value, 'a log');
  const topics = readList(log['topics'], 'topics').map((topic) => readBytes(topic, 'a topic', 32));
  return [readBytes(log['address'], 'address', 20), topics, readBytes(log['data'], 'data')];
}

const depositType = 0x7e;

/** Chains of the OP Stack put what they bring down from below in front, with receipts of two more fields. */
function depositItems(receipt: Members, type: number): Uint8Array[] {
  if (type !== depositType) return [];
  return ['depositNonce', 'depositReceiptVersion']
    .filter((name) => (receipt[name] ?? null) !== null)
    .map((name) => scalarBytes(readQuantity(receipt[name], name)));
}

export function encodeRlp(item: Item): Uint8Array {
  return RLP.encode(item);
}

export interface SeenReceipt {
  readonly hash: string;
  readonly succeeded: boolean;
  readonly blockHash: string;
  readonly blockNumber: number;
  /** Place in its block. */
  readonly index: number;
}

/** The receipt of this transaction, null where there is none; one of another transaction is a lie. */
export function readSeenReceipt(value: unknown, hash: string): SeenReceipt | null {
  if (value === null) return null;
  const receipt = readMembers(value, 'the receipt');
  if (readHex(receipt['transactionHash'], 'transactionHash', 32) !== hash)
    throw new AnchorTrouble('ANCHOR_CHAIN_LIES', `asked for the receipt of ${hash}, and got another's`);
  return {
    hash,
    succeeded: readQuantity(receipt['status'], 'status') === 1n,
    blockHash: readHex(receipt['blockHash'], 'blockHash', 32),
    blockNumber: readNatural(receipt['blockNumber'], 'blockNumber'),
    index: readNatural(receipt['transactionIndex'], 'transactionIndex'),
  };
}
