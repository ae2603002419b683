// The statement behind an entry, checked: that it is the one that the entry stands for, and that the key of its party signed it.
import {
  checkSignature,
  decodeEntry,
  equalBytes,
  isJsonObject,
  publicKeyOfJwk,
  purePrimitives,
  readStatement,
  type Statement,
} from '#verifier';
import { get } from '../../../api/call.ts';
import type { Answers } from '../../../api/schema.ts';
import type { Head } from './head.ts';
import { provenIn } from './proofs.ts';
import { entriesIn } from './tiles.ts';

export type ReadResult =
  | { readonly ok: true; readonly statement: Statement }
  | { readonly ok: false; readonly why: string };

/** `digest`: what the entry holds. */
export function readShown(sdjwt: string, digest: Uint8Array): ReadResult {
  const read = readStatement(sdjwt, purePrimitives);
  if (!read.ok) return { ok: false, why: read.refusal.detail };
  return equalBytes(read.statement.digest, digest)
    ? { ok: true, statement: read.statement }
    : { ok: false, why: 'its SHA-256 is another than the one in the entry' };
}

export type Signed =
  | { readonly kind: 'good'; readonly enrolledAt: number; readonly custody: 'device' | 'custodial' }
  | { readonly kind: 'bad' }
  /** The party's keys are not shown to this reader. */
  | { readonly kind: 'unknown' };

/** By the key that its party enrolled in this very tree. */
export async function signedBy(statement: Statement, head: Head): Promise<Signed> {
  const party = await get<Answers['GET /parties/{id}']>(`/parties/${encodeURIComponent(statement.issuer)}`);
  const key = party.keys.find(({ kid }) => kid === statement.header.kid);
  if (key === undefined || key.enrolledAt >= head.size) return { kind: 'unknown' };
  const publicKey = await enrolledKey(key.enrolledAt, head);
  if (publicKey === undefined) return { kind: 'unknown' };
  return checkSignature(statement, publicKey, purePrimitives)
    ? { kind: 'good', enrolledAt: key.enrolledAt, custody: key.custody === 'device' ? 'device' : 'custodial' }
    : { kind: 'bad' };
}

/** The key that the statement of this entry enrols; undefined where the statement is not shown, or is not what the tree has. */
async function enrolledKey(index: number, head: Head): Promise<Uint8Array | undefined> {
  const { statement } = await get<Answers['GET /log/entries/{index}']>(`/log/entries/${index}`);
  const [bytes] = await entriesIn(index, index + 1, head.size);
  const entry = bytes === undefined ? undefined : decodeEntry(bytes);
  if (bytes === undefined || entry === undefined || statement?.sdjwt == null) return undefined;
  const shown = readShown(statement.sdjwt, entry.digest);
  const proven = await provenIn(head, index, bytes);
  const enrols = shown.ok && proven.holds ? shown.statement.claims['enrols'] : undefined;
  return isJsonObject(enrols) ? publicKeyOfJwk(enrols['jwk'], purePrimitives) : undefined;
}
