// The statements behind entries, as the node serves them, against the entries that the mirror has verified.
import { encodeBase64, encodeBase64url, equalBytes, readStatement, utf8Bytes } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { readFacts } from '../domain/ledger/read-facts.ts';
import { digestsIn } from '../domain/statement/digests.ts';
import type { SaidStatement } from '../flow/judged.ts';
import { type LoggedFinding, loggedStatement } from '../flow/logged.ts';
import type { EntryRow } from '../flow/ports.ts';
import { encodeBody } from '../store/body.ts';
import type { AlarmWish } from './alarm.ts';
import { type Remote, tileWidth } from './remote.ts';
import type { MirrorStore } from './store.ts';

export type Taken =
  | { kind: 'root'; row: EntryRow }
  | { kind: 'statement'; said: SaidStatement; missing: string[] }
  /** What is served cannot be taken: the mirror's replay ends before it, until the node serves the right thing. */
  | { kind: 'unfit'; seq: number; wish: Pick<AlarmWish, 'code' | 'detail' | 'served'> };

const chunkSize = 256;
/** A document that is recorded as one has one time; a chunk ends between two. As many as a node commits at once. */
const chunkSizeMost = 1_256;
const chunkCharacters = 64 * 1024 * 1024;
/** What memory holds, whatever times a node makes up. */
const charactersMost = 4 * chunkCharacters;

/** The entries [from, to) in chunks, each row with its statement. Reading stops behind what does not fit. */
export async function* chunksOf(
  store: MirrorStore,
  remote: Remote,
  from: number,
  to: number,
): AsyncGenerator<Taken[]> {
  let chunk: Taken[] = [];
  let characters = 0;
  let lastMs = -1;
  for await (const [seq, line] of linesOf(remote, from, to)) {
    const entry = store.entry(seq);
    const isNewMoment = entry?.recordedAtMs !== lastMs;
    const isLong = chunk.length >= chunkSize || characters > chunkCharacters;
    if ((isLong && isNewMoment) || chunk.length >= chunkSizeMost || characters > charactersMost) {
      yield chunk;
      chunk = [];
      characters = 0;
    }
    const taken = take(store, seq, line);
    chunk.push(taken);
    if (taken.kind === 'unfit') break;
    characters += line.length;
    lastMs = entry?.recordedAtMs ?? -1;
  }
  if (chunk.length > 0) yield chunk;
}

async function* linesOf(remote: Remote, from: number, to: number): AsyncGenerator<[number, string]> {
  for (let index = Math.floor(from / tileWidth); index * tileWidth < to; index += 1) {
    const width = Math.min(tileWidth, to - index * tileWidth);
    let seq = index * tileWidth;
    for await (const line of remote.statements(index, width)) {
      if (seq >= from) yield [seq, line];
      seq += 1;
    }
  }
}

function take(store: MirrorStore, seq: number, line: string): Taken {
  const entry = store.entry(seq);
  if (entry === undefined) return unfit(seq, 'ENTRY_MALFORMED', `Entry ${seq} is no entry.`, line);
  const row: EntryRow = { seq, ...entry, body: new Uint8Array(0) };
  if (entry.kind === 'holdings') return { kind: 'root', row };
  const logged = loggedStatement(row, line, nodePrimitives);
  if (!logged.ok) return notLogged(row, line, logged.findings);
  const { statement } = logged;
  const facts = readFacts(statement, nodePrimitives, true);
  if (!facts.ok) return unreadable(row, line);
  const said = { row: { ...row, body: encodeBody(line) }, sdjwt: line, statement, facts: facts.facts };
  return { kind: 'statement', said, missing: missingIn(statement) };
}

function notLogged(row: EntryRow, line: string, [first]: readonly LoggedFinding[]): Taken {
  const { seq } = row;
  const detail = `Entry ${seq}, as the node serves it: ${first?.detail}.`;
  if (first?.code === 'BIRTHS_OTHER') return unfit(seq, 'BIRTHS_DIFFER', detail, line);
  return first?.code === 'STATEMENT_OTHER' ? unfit(seq, 'BODY_DIFFERS', detail, line) : unreadable(row, line);
}

/** Where even the signed part alone cannot be read, that is what was logged; else only what is served is wrong. */
function unreadable({ seq, digest }: EntryRow, line: string): Taken {
  const [jwt = ''] = line.split('~');
  const isLogged = equalBytes(nodePrimitives.sha256(utf8Bytes(jwt)), digest);
  if (isLogged && !readStatement(`${jwt}~`, nodePrimitives).ok)
    return unfit(seq, 'STATEMENT_INVALID', `What was logged as entry ${seq} is no statement.`, line);
  const detail = `What the node serves as the statement of entry ${seq} is not what was logged, or does not fit it.`;
  return unfit(seq, 'BODY_DIFFERS', detail, line);
}

function unfit(seq: number, code: AlarmWish['code'], detail: string, line: string): Taken {
  const served = [{ path: `/log/statements ${seq}`, body: encodeBase64(utf8Bytes(line)) }];
  return { kind: 'unfit', seq, wish: { code, detail, served } };
}

/** Digests that stand for something that did not come. */
function missingIn({ payload, disclosures, isWhole }: SaidStatement['statement']): string[] {
  if (isWhole) return [];
  const present = new Set(disclosures.map(({ digest }) => digest));
  const digests = digestsIn(payload);
  for (const { value } of disclosures) digestsIn(value, digests);
  return digests.filter((digest) => !present.has(digest));
}

/** The statement without the disclosures of these digests. */
export function withoutDisclosures(sdjwt: string, digests: ReadonlySet<string>): string {
  const digestOf = (part: string): string => encodeBase64url(nodePrimitives.sha256(utf8Bytes(part)));
  return sdjwt
    .split('~')
    .filter((part, at) => at === 0 || part === '' || !digests.has(digestOf(part)))
    .join('~');
}
