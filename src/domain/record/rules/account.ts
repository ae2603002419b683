// Accounts of claimed material: kept by the party of the site; a unit comes into being once and ends once.
import type { Account, AccountMove } from '#verifier';
import { clockSkewMs } from '../clock.ts';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';
import { refuse } from '../refusal.ts';

export function accountRefusals(said: Account, known: Known): RecordRefusal[] {
  const facility = known.register.facilities.get(said.site);
  if (facility !== undefined && facility.party !== said.issuer) {
    const detail = `${said.site} is a site of ${facility.party}: only that party keeps its accounts.`;
    return [refuse('NOT_YOURS_TO_SAY', 'site', detail, facility)];
  }
  const early = said.moves.find(({ atMs }) => atMs > said.recordedAtMs + clockSkewMs);
  if (early !== undefined) {
    const detail = `The account says that it moves ${early.grams} g later than now: record it when it has happened.`;
    return [refuse('MOVE_IN_THE_FUTURE', 'moves', detail)];
  }
  return said.moves.flatMap((move, at) => unitRefusals(said, move, at, known));
}

/** `issue` and `retire` alone say something of the unit itself: moves of lots may name it as often as they like. */
const once: ReadonlySet<string> = new Set(['issue', 'retire']);

function unitRefusals(
  said: Account,
  { act, unit }: AccountMove,
  at: number,
  { book }: Known,
): RecordRefusal[] {
  if (unit === null || !once.has(act)) return [];
  const isSame = (move: AccountMove): boolean => move.act === act && move.unit === unit;
  const before = book.accountsMovingUnit(said.scheme, unit).find(({ moves }) => moves.some(isSame));
  if (before === undefined && said.moves.findIndex(isSame) === at) return [];
  const detail = `Unit ${unit} is ${act === 'issue' ? 'issued' : 'retired'} already: each unit can be only once.`;
  return [refuse('UNIT_SPENT', 'moves', detail, before)];
}
