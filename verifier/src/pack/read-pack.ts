import { encodeBase64url } from '../bytes/base64.ts';
import { isJsonObject } from '../bytes/json.ts';
import { type Result, refused } from '../bytes/result.ts';
import { utf8Bytes } from '../bytes/utf8.ts';
import type { Primitives } from '../primitives/primitives.ts';
import type { Form } from '../record/form.ts';
import type { Pack } from './pack.ts';
import { materialPack, schemePack } from './pack-forms.ts';

/**
 * A pack (docs/protocol/pack.md) from a JSON value that is strict already. Refuses the first member that is missing,
 * unknown or of a wrong form, a figure whose source the pack does not have, and a code that is there twice; the JSON
 * pointer to it stands in `path` and begins the detail. The pack is the given value itself, not a copy.
 */
export function readPack(value: unknown): Result<{ pack: Pack }, 'PACK_MEMBER_INVALID'> {
  const wrong = formOf(value)(value);
  if (wrong === undefined) return { ok: true, pack: value as Pack };
  return refused('PACK_MEMBER_INVALID', `${wrong.path || 'the pack'} ${wrong.detail}`, wrong.path);
}

/** SHA-256, base64url. `content` with its members in the order in which they came: nothing is canonicalised (bytes.md). */
export function packDigest(content: unknown, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(utf8Bytes(JSON.stringify(content))));
}

function formOf(value: unknown): Form {
  const sources = sourcesOf(value);
  return isJsonObject(value) && value['kind'] === 'material' ? materialPack(sources) : schemePack(sources);
}

/** Whatever looks like a source: whether it is one, its form says. */
function sourcesOf(value: unknown): ReadonlySet<unknown> {
  const list = isJsonObject(value) ? value['sources'] : undefined;
  return new Set(Array.isArray(list) ? list.filter(isJsonObject).map(({ id }) => id) : []);
}
