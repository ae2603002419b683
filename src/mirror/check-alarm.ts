// Checks an alarm from its file alone: whether it proves what it says, rests on the mirror's word, or is unfounded.
import {
  checkSignature,
  decodeBase64,
  decodeEntry,
  type Entry,
  equalBytes,
  leafHash,
  type LogKey,
  openCheckpoint,
  parseLogKey,
  readStatement,
  type Statement,
  utf8Text,
} from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { readFacts } from '../domain/ledger/read-facts.ts';
import { type Alarm, partsOf, type ShownEntry } from './alarm.ts';
import type { Case, CheckedEntry } from './case.ts';
import { checkHoldings, checkServed } from './check-holdings.ts';
import { arePartsOf, type Part, rootOfParts } from './parts.ts';
import { type CheckedAlarm, claimed, proven, unfounded } from './verdict.ts';

/** `pinned`: the key of the log as the reader has it; without it that of the file is believed. */
export function checkAlarm(alarm: Alarm, pinned?: LogKey): CheckedAlarm {
  const key = parseLogKey(alarm.log, nodePrimitives);
  if (key === undefined || (pinned && (pinned.keyId !== key.keyId || pinned.name !== key.name)))
    return unfounded('it is about a log with another key');
  if (alarm.code === 'HEAD_NOT_BY_KEY') return checkStranger(alarm, key);
  const opened = alarm.heads.map(({ note }) => openCheckpoint(note, key, nodePrimitives));
  const heads = opened.flatMap((one) => (one.ok ? [one.checkpoint] : []));
  const parts = partsOf(alarm);
  if (heads.length !== alarm.heads.length || heads.length === 0 || parts === undefined)
    return unfounded('a head that it shows is not signed by the log');
  const isTree = parts.length === 0 || arePartsOf(heads[0]!, parts, nodePrimitives);
  if (alarm.code === 'TILE_DIFFERS' && !isTree) return claimed('these hashes do not give the signed head');
  if (!isTree) return unfounded('its hashes do not give the head that it shows');
  const entries = checkedEntries(alarm, parts);
  if (entries === undefined) return unfounded('an entry that it shows is not in the log');
  return checks[alarm.code]({ alarm, heads, parts, entries });
}

const checks: Readonly<Record<Alarm['code'], (found: Case) => CheckedAlarm>> = {
  FORKED: checkFork,
  SPLIT_VIEW: checkFork,
  ROLLED_BACK: ({ heads: [seen, shown] }) =>
    seen !== undefined && shown !== undefined && seen.size > shown.size
      ? claimed(
          `the log has signed ${seen.size} entries; that it showed ${shown.size} afterwards, the mirror says`,
        )
      : unfounded('the head shown last is not the smaller one'),
  HEAD_NOT_BY_KEY: () => unfounded('its head is signed'),
  TILE_DIFFERS: checkTile,
  ENTRY_DIFFERS: checkEntry,
  ENTRY_MALFORMED: (found) =>
    newest(found)?.entry === undefined && found.entries.size > 0
      ? proven('the log has signed a leaf that is no entry')
      : unfounded('the leaf is an entry'),
  TIME_WENT_BACK: (found) =>
    isPairThat(found, (before, after) => after.recordedAtMs < before.recordedAtMs)
      ? proven('the log has signed two entries whose times go back')
      : unfounded('the times do not go back'),
  TIME_NOT_BELIEVABLE: () => claimed('the entry bears that time; what the clock said then, the mirror says'),
  LOTS_DIFFER: (found) =>
    isPairThat(found, (before, after) => after.firstLot !== before.firstLot + before.lotCount)
      ? proven('the log has signed two entries between which the numbers of lots do not fit')
      : unfounded('the numbers of lots fit'),
  BODY_DIFFERS: ({ alarm: { served } }) =>
    served.length > 0
      ? claimed('the entry is in the log; what was served for it, the mirror says')
      : unfounded('it does not show what was served'),
  BODY_WITHHELD: () => claimed('that no erasure names what is missing, only the whole log shows'),
  BIRTHS_DIFFER: checkBirths,
  STATEMENT_INVALID: checkInvalid,
  SIGNATURE_INVALID: checkSigned,
  KEY_NOT_VALID: checkKey,
  STATEMENT_REFUSED: (found) =>
    newest(found)?.statement === undefined
      ? unfounded('the statement is not the one that was logged')
      : claimed('the statement is in the log; that the rules refuse it, a replay of the log shows'),
  HOLDINGS_DIFFER: checkHoldings,
  AUDIT_INVALID: checkServed,
  STATE_DIFFERS: () => claimed('what the node told of its state, the mirror says'),
};

