// Another Selvedge node as a place for heads, by its HTTP interface. What it answers has a form or is none; what it
// proves is checked by the verifier.
import {
  decodeBase64url,
  decodeEntry,
  encodeBase64url,
  type Entry,
  isJsonObject,
  isNatural,
  parseTlogProof,
  type TlogProof,
  utf8Text,
} from '#verifier';
import { ask, type Limits } from '../ask.ts';
import { AnchorTrouble, type Head } from '../port.ts';

export interface LogPlace {
  /** Scheme and host, without a slash at the end. */
  readonly url: string;
  /** In whose name heads are told there. */
  readonly party: string;
  /** API key of that party. */
  readonly apiKey: string;
  readonly limits: Limits;
}

/** A head that was told there, with its entry in that log. */
export interface ToldThere {
  readonly head: Head;
  readonly entry: number;
}

const bundleWidth = 256;

export class OtherLog {
  readonly #place: LogPlace;

  constructor(place: LogPlace) {
    this.#place = place;
  }

  /** What the party told of this log last. */
  async newestHead(origin: string): Promise<ToldThere | undefined> {
    const query = new URLSearchParams({ about: origin, issuer: this.#place.party, limit: '1' });
    const page = readJson(await this.#get(`/heads?${query}`, 'application/json'));
    const { member } = isJsonObject(page) ? page : {};
    if (!Array.isArray(member)) throw malformed('a list of heads without members');
    return member[0] === undefined ? undefined : readTold(member[0], origin);
  }

  async tell(origin: string, { size, root }: Head): Promise<void> {
    const query = new URLSearchParams({ party: this.#place.party });
    await this.#asked(`/heads?${query}`, 'application/json', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ log: origin, size, root: encodeBase64url(root) }),
    });
  }

  /** The signed statement of that entry. */
  async statement(entry: number): Promise<string> {
    return textOf(await this.#get(`/heads/${entry}`, 'application/sd-jwt')).trimEnd();
  }

  async inclusion(entry: number): Promise<TlogProof> {
    const proof = parseTlogProof(textOf(await this.#get(`/log/proof/${entry}`, 'text/plain')));
    if (proof === undefined) throw malformed('no proof of inclusion');
    return proof;
  }

  /** Out of the bundle that holds it, in a log of so many entries. */
  async entry(index: number, size: number): Promise<Entry> {
    const bundle = Math.floor(index / bundleWidth);
    const width = Math.min(bundleWidth, size - bundle * bundleWidth);
    const partial = width === bundleWidth ? '' : `.p/${width}`;
    const path = `/log/tile/entries/${tileElements(bundle)}${partial}`;
    const entry = entryIn(await this.#get(path, 'application/octet-stream'), index % bundleWidth);
    if (entry === undefined) throw malformed(`no entry ${index} in its bundle`);
    return entry;
  }

  async #get(path: string, accept: string): Promise<Uint8Array> {
    return await this.#asked(path, accept, {});
  }

  async #asked(path: string, accept: string, request: RequestInit): Promise<Uint8Array> {
    const { url, apiKey, limits } = this.#place;
    const headers = { ...request.headers, accept, authorization: `Bearer ${apiKey}` };
    const { status, bytes } = await ask(`${url}${path}`, { ...request, headers }, limits);
    if (status === 200 || status === 201) return bytes;
    if (status >= 500 || status === 429)
      throw new AnchorTrouble('ANCHOR_UNREACHABLE', `it answers with status ${status}`);
    throw new AnchorTrouble('ANCHOR_REFUSED', `status ${status}: ${reasonIn(bytes)}`);
  }
}

function readTold(value: unknown, origin: string): ToldThere {
  const { entry, claims } = isJsonObject(value) ? value : {};
  const { log, size, root } = isJsonObject(claims) ? claims : {};
  const bytes = typeof root === 'string' ? decodeBase64url(root) : undefined;
  if (!isNatural(entry) || !isNatural(size) || bytes?.length !== 32 || log !== origin)
    throw malformed('a head without entry, log, size or root');
  return { entry, head: { size, root: bytes } };
}

/** Each entry behind its length in two bytes. */
function entryIn(bundle: Uint8Array, place: number): Entry | undefined {
  let at = 0;
  for (let passed = 0; at + 2 <= bundle.length; passed += 1) {
    const length = (bundle[at]! << 8) | bundle[at + 1]!;
    if (passed === place) return decodeEntry(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return undefined;
}

/** C2SP tlog-tiles: 1234067 is `x001/x234/067`. */
function tileElements(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
}

const longestReason = 300;

/** Of a problem (RFC 9457) its code and sentence. */
function reasonIn(bytes: Uint8Array): string {
  const problem = utf8Text(bytes) ?? '';
  try {
    const { code, detail, title } = JSON.parse(problem);
    return `${code ?? title}: ${detail}`.slice(0, longestReason);
  } catch {
    return problem.slice(0, longestReason);
  }
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(textOf(bytes));
  } catch {
    throw malformed('not JSON');
  }
}

function textOf(bytes: Uint8Array): string {
  const text = utf8Text(bytes);
  if (text === undefined) throw malformed('not UTF-8');
  return text;
}

function malformed(detail: string): AnchorTrouble {
  return new AnchorTrouble('ANCHOR_ANSWER_MALFORMED', detail);
}
