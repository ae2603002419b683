// Re-verifies a whole log from its store: what `selvedge log check` says, and what every test ends with.
import { openCheckpoint, readStatement } from '#verifier';
import { emptyEdge, grow, TreeReader } from '../domain/log/tree.ts';
import type { CompletedTile } from '../domain/log/tree.ts';
import { stateHash } from '../domain/ledger/state-hash.ts';
import { checkRules } from './check-rules.ts';
import { loggedStatement } from './logged.ts';
import type { SelvedgeNode } from './node.ts';
import type { EntryRow } from './ports.ts';
import { leafOf, type Progress } from './recover.ts';
import type { World } from './world.ts';

export interface LogCheck {
  entries: number;
  root: string;
  /** Empty where the entries are damaged. */
  stateHash: string;
  /** Entries below this one were held against all rules; later ones only against who may speak, as something was erased. */
  judgedTo: number;
  /** Empty when all is well; each names the entry and the rule. */
  findings: string[];
}

/** Checks entries against statements, signatures against enrolled keys, statements against the rules, tiles and heads
 * against entries, and that a replay gives the state that the node has (if one is given). */
export function checkLog(world: World, node?: SelvedgeNode, progress: Progress = () => {}): LogCheck {
  const findings: string[] = [];
  let edge = emptyEdge();
  const tiles: CompletedTile[] = [];
  let lastMs = 0;
  let lots = 0;
  let seq = 0;
  for (const row of world.entries.scan(0)) {
    if (row.seq !== seq) findings.push(`entry ${seq} is missing`);
    if (row.recordedAtMs < lastMs) findings.push(`entry ${row.seq}: recorded before the entry before it`);
    if (row.firstLot !== lots) findings.push(`entry ${row.seq}: first lot ${row.firstLot}, expected ${lots}`);
    findings.push(...(row.kind === 'holdings' ? rootFindings(row) : statementFindings(world, row)));
    const grown = grow(edge, [leafOf(row, world)], world.primitives);
    edge = grown.edge;
    tiles.push(...grown.completed);
    lastMs = row.recordedAtMs;
    lots += row.lotCount;
    seq = row.seq + 1;
  }
  findings.push(...tileFindings(world, tiles));
  const reader = new TreeReader(
    edge,
    (level, index) => tiles.find((tile) => tile.level === level && tile.index === index)!.expanded,
    world.primitives,
  );
  const root = Buffer.from(reader.root()).toString('base64');
  // Entries that cannot be read cannot be replayed either: they have been named already.
  if (findings.length > 0) return { entries: edge.size, root, stateHash: '', judgedTo: 0, findings };
  const { ledger, differingRoots, judgedTo, findings: refused } = checkRules(world, progress);
  findings.push(...rootsFindings(world, differingRoots), ...refused);
  const hash = stateHash(ledger);
  if (node !== undefined) findings.push(...nodeFindings(world, node, reader, root, hash));
  return { entries: edge.size, root, stateHash: hash, judgedTo, findings };
}

/** A replay knows of what was erased no more than the store: of roots before the last erasure it cannot tell. */
function rootsFindings(world: World, differing: readonly number[]): string[] {
  const lastErasure = world.entries.erasedLots().length === 0 ? -1 : lastErasureIn(world);
  return differing
    .filter((seq) => seq > lastErasure)
    .map((seq) => `entry ${seq}: not the root of the balances that a replay gives`);
}

function lastErasureIn(world: World): number {
  let last = -1;
  for (const row of world.entries.scan(0)) {
    if (row.kind !== 'statement') continue;
    const read = readStatement(world.decodeBody(row.body), world.primitives);
    if (read.ok && read.statement.kind === 'erasure') last = row.seq;
  }
  return last;
}

function rootFindings({ seq, lotCount, body }: EntryRow): string[] {
  return lotCount === 0 && body.length === 0 ? [] : [`entry ${seq}: more than a root of the holdings`];
}

function statementFindings(world: World, row: EntryRow): string[] {
  const sdjwt = attempt(() => world.decodeBody(row.body));
  if (sdjwt === undefined) return [`entry ${row.seq}: its body is damaged`];
  const logged = loggedStatement(row, sdjwt, world.primitives);
  return logged.ok ? [] : logged.findings.map(({ detail }) => `entry ${row.seq}: ${detail}`);
}

function tileFindings(world: World, tiles: CompletedTile[]): string[] {
  return tiles.flatMap(({ level, index, expanded }) => {
    const tile = attempt(() => world.entries.tile(level, index));
    return tile !== undefined && Buffer.compare(tile, expanded) === 0
      ? []
      : [`tile ${level}/${index} is not what the entries give`];
  });
}

/** Undefined where damage makes it fail. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function nodeFindings(
  world: World,
  node: SelvedgeNode,
  reader: TreeReader,
  root: string,
  hash: string,
): string[] {
  const findings: string[] = [];
  const head = node.head();
  if (head.size !== reader.size || Buffer.from(head.root).toString('base64') !== root)
    findings.push('the head in memory is not the head of the entries');
  if (node.stateHash() !== hash) findings.push('the state in memory is not what a replay of the log gives');
  const note = world.published.read();
  if (note === undefined) return findings;
  const opened = openCheckpoint(note, head.key, world.primitives);
  if (!opened.ok) return [...findings, `the published checkpoint does not verify (${opened.refusal.code})`];
  const { size, root: published } = opened.checkpoint;
  if (size > reader.size || Buffer.compare(reader.root(size), published) !== 0)
    findings.push('the published checkpoint is not a prefix of the log');
  return findings;
}
