// anchors.json: which places the log is anchored at. Read strictly, for a place that is misspelt is no anchor.
import {
  chainOfLog,
  type CosignerKey,
  isJsonObject,
  type LogKey,
  parseCosignerKey,
  parseJsonStrict,
  parseLogKey,
  type Primitives,
  refused,
  type Result,
} from '#verifier';
import type { Policy } from './keeper/kept.ts';

interface Common {
  readonly chain: string;
  readonly policy: Policy;
}

export interface EvmWish extends Common {
  readonly kind: 'eip155';
  readonly chainId: bigint;
  readonly rpc: string;
  /** Lower case; null = not deployed yet. */
  readonly contract: string | null;
  readonly log: string | null;
  readonly mostFeeWei: bigint;
}

export interface LogWish extends Common {
  readonly kind: 'tlog';
  readonly url: string;
  readonly key: LogKey;
  readonly party: string;
  /** Of the environment variable with the API key, behind SELVEDGE_ANCHOR_KEY_. */
  readonly name: string;
}

export interface FileWish extends Common {
  readonly kind: 'file';
  readonly outbox: string;
  readonly inbox: string;
  readonly key: CosignerKey;
}

export type AnchorWish = EvmWish | LogWish | FileWish;

export type AnchorsRefusalCode =
  | 'ANCHORS_NOT_JSON'
  | 'ANCHORS_MEMBER_INVALID'
  | 'ANCHORS_CHAIN_UNKNOWN'
  | 'ANCHORS_CHAIN_TWICE';

type Member = (value: unknown) => boolean;
type Form = Readonly<Record<string, { readonly holds: Member; readonly is: string; readonly must: boolean }>>;

const text: Member = (value) => typeof value === 'string' && value !== '';
/** Name and password before the host: `fetch` refuses such an address, and says it aloud. */
const web: Member = (value) => {
  const url = text(value) ? URL.parse(String(value)) : null;
  return url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === '';
};
const whole =
  (least: number, most: number): Member =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const hex =
  (bytes: number): Member =>
  (value) =>
    typeof value === 'string' && new RegExp(`^0x[0-9a-fA-F]{${2 * bytes}}$`).test(value);

const must = (is: string, holds: Member): Form[string] => ({ is, holds, must: true });
const may = (is: string, holds: Member): Form[string] => ({ is, holds, must: false });
const aYearSeconds = 366 * 24 * 3600;
const common: Form = {
  chain: must('a chain', text),
  every: may('seconds from 1 to a year', whole(1, aYearSeconds)),
  look: may('seconds from 1 to 3600', whole(1, 3600)),
};

const forms: Readonly<Record<AnchorWish['kind'], Form>> = {
  eip155: {
    ...common,
    rpc: must('an address of http or https', web),
    contract: may('an address of 20 bytes', hex(20)),
    log: may('32 bytes of hex', hex(32)),
    confirmations: may('a whole number of blocks', whole(0, 100_000)),
    replaceAfter: may('seconds from 1 to a day', whole(1, 24 * 3600)),
    mostGwei: may('a whole number above 0', whole(1, 1_000_000)),
  },
  tlog: {
    ...common,
    url: must('an address of http or https', web),
    key: must('a verifier key', text),
    party: must('the id of a party', text),
    name: may('capital letters, digits and _', (value) => text(value) && /^[A-Z0-9_]+$/.test(String(value))),
  },
  file: {
    ...common,
    outbox: must('a folder', text),
    inbox: must('a folder', text),
    key: must('a verifier key', text),
  },
};

const kinds = {
  eip155: /^eip155:[1-9]\d{0,15}$/,
  tlog: /^tlog:[0-9a-f]{32}$/,
  file: /^file:[-_a-zA-Z0-9]{1,32}$/,
};

/** Refuses with the place of what is wrong, as a JSON pointer. An empty list is no anchors. */
export function readAnchors(
  text: string,
  primitives: Primitives,
): Result<{ anchors: AnchorWish[] }, AnchorsRefusalCode> {
  const parsed = parseJsonStrict(text, { maxDepth: nestingMost });
  if (!parsed.ok || !Array.isArray(parsed.value))
    return refused('ANCHORS_NOT_JSON', 'anchors are a list in JSON', '');
  const anchors: AnchorWish[] = [];
  for (const [at, value] of parsed.value.entries()) {
    const read = readAnchor(value, `/${at}`, primitives);
    if (!read.ok) return read;
    if (anchors.some(({ chain }) => chain === read.anchor.chain))
      return refused('ANCHORS_CHAIN_TWICE', `${read.anchor.chain} is there twice`, `/${at}/chain`);
    anchors.push(read.anchor);
  }
  return { ok: true, anchors };
}

