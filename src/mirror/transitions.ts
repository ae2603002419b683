// The map of balances as somebody without statements can check it: root after root, by the node's audits and the public
// entries between (docs/protocol/holdings.md, "Audits"). What could not be checked is counted, and never an alarm: a node
// keeps its newest audits only, and its operator may keep them to those with keys.
import { isJsonObject, parseJsonStrict } from '#verifier';
import { Trouble } from './fetch.ts';
import type { Following } from './follow.ts';
import { auditsFrom, wrongAudit } from './roots.ts';
import type { MirrorStore } from './store.ts';

/** Roots of the log, by what came of their audits. */
export interface AuditCounts {
  /** The map is that of the root before, with every history only extended. */
  held: number;
  /** What was served does not lead there. One alarm for as many as follow each other. */
  wrong: number;
  /** Older than the audits that a node keeps when the mirror came to them. */
  tooOld: number;
  /** Asked for, and the node had none. */
  notGiven: number;
  /** Yet to be asked for. */
  waiting: number;
  /** The node shows audits to nobody without a key. */
  isRefused: boolean;
}

/** What is kept from one root to the next: killed at any moment, the mirror asks for one audit once more. */
interface Looked extends Omit<AuditCounts, 'waiting'> {
  /** The first entry that was not looked at. */
  next: number;
  /** The audit looked at last was wrong. */
  isWrong: boolean;
}

const name = 'audits';
const nothing: Looked = {
  ...{ next: 0, held: 0, wrong: 0, tooOld: 0, notGiven: 0 },
  ...{ isRefused: false, isWrong: false },
};

/** Asks for the audit of each root that is new, up to the head that the mirror has followed to. Throws Trouble where it cannot go on. */
export async function followAudits(following: Following): Promise<void> {
  const { store } = following;
  const size = store.head()?.size ?? 0;
  passOver(store, auditsFrom(store, size));
  for (const root of store.rootsIn(lookedIn(store).next, size)) {
    const audit = await askedAudit(following, root);
    if (audit === 'refused') {
      note(store, { isRefused: true });
      return;
    }
    look(following, root, audit);
  }
}

export function auditCounts(store: MirrorStore): AuditCounts {
  const { held, wrong, tooOld, notGiven, isRefused, next } = lookedIn(store);
  return {
    held,
    wrong,
    tooOld,
    notGiven,
    waiting: store.rootCount(next, store.head()?.size ?? 0),
    isRefused,
  };
}

async function askedAudit({ remote }: Following, root: number): Promise<Uint8Array | 'refused' | undefined> {
  try {
    return await remote.audit(root);
  } catch (fault) {
    if (fault instanceof Trouble && fault.code === 'NOT_ALLOWED') return 'refused';
    throw fault;
  }
}

/** Nobody has the audits of roots before `first` any more. */
function passOver(store: MirrorStore, first: number): void {
  const { next, tooOld } = lookedIn(store);
  if (first > next) note(store, { next: first, tooOld: tooOld + store.rootCount(next, first) });
}

function look(following: Following, root: number, audit: Uint8Array | undefined): void {
  const { store } = following;
  const { notGiven } = lookedIn(store);
  const found = audit === undefined ? { notGiven: notGiven + 1 } : checked(following, root, audit);
  note(store, { ...found, next: root + 1, isRefused: false });
}

function checked(following: Following, root: number, audit: Uint8Array): Partial<Looked> {
  const { store, raise } = following;
  const { held, wrong, isWrong } = lookedIn(store);
  const entry = store.entry(root)!;
  const wish = wrongAudit(following, { index: root, lots: entry.firstLot, root: entry.digest }, audit);
  if (wish === undefined) return { held: held + 1, isWrong: false };
  // An audit may be large, and a map that went wrong goes on so.
  if (!isWrong) raise(wish);
  return { wrong: wrong + 1, isWrong: true };
}

function lookedIn(store: MirrorStore): Looked {
  const kept = parseJsonStrict(store.known(name) ?? '{}', { maxDepth: 1 });
  return kept.ok && isJsonObject(kept.value) ? { ...nothing, ...kept.value } : nothing;
}

function note(store: MirrorStore, change: Partial<Looked>): void {
  store.setKnown(name, JSON.stringify({ ...lookedIn(store), ...change }));
}
