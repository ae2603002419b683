// Which statements an evidence file shows, and how much of each (docs/protocol/evidence.md, "Levels").
import type { EvidenceStatement } from '#verifier';
import type { Ledger } from '../../domain/ledger/ledger.ts';
import { isIndivisible, present } from '../../domain/statement/present.ts';
import type { Level, Refusal } from '../answers.ts';
import { nameOf } from '../query.ts';
import type { DossierSelection } from '../select.ts';
import { storedStatement } from '../stored.ts';
import type { World } from '../world.ts';

/** Log index -> positions of the events to show; empty for statements that are no events. */
export type Selection = Map<number, Set<number>>;

export interface ShownStatement extends EvidenceStatement {
  /** Numbers of the births that are shown. */
  births: number[];
}

/** Ascending by index; a refusal where the level withholds what can only be shown as a whole. */
export function shownStatements(
  world: World,
  selection: Selection,
  level: Level,
): ShownStatement[] | Refusal {
  const statements: ShownStatement[] = [];
  for (const index of [...selection.keys()].sort((a, b) => a - b)) {
    const shown = shownStatement(world, index, level, selection.get(index) ?? new Set());
    if (shown === undefined) return indivisible(index, level);
    statements.push(shown);
  }
  return statements;
}

/**
 * What answers where the lot comes from and what a verdict on its claims rests on: the second is told by the dossier, and has
 * in it all that made or packed a lot on the way back, the first. Facilities are shown from level site on.
 */
export function selectionOf(ledger: Ledger, level: Level, dossier: DossierSelection): Selection {
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

/** Undefined where the level withholds what can only be shown as a whole. */
function shownStatement(
  world: World,
  index: number,
  level: Level,
  events: Set<number>,
): ShownStatement | undefined {
  const row = world.entries.get(index);
  if (row === undefined) throw new Error(`entry ${index} is missing from the store`);
  const { recordedAtMs, firstLot, lotCount } = row;
  const statement = storedStatement(world, row);
  if (level !== 'full' && isIndivisible(statement, events)) return undefined;
  const shown = statement.birthsShown.filter(({ eventIndex }) => level === 'full' && events.has(eventIndex));
  return {
    ...{ index, recordedAtMs, firstLot, lotCount },
    sdjwt: present(statement, level, events),
    births: shown.map(({ position }) => firstLot + position),
  };
}

function indivisible(index: number, level: Level): Refusal {
  const detail = `An event in log entry ${index} was signed as a whole, so none of it can be withheld: there is no evidence at level ${level}.`;
  return { code: 'LEVEL_NOT_POSSIBLE', field: 'level', detail, decidedBy: index };
}