function checkedEntries({ entries }: Alarm, parts: readonly Part[]): Map<number, CheckedEntry> | undefined {
  const hashes = new Map(parts.filter(({ lo, hi }) => hi - lo === 1).map(({ lo, hash }) => [lo, hash]));
  const checked = new Map<number, CheckedEntry>();
  for (const shown of entries) {
    const bytes = decodeBase64(shown.entry);
    const hash = hashes.get(shown.index);
    if (bytes === undefined || hash === undefined) return undefined;
    if (!equalBytes(leafHash(bytes, nodePrimitives), hash)) return undefined;
    const entry = decodeEntry(bytes);
    checked.set(shown.index, {
      index: shown.index,
      bytes,
      entry,
      shown,
      statement: statementOf(shown, entry),
    });
  }
  return checked;
}

function statementOf({ statement }: ShownEntry, entry: Entry | undefined): Statement | undefined {
  const read =
    statement === null || entry === undefined ? undefined : readStatement(statement, nodePrimitives);
  return read?.ok && equalBytes(read.statement.digest, entry!.digest) ? read.statement : undefined;
}

/** The entry that the alarm is about: the last of those shown. */
function newest({ entries }: Case): CheckedEntry | undefined {
  return [...entries.values()].at(-1);
}

function isPairThat({ entries }: Case, isWrong: (before: Entry, after: Entry) => boolean): boolean {
  const [before, after] = [...entries.values()].slice(-2);
  if (after === undefined && before?.index === 0 && before.entry !== undefined)
    return isWrong({ ...before.entry, recordedAtMs: 0, firstLot: 0, lotCount: 0 }, before.entry);
  if (before?.entry === undefined || after?.entry === undefined || after.index !== before.index + 1)
    return false;
  return isWrong(before.entry, after.entry);
}

/** The parts cut the tree of the larger head where the smaller one ends: they give its root, or the log is not one. */
function checkFork({ heads: [larger, smaller], parts }: Case): CheckedAlarm {
  if (larger === undefined || smaller === undefined || smaller.size > larger.size)
    return unfounded('it does not show a larger and a smaller head');
  const root = smaller.size === larger.size ? larger.root : rootOfParts(smaller.size, parts, nodePrimitives);
  if (root === undefined) return unfounded('its hashes do not reach the smaller head');
  return equalBytes(root, smaller.root)
    ? unfounded('the larger head extends the smaller one')
    : proven(
        `the log has signed two heads, of ${smaller.size} and ${larger.size} entries, that are not of one log`,
      );
}

function checkTile({ alarm: { served }, parts }: Case): CheckedAlarm {
  const [, lo, hi, at] = served[0]?.path.split(' ').map(Number) ?? [];
  const bytes = decodeBase64(served[0]?.body ?? '');
  const own = parts.find((part) => part.lo === lo && part.hi === hi)?.hash;
  const shown = bytes?.subarray((at ?? 0) * 32, ((at ?? 0) + 1) * 32);
  if (own === undefined || shown?.length !== 32) return unfounded('it does not show the tile and its hash');
  return equalBytes(own, shown)
    ? unfounded('the tile has the right hash')
    : claimed('the tile is not that of the signed head; that it was served, the mirror says');
}

