// Statements read back from the store. What was accepted can be read again: if not, the store is damaged.
import { readStatement } from '#verifier';
import type { Statement } from '#verifier';
import type { EntryRow } from './ports.ts';
import type { World } from './world.ts';

export function storedStatement(world: World, row: Pick<EntryRow, 'seq' | 'body'>): Statement {
  const read = readStatement(world.decodeBody(row.body), world.primitives);
  if (read.ok) return read.statement;
  throw new Error(
    `entry ${row.seq} of the store cannot be read (${read.refusal.code}): the store is damaged`,
  );
}
