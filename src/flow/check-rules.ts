// Replays a log from its store and asks of each statement whether the rules would have let it in: the writer asked once,
// and whoever writes past it asks nobody.
import { readFacts } from '../domain/ledger/read-facts.ts';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { type Judged, judged, type SaidStatement } from './judged.ts';
import type { EntryRow } from './ports.ts';
import { blank, type Progress, replayFacts, replayRoot } from './recover.ts';
import { storedStatement } from './stored.ts';
import type { World } from './world.ts';

export interface RulesCheck {
  ledger: Ledger;
  /** Roots of the balances in the log that are not the ones that the replay gives: their entries. */
  differingRoots: number[];
  /** Each names the entry and the rule. */
  findings: string[];
  /** Up to which entry the rules could be judged: behind the first statement of which something was erased, the replay
   * knows less than the node did, and only who may speak is judged. */
  judgedTo: number;
}

const progressEvery = 256;

export function checkRules(world: World, progress: Progress): RulesCheck {
  const { ledger } = blank(world);
  const count = world.entries.count();
  const differingRoots: number[] = [];
  const findings: string[] = [];
  let judgedTo = count;
  for (const [{ row, said }, ...following] of readAhead(world)) {
    if (said === null)
      replayRoot(ledger, row, (_, root) => {
        if (Buffer.compare(row.digest, root) !== 0) differingRoots.push(row.seq);
      });
    else {
      const list = [said, ...following.flatMap((one) => one.said ?? [])];
      const found = judged(world, ledger, list, 0, { rows: [], isDoubtful: row.seq > judgedTo });
      if (found !== undefined) findings.push(sentence(row, found));
      if (!said.statement.isWhole) judgedTo = Math.min(judgedTo, row.seq);
      replayFacts(ledger, said.facts, row);
    }
    if (row.seq % progressEvery === 0) progress(row.seq, count);
  }
  return { ledger, differingRoots, findings, judgedTo };
}

function sentence({ seq }: EntryRow, { code, detail, refusals }: Judged): string {
  if (code === 'SIGNATURE_INVALID' || (code === 'KEY_NOT_VALID' && refusals.length === 0))
    return `entry ${seq}: not signed by an enrolled key`;
  return code === 'KEY_NOT_VALID'
    ? `entry ${seq}: its key was not valid then (${refusals[0]?.code})`
    : `entry ${seq}: the rules do not let it in. ${detail}`;
}

interface ReadEntry {
  row: EntryRow;
  /** null: a root of the balances. */
  said: SaidStatement | null;
}

/** As many as a writer takes in at once. */
const aheadMost = 1_256;

/** Each entry, followed by those of the same moment: a document of many statements is judged as one. */
function* readAhead(world: World): Generator<[ReadEntry, ...ReadEntry[]]> {
  const ahead: ReadEntry[] = [];
  for (const row of world.entries.scan(0)) {
    while (
      ahead[0] !== undefined &&
      (ahead.length > aheadMost || ahead[0].row.recordedAtMs !== row.recordedAtMs)
    )
      yield* first(ahead);
    ahead.push({ row, said: row.kind === 'holdings' ? null : saidIn(world, row) });
  }
  while (ahead.length > 0) yield* first(ahead);
}

function* first(ahead: ReadEntry[]): Generator<[ReadEntry, ...ReadEntry[]]> {
  const [one, ...others] = ahead;
  if (one === undefined) return;
  yield [one, ...others];
  ahead.shift();
}

function saidIn(world: World, row: EntryRow): SaidStatement {
  const statement = storedStatement(world, row);
  const facts = readFacts(statement, world.primitives, true);
  if (!facts.ok)
    throw new Error(
      `entry ${row.seq} of the store has no facts (${facts.refusals[0]?.code}): the store is damaged`,
    );
  return { row, sdjwt: world.decodeBody(row.body), statement, facts: facts.facts };
}