function checkEntry({ alarm: { served }, parts }: Case): CheckedAlarm {
  const index = Number(served[0]?.path.split(' ')[1]);
  const bytes = decodeBase64(served[0]?.body ?? '');
  const own = parts.find(({ lo, hi }) => lo === index && hi === index + 1)?.hash;
  if (own === undefined || bytes === undefined) return unfounded('it does not show the entry and its hash');
  return equalBytes(leafHash(bytes, nodePrimitives), own)
    ? unfounded('the entry is the one that was signed')
    : claimed('the entry is not that of the signed head; that it was served, the mirror says');
}

/** As it was served, and the very thing that was logged. */
function servedAsLogged(found: Case): { text: string; entry: Entry } | undefined {
  const text = utf8Text(decodeBase64(found.alarm.served[0]?.body ?? '') ?? new Uint8Array(0)) ?? '';
  const entry = newest(found)?.entry;
  const digest = nodePrimitives.sha256(Buffer.from(text.split('~')[0] ?? ''));
  return entry !== undefined && equalBytes(digest, entry.digest) ? { text, entry } : undefined;
}

function checkBirths(found: Case): CheckedAlarm {
  const logged = servedAsLogged(found);
  const read = logged && readStatement(logged.text, nodePrimitives);
  return logged !== undefined && read?.ok && read.statement.birthCount !== logged.entry.lotCount
    ? proven('the log has signed another number of births than the statement has')
    : unfounded('the births fit');
}

function checkInvalid(found: Case): CheckedAlarm {
  const logged = servedAsLogged(found);
  const alone = logged && readStatement(`${logged.text.split('~')[0]}~`, nodePrimitives);
  return alone !== undefined && !alone.ok
    ? proven('the log has signed something that is no statement')
    : unfounded('a statement was logged');
}

/** The key by which the statement says it is signed, as a shown statement enrols it. */
function enrolment(
  { entries }: Case,
  kid: string,
): { index: number; publicKey: Uint8Array; party: string } | undefined {
  for (const { index, statement } of entries.values()) {
    if (statement?.kind !== 'key') continue;
    const read = readFacts(statement, nodePrimitives, true);
    if (!read.ok || read.facts.kind !== 'key' || read.facts.enrols?.kid !== kid) continue;
    return { index, publicKey: read.facts.enrols.publicKey, party: read.facts.party };
  }
  return undefined;
}

function checkSigned(found: Case): CheckedAlarm {
  const said = newest(found)?.statement;
  const key = said && enrolment(found, said.header.kid);
  if (said === undefined || key === undefined) return unfounded('it does not show the statement and its key');
  return checkSignature(said, key.publicKey, nodePrimitives)
    ? unfounded('the signature holds')
    : proven('the log has signed an entry whose statement is not signed by the key that it names');
}

/** `said` is what a key that is not its own any more, or never was, has signed. */
function checkKey(found: Case): CheckedAlarm {
  const last = newest(found);
  const said = last?.statement;
  if (last === undefined || said === undefined)
    return unfounded('the statement is not the one that was logged');
  const key = enrolment(found, said.header.kid);
  if (key === undefined) return claimed('that its key was never enrolled, only the whole log shows');
  if (key.party !== said.issuer)
    return proven(`its key is enrolled for ${key.party}, not for ${said.issuer}`);
  const revoked = [...found.entries.values()].some(
    ({ index, statement }) =>
      index < last.index && statement?.kind === 'key' && revokes(statement, said.header.kid),
  );
  return revoked
    ? proven('the log has taken a statement by a key after the entry that revokes it')
    : unfounded('it shows no revocation before it');
}

function revokes({ claims }: Statement, kid: string): boolean {
  return (claims['revokes'] as { kid?: unknown } | undefined)?.kid === kid;
}

function checkStranger({ heads: [head] }: Alarm, key: LogKey): CheckedAlarm {
  const isSigned = head !== undefined && openCheckpoint(head.note, key, nodePrimitives).ok;
  return isSigned
    ? unfounded('its head is signed by the log')
    : claimed('that this was shown as a head, the mirror says');
}
