// "What the shown statements refer to and nobody has declared." A party without a name is no gap.
import type { Account } from '../count/account.ts';
import type { CountedEvent } from '../count/event.ts';
import type { Tally } from '../count/tally.ts';
import { type Check, counted, type Gap, notChecked, passed } from '../verdict.ts';

export interface GapsReading {
  readonly check: Check;
  readonly gaps: readonly Gap[];
}

/** `way`: the lots and runs that are asked about; without it, whatever the file shows. What is shown only because it shares a
 * certificate with them (evidence.md, "Claims") leads elsewhere, and what is open there is no gap of the answer. */
export function checkGaps(account: Account, way?: ReadonlySet<string>): GapsReading {
  const { events, unreadable } = account;
  const asked = (lot: string): boolean => way === undefined || way.has(lot);
  const gaps = [
    ...undeclared(account).filter(({ lot }) => asked(lot)),
    ...[...account.tallies.values()].filter(({ lot }) => asked(lot)).flatMap(unknownAmounts),
    ...events.filter((event) => way === undefined || makesAnyOf(event, way)).flatMap(withheldLots),
  ];
  if (events.length + unreadable.length === 0)
    return { check: notChecked('gaps', 'The file shows no event.'), gaps };
  if (gaps.length === 0)
    return { check: passed('gaps', 'Everything that the shown events refer to is shown.'), gaps };
  return {
    check: notChecked('gaps', `${counted(gaps.length, 'gap')}: what lies behind is not proven here.`),
    gaps,
  };
}

function makesAnyOf({ movement, run }: CountedEvent, way: ReadonlySet<string>): boolean {
  const { produced, unit } = movement;
  return produced.some(({ lot }) => way.has(lot)) || way.has(unit ?? '') || way.has(`run ${run}`);
}

/** Used up, or packed into something, without anything shown that made it. */
function undeclared({ contents, tallies }: Account): Gap[] {
  const entries = new Map<string, Set<number>>();
  const refer = (lot: string, from: Iterable<number>): void => {
    if ((tallies.get(lot)?.declarations ?? 0) > 0) return;
    entries.set(lot, new Set([...(entries.get(lot) ?? []), ...from]));
  };
  for (const { lot, drawnIn } of tallies.values()) refer(lot, drawnIn);
  for (const inside of contents.values()) for (const { lot, entries: from } of inside) refer(lot, from);
  return [...entries].map(([lot, from]) => {
    return {
      kind: 'undeclared-lot',
      lot,
      detail: `${lot} is used, and nothing shown says who made it of what.`,
      entries: ascending(from),
    };
  });
}

function unknownAmounts({
  lot,
  unknownProduced,
  unknownDrawn,
  withheld,
  mismatched,
  producedIn,
  drawnIn,
}: Tally): Gap[] {
  // What is withheld is known to whoever made the file: the balances say so.
  if (withheld || unknownProduced + unknownDrawn === 0) return [];
  const entries = ascending([...producedIn, ...drawnIn]);
  return mismatched
    ? [{ kind: 'unit-mismatch', lot, detail: `${lot} is counted in units that cannot be compared.`, entries }]
    : [
        {
          kind: 'unknown-quantity',
          lot,
          detail: `Nobody has said how much of ${lot} was made or used.`,
          entries,
        },
      ];
}

function withheldLots({ entry, hidden, movement }: CountedEvent): Gap[] {
  const count = hidden.in + hidden.out + hidden.packed;
  if (count === 0) return [];
  const lot = movement.produced[0]?.lot ?? movement.unit ?? movement.drawn[0]?.lot ?? '';
  const detail = `An event of entry ${entry} withholds ${counted(count, 'lot')} that it used, made or packed.`;
  return [{ kind: 'withheld', lot, detail, entries: [entry] }];
}

function ascending(entries: Iterable<number>): number[] {
  return [...new Set(entries)].sort((left, right) => left - right);
}
