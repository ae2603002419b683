// A node as its mirror asks it: each answer with a form, or it is none. Nothing in it is believed yet.
import {
  compactCharactersMax,
  isJsonObject,
  isNatural,
  parseJsonStrict,
  parseLogKey,
  utf8Text,
} from '#verifier';
import type { LogKey } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { asked, askedLines, Trouble } from './fetch.ts';

export interface RemoteOptions {
  /** Scheme and host. */
  url: string;
  /** Of a reader at level full; without one only what is public is asked for. */
  apiKey?: string | undefined;
  signal: AbortSignal;
  /** Of one answer; of a bundle of statements ten times that. 15 s unless told. */
  timeoutMs?: number | undefined;
}

export interface ToldState {
  size: number;
  stateHash: string;
  /** Numbers of lots that are void by an erasure. */
  erasedLots: number[];
}

export const tileWidth = 256;
const hashBytes = 32;
const entryBytesMost = 2 + 0xffff;
const noteBytesMost = 1_000_000;
const auditBytesMost = 256 * 1024 * 1024;
const jsonBytesMost = 64 * 1024 * 1024;
/** Where a mirror waits for an answer this often, the node tells lies about its size. */
const sizesAskedMost = 8;

export class Remote {
  readonly url: string;
  readonly #options: RemoteOptions;

  constructor(options: RemoteOptions) {
    this.url = options.url.replace(/\/+$/, '');
    this.#options = options;
  }

  get readsStatements(): boolean {
    return this.#options.apiKey !== undefined;
  }

  /** The key that the node says is its log's. */
  async key(): Promise<LogKey> {
    const health = jsonOf(await this.#get('/health', 'application/json', jsonBytesMost));
    const key = parseLogKey(String(health['key']), nodePrimitives);
    if (key === undefined) throw new Trouble('ANSWER_INVALID', `${this.url}/health names no key of a log`);
    return key;
  }

  async checkpoint(): Promise<string> {
    return textOf(await this.#get('/log/checkpoint', 'text/plain', noteBytesMost));
  }

  /** Hashes of the tile, `width` of them. */
  async tile(level: number, index: number, width: number): Promise<Uint8Array> {
    const path = tilePath(String(level), index, width);
    const bytes = await this.#get(path, 'application/octet-stream', tileWidth * hashBytes);
    if (bytes.length === width * hashBytes) return bytes;
    throw new Trouble('ANSWER_INVALID', `${this.url}${path}: ${bytes.length} bytes are not ${width} hashes`);
  }

  /** The entries of the bundle, `width` of them. */
  async bundle(index: number, width: number): Promise<Uint8Array[]> {
    const path = tilePath('entries', index, width);
    const bytes = await this.#get(path, 'application/octet-stream', width * entryBytesMost);
    const entries = entriesIn(bytes);
    if (entries?.length === width) return entries;
    throw new Trouble('ANSWER_INVALID', `${this.url}${path}: not ${width} entries`);
  }

  /** One line for each entry of the bundle. */
  async *statements(index: number, width: number): AsyncGenerator<string> {
    const path = `/log/statements/${bundleName(index, width)}`;
    const asking = this.#asking(path, 'text/plain', width * (compactCharactersMax + 1));
    let count = 0;
    for await (const line of askedLines(
      { ...asking, timeoutMs: asking.timeoutMs * 10 },
      compactCharactersMax,
    )) {
      count += 1;
      if (count > width) break;
      yield line;
    }
    if (count !== width)
      throw new Trouble('ANSWER_INVALID', `${this.url}${path}: ${count} lines for ${width} entries`);
  }

  /** Undefined where the node keeps none; throws Trouble NOT_ALLOWED where audits are not for this caller. */
  async audit(index: number): Promise<Uint8Array | undefined> {
    const { status, bytes } = await asked(
      this.#asking(`/log/audit/${index}`, 'application/json', auditBytesMost),
    );
    return status === 200 ? bytes : undefined;
  }

  /** The state of `size` entries; undefined where the log has another size by now. */
  async state(size: number): Promise<ToldState | undefined> {
    const { status, bytes } = await this.#state(size);
    return status === 200 ? stateOf(bytes) : undefined;
  }

  /** The state of now, whatever the size. */
  async stateNow(size: number): Promise<ToldState> {
    let asking = size;
    for (let times = 0; times < sizesAskedMost; times += 1) {
      const { status, bytes } = await this.#state(asking);
      if (status === 200) return stateOf(bytes);
      asking = Number(jsonOf(bytes)['size']);
    }
    throw new Trouble('ANSWER_INVALID', `${this.url}/log/state names another size each time it is asked`);
  }

  #state(size: number): ReturnType<typeof asked> {
    return asked(this.#asking(`/log/state?size=${size}`, 'application/json', jsonBytesMost));
  }

  async #get(path: string, type: string, mostBytes: number): Promise<Uint8Array> {
    const { status, bytes } = await asked(this.#asking(path, type, mostBytes));
    if (status === 200) return bytes;
    throw new Trouble('ANSWER_INVALID', `${this.url}${path}: it answers ${status}`);
  }

  #asking(path: string, type: string, mostBytes: number): Parameters<typeof asked>[0] {
    const { apiKey, signal, timeoutMs = 15_000 } = this.#options;
    return { url: `${this.url}${path}`, type, mostBytes, timeoutMs, apiKey, signal };
  }
}

/** Address of a tile as C2SP tlog-tiles writes it. */
export function tilePath(level: string, index: number, width: number): string {
  return `/log/tile/${level}/${bundleName(index, width)}`;
}

/** 1234067 → `x001/x234/067`, and `.p/<width>` where it is partial. */
function bundleName(index: number, width: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
  return width === tileWidth ? name : `${name}.p/${width}`;
}

/** Each behind its length in 16 bits; undefined where the bytes do not end with one. */
function entriesIn(bytes: Uint8Array): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = (bytes[at]! << 8) | (bytes[at + 1] ?? 0);
    entries.push(bytes.slice(at + 2, at + 2 + length));
    at += 2 + length;
    if (at > bytes.length) return undefined;
  }
  return entries;
}

function stateOf(bytes: Uint8Array): ToldState {
  const { size, stateHash, erasedLots } = jsonOf(bytes);
  const isNumbers = Array.isArray(erasedLots) && erasedLots.every(isNatural);
  if (isNatural(size) && typeof stateHash === 'string' && isNumbers)
    return { size, stateHash, erasedLots: erasedLots as number[] };
  throw new Trouble('ANSWER_INVALID', 'the state of the node is not as it should be');
}

function jsonOf(bytes: Uint8Array): Record<string, unknown> {
  const parsed = parseJsonStrict(textOf(bytes), { maxDepth: 4 });
  if (parsed.ok && isJsonObject(parsed.value)) return parsed.value;
  throw new Trouble('ANSWER_INVALID', 'the node answers with something that is no JSON object');
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Text(bytes);
  if (text === undefined)
    throw new Trouble('ANSWER_INVALID', 'the node answers with something that is no UTF-8');
  return text;
}
