// What a block's header and a receipt say, as far as an anchor needs it (Ethereum yellow paper, sections 4.3.1 and 4.4).
import { equalBytes, readUint64 } from '../bytes/bytes.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import { hashLength } from '../merkle/hash.ts';
import { keccak256 } from '../primitives/keccak.ts';
import { byteStringsOf, decodeRlp, naturalOf, type RlpItem } from './rlp.ts';

export interface BlockHeader {
  /** Keccak-256 of the header: the name of the block. */
  readonly hash: Uint8Array;
  readonly receiptsRoot: Uint8Array;
  readonly number: number;
  /** Seconds since 1970, as the block's maker says it. */
  readonly timestampSeconds: number;
}

/** Fields by their place; later forks have added more at the end, and earlier ones had none fewer. */
const fieldsLeast = 15;
const receiptsRootPlace = 5;
const numberPlace = 8;
const timestampPlace = 11;

export function readHeader(bytes: Uint8Array): BlockHeader | undefined {
  const fields = byteStringsOf(decodeRlp(bytes));
  if (fields === undefined || fields.length < fieldsLeast) return undefined;
  const receiptsRoot = fields[receiptsRootPlace]!;
  const number = naturalOf(fields[numberPlace]!);
  const timestampSeconds = naturalOf(fields[timestampPlace]!);
  if (fields[0]!.length !== hashLength || receiptsRoot.length !== hashLength) return undefined;
  if (number === undefined || timestampSeconds === undefined) return undefined;
  return { hash: keccak256(bytes), receiptsRoot, number, timestampSeconds };
}

export interface ContractEvent {
  /** 20 bytes. */
  readonly contract: Uint8Array;
  /** Each 32 bytes. */
  readonly topics: readonly Uint8Array[];
  readonly data: Uint8Array;
}

/** The events of a receipt, legacy or behind the byte of its type (EIP-2718); undefined where it is none, or of a transaction that failed. */
export function readReceipt(bytes: Uint8Array): readonly ContractEvent[] | undefined {
  const isTyped = bytes.length > 0 && bytes[0]! < 0x80;
  const item = decodeRlp(isTyped ? bytes.subarray(1) : bytes);
  if (item === undefined || item instanceof Uint8Array || item.length !== 4) return undefined;
  const [status, gas, bloom, logs] = item;
  if (!isBytes(status, 1) || status[0] !== 1 || !(gas instanceof Uint8Array) || !isBytes(bloom, 256))
    return undefined;
  if (logs === undefined || logs instanceof Uint8Array) return undefined;
  const events = logs.map(readEvent).filter((event) => event !== undefined);
  return events.length === logs.length ? events : undefined;
}

function readEvent(item: RlpItem): ContractEvent | undefined {
  if (item instanceof Uint8Array || item.length !== 3) return undefined;
  const [contract, topicList, data] = item;
  const topics = byteStringsOf(topicList);
  if (!isBytes(contract, 20) || topics === undefined || !(data instanceof Uint8Array)) return undefined;
  return topics.every((topic) => topic.length === 32) ? { contract, topics, data } : undefined;
}

/** Of `contract/SelvedgeAnchor.sol`. */
const anchoredTopic: Uint8Array = keccak256(utf8Bytes('Anchored(bytes32,uint64,bytes32)'));

/** The head that the event says log `log` had; undefined where it says nothing of it. */
export function anchoredHead(
  { topics, data }: ContractEvent,
  log: Uint8Array,
): { size: number; root: Uint8Array } | undefined {
  const [topic, subject, ...others] = topics;
  if (topic === undefined || subject === undefined || others.length > 0) return undefined;
  if (!equalBytes(topic, anchoredTopic) || !equalBytes(subject, log) || data.length !== 64) return undefined;
  // A uint64 stands in the last 8 of 32 bytes.
  const size = data.subarray(0, 24).every((byte) => byte === 0) ? readUint64(data, 24) : undefined;
  return size === undefined ? undefined : { size, root: data.slice(32) };
}

function isBytes(item: RlpItem | undefined, length: number): item is Uint8Array {
  return item instanceof Uint8Array && item.length === length;
}
