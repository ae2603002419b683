// Erasing a field: salt and value are destroyed in the store, the digest stays in the signed statement, so every proof
// still holds and the value can no longer be told or guessed (RFC 9901 section 10.2; EDPB guidelines 02/2025).
import { encodeBase64url, readStatement } from '#verifier';
import type { Statement } from '#verifier';
import { readFacts } from '../domain/ledger/read-facts.ts';
import type { Speaker } from '../domain/statement/draft.ts';
import { signedPointers } from '../domain/statement/pointers.ts';
import { answeredRefusal } from './answered.ts';
import type { Refusal } from './answers.ts';
import type { Committer } from './commit.ts';
import type { Custodian } from './custodian.ts';
import type { Answer } from './node.ts';
import { storedStatement } from './stored.ts';
import type { World } from './world.ts';

export interface Erasure {
  entry: number;
  /** JSON pointer into the statement's claims as they were signed, e.g. `/name` or `/document/epcisBody/eventList/3/ilmd`. */
  field: string;
  reason: string;
}

export async function erase(
  world: World,
  committer: Committer,
  custodian: Custodian,
  operator: Speaker,
  erasure: Erasure,
): Promise<Answer<{ entry: number; erased: string[] }>> {
  const row = world.entries.get(erasure.entry);
  if (row === undefined) return refuse('ENTRY_UNKNOWN', 'entry', `The log has no entry ${erasure.entry}.`);
  if (row.kind !== 'statement')
    return refuse('ENTRY_UNKNOWN', 'entry', `Entry ${erasure.entry} of the log is no statement.`);
  const sdjwt = world.decodeBody(row.body);
  const signed = storedStatement(world, row);
  const pointers = signedPointers(signed);
  const gone = signed.disclosures.filter(({ digest }) => isWithin(pointers.get(digest), erasure.field));
  if (gone.length === 0)
    return refuse(
      'FIELD_NOT_ERASABLE',
      'field',
      `${erasure.field} is no disclosure of entry ${erasure.entry}: it is erased already, or stands in the clear.`,
    );
  if (carriesCorrection(signed, new Set(gone.map(({ digest }) => pointers.get(digest) ?? ''))))
    return refuse(
      'FIELD_NOT_ERASABLE',
      'field',
      'An error declaration finds the event that it takes back by its eventID: erase what the event says, not which one it is.',
    );
  if (!isReadable(without(sdjwt, gone), world))
    return refuse(
      'FIELD_NOT_ERASABLE',
      'field',
      `Without ${erasure.field} the rest could not be read any more: erase the whole event.`,
    );
  const rewrite = (body: Uint8Array): Uint8Array => world.encodeBody(without(world.decodeBody(body), gone));
  const claims = {
    statement: encodeBase64url(row.digest),
    disclosures: gone.map((one) => digestOf(one, world)),
    reason: erasure.reason,
  };
  const statement = custodian.record(operator, 'erasure', claims, {});
  if (!statement.ok) return statement;
  const committed = await committer.submit([statement.readied], [{ seq: erasure.entry, rewrite }]);
  if (committed.outcome === 'refused')
    return { ok: false, refusals: committed.refusals.map(answeredRefusal) };
  return {
    ok: true,
    value: { entry: erasure.entry, erased: gone.map(({ digest }) => pointers.get(digest) ?? erasure.field) },
  };
}

type Disclosed = Statement['disclosures'][number];

/** Whether erasing these would undo a correction, or make one impossible. */
function carriesCorrection({ eventsShown }: Statement, gone: ReadonlySet<string>): boolean {
  const isGone = (end: string): boolean => [...gone].some((pointer) => pointer.endsWith(end));
  return eventsShown.some(({ index, event }) => {
    const whole = isGone(`/eventList/${index}`);
    return whole ? 'errorDeclaration' in event : isGone(`/eventList/${index}/eventID`);
  });
}

/** What the store holds must be read again at the next start. */
function isReadable(sdjwt: string, { primitives }: World): boolean {
  const read = readStatement(sdjwt, primitives);
  return read.ok && readFacts(read.statement, primitives, true).ok;
}

function isWithin(pointer: string | undefined, field: string): boolean {
  return field !== '' && (pointer === field || pointer?.startsWith(`${field}/`) === true);
}

function without(sdjwt: string, gone: readonly Disclosed[]): string {
  const encoded = new Set(gone.map((one) => one.encoded));
  return sdjwt
    .split('~')
    .filter((part) => !encoded.has(part))
    .join('~');
}

function digestOf(disclosure: Disclosed, world: World): string {
  return world.primitives.sha256Base64url(disclosure.encoded);
}

function refuse(code: string, field: string, detail: string): { ok: false; refusals: Refusal[] } {
  return { ok: false, refusals: [{ code, field, detail }] };
}
