// anchors.json: which places the log is anchored at. Read strictly, for a place that is misspelt is no anchor.
import { isJsonObject, parseJsonStrict, type Primitives, refused, type Result } from '#verifier';
import { forms, wrongMember } from './config/form.ts';
import { type AnchorWish, type Told, wishes } from './config/wish.ts';

export type { AnchorWish, EvmWish, FileWish, LogWish } from './config/wish.ts';

export type AnchorsRefusalCode =
  | 'ANCHORS_NOT_JSON'
  | 'ANCHORS_MEMBER_INVALID'
  | 'ANCHORS_CHAIN_UNKNOWN'
  | 'ANCHORS_CHAIN_TWICE';

/** A list of objects of texts and numbers. */
const nestingMost = 3;

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
