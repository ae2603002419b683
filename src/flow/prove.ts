// Evidence: the statements that answer one question, as much of them as the level shows, and the proof that the log holds them.
import {
  consistencyRanges,
  encodeBase64,
  formatEvidence,
  formatVerifierKey,
  subtreeProofRanges,
} from '#verifier';
import type { EvidenceStatement } from '#verifier';
import type { Ledger } from '../domain/ledger/ledger.ts';
import { isIndivisible, present } from '../domain/statement/present.ts';
import type { Level, Refusal } from './answers.ts';
import type { Answer } from './node.ts';
import type { Published } from './published.ts';
import { type DossierSelection, selectFor } from './select.ts';
import { nameOf } from './query.ts';
import { storedStatement } from './stored.ts';
import type { World } from './world.ts';

/** Log index -> positions of the events to show; empty for statements that are no events. */
type Selection = Map<number, Set<number>>;

export function evidence(
  world: World,
  ledger: Ledger,
  published: Published,
  id: string,
  {
    level = 'full',
    since,
    atMs = world.clock.nowMs(),
  }: { level?: Level; since?: number; atMs?: number } = {},
): Answer<Uint8Array> {
  if (ledger.lots.find(id) === -1) {
    return {
      ok: false,
      refusals: [
        { code: 'LOT_UNKNOWN', field: 'id', detail: `No statement in this log mentions ${id}.`, lot: id },
      ],
    };
  }
  const selection = select(ledger, level, selectFor(ledger, id));
  const indexes = [...selection.keys()].sort((a, b) => a - b);
  const reader = published.reader();
  const checkpoint = published.checkpoint();
  const hash = ([lo, hi]: readonly [number, number]): string => encodeBase64(reader.range(lo, hi));
  if (since !== undefined && !(since >= 1 && since <= reader.size)) {
    return {
      ok: false,
      refusals: [
        {
          code: 'SIZE_UNKNOWN',
          field: 'since',
          detail: `${since} is no size that the log has had: it has ${reader.size} entries.`,
        },
      ],
    };
  }
  const statements: EvidenceStatement[] = [];
  for (const index of indexes) {
    const shown = shownStatement(world, index, level, selection.get(index) ?? new Set());
    if (shown === undefined) return { ok: false, refusals: [indivisible(index, level)] };
    statements.push(shown);
  }
  const bytes = formatEvidence({
    question: { id, direction: 'back', atMs },
    level,
    rules: 'selvedge-rules/2',
    log: formatVerifierKey(published.verifierKey),
    checkpoint,
    proof: subtreeProofRanges(reader.size, indexes).map(hash),
    consistency:
      since === undefined
        ? null
        : {
            from: since,
            root: encodeBase64(reader.root(since)),
            proof: consistencyRanges(since, reader.size).map(hash),
          },
    statements,
  });
  return { ok: true, value: bytes };
}

/** Undefined where the level withholds what can only be shown as a whole. */
function shownStatement(
  world: World,
  index: number,
  level: Level,
  events: Set<number>,
): EvidenceStatement | undefined {
  const row = world.entries.get(index);
  if (row === undefined) throw new Error(`entry ${index} is missing from the store`);
  const { recordedAtMs, firstLot, lotCount } = row;
  const statement = storedStatement(world, row);
  if (level !== 'full' && isIndivisible(statement, events)) return undefined;
  return { index, recordedAtMs, firstLot, lotCount, sdjwt: present(statement, level, events) };
}

function indivisible(index: number, level: Level): Refusal {
  const detail = `An event in log entry ${index} was signed as a whole, so none of it can be withheld: there is no evidence at level ${level}.`;
  return { code: 'LEVEL_NOT_POSSIBLE', field: 'level', detail, decidedBy: index };
}

/**
 * What answers where the lot comes from and what a verdict on its claims rests on: the second is told by the dossier, and has
 * in it all that made or packed a lot on the way back, the first. Facilities are shown from level site on.
 */
function select(ledger: Ledger, level: Level, dossier: DossierSelection): Selection {
  const selection: Selection = new Map();
  const parties = new Set<string>();
  const add = (entry: number, party: string, index?: number): void => {
    const known = selection.get(entry) ?? new Set<number>();
    if (index !== undefined) known.add(index);
    selection.set(entry, known);
    parties.add(party);
  };
  for (const event of dossier.events) {
    const { entry, index, party } = ledger.events.get(event);
    add(entry, nameOf(ledger, party) ?? '', index);
  }
  for (const { entry, issuer } of dossier.records) add(entry, issuer);
  const facilities = level === 'site' || level === 'full' ? dossier.facilities : [];
  for (const { entry, party } of [...dossier.products, ...facilities]) add(entry, party);
  // Whoever speaks is shown with the keys it spoke by, back to the genesis.
  add(0, ledger.register.operator ?? '');
  for (const party of parties)
    for (const entry of ledger.register.parties.get(party)?.entries ?? []) add(entry, party);
  return selection;
}
