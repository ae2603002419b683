// What a question is exactly: a number of the log, a digest, an id in any spelling.
import { canonicalId, decodeBase64, decodeBase64url, decodeHex, encodeBase64url } from '#verifier';
import { isReadable } from '../document/document.ts';
import { idOf } from '../page/find.ts';
import type { Call } from '../route/route.ts';
import {
  type Found,
  foundDocument,
  foundEntry,
  foundFacility,
  foundLot,
  foundParty,
  foundProduct,
} from './found.ts';

export async function exactly(call: Call, asked: string): Promise<Found[]> {
  return [
    ...byId(call, asked),
    ...(await byDigest(call, asked)),
    ...claimOf(call, asked),
    ...byNumber(call, asked),
  ];
}

function byId(call: Call, asked: string): Found[] {
  return idsMeant(asked).flatMap((id) =>
    [foundLot(call, id), foundProduct(call, id), foundFacility(call, id), foundParty(call, id)].filter(
      (found) => found !== undefined,
    ),
  );
}

/** A bare number may be that of a product, of a unit or of a place. */
function idsMeant(asked: string): string[] {
  const compact = asked.replace(/\s+/g, '');
  const meant = [idOf(asked), canonicalId(asked)?.id ?? asked];
  if (/^\d{13}$/.test(compact)) meant.push(canonicalId(`https://id.gs1.org/414/${compact}`)?.id);
  return [...new Set(meant.filter((id) => id !== undefined))];
}

async function byDigest(call: Call, asked: string): Promise<Found[]> {
  const digest = digestOf(asked.replace(/\s+/g, ''));
  if (digest === undefined) return [];
  const entry = await call.node.entryOf(digest);
  const text = encodeBase64url(digest);
  return [
    ...(entry === undefined ? [] : [foundEntry(entry)]),
    ...(isReadable(call, text) ? [foundDocument(text)] : []),
  ];
}

/** 32 bytes as hex (with or without 0x), base64url or base64. */
function digestOf(text: string): Uint8Array | undefined {
  const hex = /^(?:0x)?([0-9a-f]{64})$/i.exec(text)?.[1]?.toLowerCase();
  if (hex !== undefined) return decodeHex(hex);
  if (/^[\w-]{43}$/.test(text)) return decodeBase64url(text);
  return /^[A-Za-z0-9+/]{43}=$/.test(text) ? decodeBase64(text) : undefined;
}

/** A claim and its verdict answer everybody where the lots are public, by the claim's id. Others find it among the records. */
function claimOf({ node, caller }: Call, asked: string): Found[] {
  if (caller.role !== 'anonymous') return [];
  const id = canonicalId(asked)?.id ?? asked;
  const [claim] = node.records({ kind: 'claim', id, limit: 1 }).records;
  if (claim === undefined) return [];
  const { entry, state } = claim;
  const href = `/claims/${encodeURIComponent(id)}/verdict`;
  return [{ kind: 'claim', id, name: null, of: null, state, entry, href }];
}

function byNumber({ node }: Call, asked: string): Found[] {
  const number = /^#?(\d{1,15})$/.exec(asked)?.[1];
  return number !== undefined && Number(number) < node.head().size ? [foundEntry(Number(number))] : [];
}