function readAnchor(
  value: unknown,
  path: string,
  primitives: Primitives,
): Result<{ anchor: AnchorWish }, AnchorsRefusalCode> {
  if (!isJsonObject(value)) return refused('ANCHORS_MEMBER_INVALID', 'an anchor is an object', path);
  const chain = String(value['chain']);
  const kind = (Object.keys(kinds) as AnchorWish['kind'][]).find((one) => kinds[one].test(chain));
  if (kind === undefined)
    return refused(
      'ANCHORS_CHAIN_UNKNOWN',
      `${chain} is none of eip155:<number>, tlog:<32 hex digits>, file:<name>`,
      `${path}/chain`,
    );
  const wrong = wrongMember(value, forms[kind]);
  if (wrong !== undefined) return refused('ANCHORS_MEMBER_INVALID', wrong.detail, `${path}/${wrong.name}`);
  const anchor = wishes[kind](value as Told, primitives);
  return anchor === undefined
    ? refused('ANCHORS_MEMBER_INVALID', `key is no verifier key for ${chain}`, `${path}/key`)
    : { ok: true, anchor };
}

function wrongMember(
  value: Record<string, unknown>,
  form: Form,
): { name: string; detail: string } | undefined {
  for (const [name, { is, holds, must: mustBe }] of Object.entries(form)) {
    const isThere = Object.hasOwn(value, name);
    if (isThere ? !holds(value[name]) : mustBe) return { name, detail: `${name} is not ${is}` };
  }
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(form, name));
  return unknown === undefined ? undefined : { name: unknown, detail: `${unknown} is not known here` };
}

/** Members of the right form. */
type Told = Record<string, string> &
  Record<'every' | 'look' | 'confirmations' | 'replaceAfter' | 'mostGwei', number | undefined>;

/** A list of objects of texts and numbers. */
const nestingMost = 3;
const usualMostGwei = 200;

const wishes: {
  readonly [K in AnchorWish['kind']]: (told: Told, primitives: Primitives) => AnchorWish | undefined;
} = {
  eip155: (told) => ({
    ...{ kind: 'eip155', chain: told['chain']!, rpc: told['rpc']! },
    policy: policyOf(told, told.confirmations ?? 12, (told.replaceAfter ?? 300) * 1000),
    chainId: BigInt(told['chain']!.slice('eip155:'.length)),
    contract: told['contract']?.toLowerCase() ?? null,
    log: told['log']?.toLowerCase() ?? null,
    mostFeeWei: BigInt(told.mostGwei ?? usualMostGwei) * 1_000_000_000n,
  }),
  tlog: (told, primitives) => {
    const { chain = '', url = '', party = '' } = told;
    const key = parseLogKey(told['key']!, primitives);
    if (key === undefined || chainOfLog(key.name, primitives) !== chain) return undefined;
    const name = told['name'] ?? chain.slice('tlog:'.length).toUpperCase();
    const policy = policyOf(told, 0, null);
    return { kind: 'tlog', chain, policy, url: url.replace(/\/+$/, ''), key, party, name };
  },
  file: (told, primitives) => {
    const { chain = '', outbox = '', inbox = '' } = told;
    const key = parseCosignerKey(told['key']!, primitives);
    if (key === undefined) return undefined;
    return { kind: 'file', chain, policy: policyOf(told, 0, filesAgainAfterMs), outbox, inbox, key };
  },
};

/** A file that was lost on its way is put out again the next day. */
const filesAgainAfterMs = 24 * 3600 * 1000;

function policyOf({ every, look }: Told, confirmations: number, replaceAfterMs: number | null): Policy {
  return {
    everyMs: (every ?? 3600) * 1000,
    lookEveryMs: (look ?? 5) * 1000,
    ...{ confirmations, replaceAfterMs },
    ...{ waitMs: 5_000, longestWaitMs: 10 * 60_000 },
  };
}
