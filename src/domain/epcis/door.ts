// Bytes at the door: JSON that means one thing only, or a coded refusal. Nothing behind this sees bytes.
import { type JsonRefusalCode, parseJsonStrict, type Refused, refused, utf8Text } from '#verifier';

export type DoorRefusalCode =
  | JsonRefusalCode
  | 'BODY_TOO_LARGE'
  | 'BODY_EMPTY'
  | 'NOT_UTF8'
  | 'JSON_TRUNCATED';

export interface DoorLimits {
  maxBytes: number;
  /** Levels of nesting; a bare value has depth 0. */
  maxDepth: number;
}

export type AtTheDoor = { readonly ok: true; readonly value: unknown } | Refused<DoorRefusalCode>;

const byteOrderMark = '\ufeff';

/**
 * Parses the body of a request or a file. A byte order mark is allowed (spreadsheets and Windows editors write one);
 * refused are bodies above `maxBytes`, invalid UTF-8, truncated or other non-JSON, too deep nesting, duplicate keys.
 */
export function parseAtTheDoor(bytes: Uint8Array, { maxBytes, maxDepth }: DoorLimits): AtTheDoor {
  if (bytes.length > maxBytes)
    return refused('BODY_TOO_LARGE', `${bytes.length} bytes; at most ${maxBytes} are taken`);
  const decoded = utf8Text(bytes);
  if (decoded === undefined) return refused('NOT_UTF8', 'the text is not UTF-8');
  const text = decoded.startsWith(byteOrderMark) ? decoded.slice(1) : decoded;
  if (text.trim() === '') return refused('BODY_EMPTY', 'there is nothing to read');
  const parsed = parseJsonStrict(text, { maxDepth });
  if (parsed.ok || parsed.refusal.code !== 'JSON_INVALID') return parsed;
  return endsTooEarly(text)
    ? refused('JSON_TRUNCATED', 'the text ends in the middle of a JSON value')
    : parsed;
}

/** True when brackets or a string are still open at the end: the sender was cut off, not mistaken. */
function endsTooEarly(text: string): boolean {
  let open = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString && character === '\\') at += 1;
    else if (character === '"') inString = !inString;
    else if (!inString && (character === '{' || character === '[')) open += 1;
    else if (!inString && (character === '}' || character === ']')) open -= 1;
  }
  return inString || open > 0;
}
