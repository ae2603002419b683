// What a party tells of another log only grows, and says one thing of one size: so a party that keeps heads of a log
// whose operator cheats has the proof of it in two statements of its own.
import type { ToldHead } from '#verifier';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function headRefusals(said: ToldHead, { book }: Known): RecordRefusal[] {
  const last = book.headsToldBy(said.issuer, said.log).at(-1);
  if (last === undefined || said.size > last.size) return [];
  if (said.size < last.size) return [shrinks(said, last)];
  return said.root === last.root ? [] : [forked(said, last)];
}

function shrinks({ log, size }: ToldHead, last: ToldHead): RecordRefusal {
  const detail = `${log} had ${last.size} entries, as you told in log entry ${last.entry}, and has ${size} now: logs only grow, ask its operator.`;
  return refuse('HEAD_SHRINKS', 'size', detail, last);
}

function forked({ log, size }: ToldHead, last: ToldHead): RecordRefusal {
  const detail = `You told another root of ${log} at ${size} entries in log entry ${last.entry}: one of the two is of a fork, so keep both checkpoints.`;
  return refuse('HEAD_FORKED', 'root', detail, last);
}
