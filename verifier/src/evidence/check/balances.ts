// "Over all shown events no lot is drawn beyond what was produced; not computable where quantities are withheld."
import { formatQuantity } from '../../quantity/format.ts';
import type { Portion } from '../../movement/movement.ts';
import type { Account } from '../count/account.ts';
import type { CountedEvent } from '../count/event.ts';
import type { Tally } from '../count/tally.ts';
import { type Check, counted, failed, type Finding, notChecked, passed } from '../verdict.ts';

/** Output may outweigh input by moisture regain and finishing agents, not by more (selvedge-rules/1). */
const massGainPermille = 100;

export function checkBalances({ events, tallies, unreadable }: Account): Check {
  const findings = [
    ...unreadable.map(({ entry, detail }) => ({ code: 'EVENT_UNREADABLE', detail, entries: [entry] })),
    ...[...tallies.values()].flatMap(wrongTally),
    ...events.flatMap(massFromNothing),
  ];
  if (findings.length > 0) return failed('balances', findings);
  const declared = [...tallies.values()].filter(({ declarations }) => declarations > 0);
  if (declared.length === 0) return notChecked('balances', 'Nothing shown makes or uses up a lot.');
  const open = declared.filter((tally) => !isKnown(tally));
  if (open.length === 0)
    return passed('balances', `${counted(declared.length, 'lot')}: none is drawn beyond what was produced.`);
  const why = open.some(({ withheld }) => withheld) ? 'quantities withheld' : 'quantities not known';
  const holds = `for ${declared.length - open.length} of ${counted(declared.length, 'lot')} nothing is drawn beyond what was produced`;
  return notChecked('balances', `Not computable: ${why}; ${holds}.`);
}

function isKnown({ unknownProduced, unknownDrawn }: Tally): boolean {
  return unknownProduced === 0 && unknownDrawn === 0;
}

/** Of a lot that nobody declares, or of which some production is unknown, nothing is certain: that is a gap. */
function wrongTally(tally: Tally): Finding[] {
  const { lot, declarations, single, unknownProduced, produced, drawn, producedIn, drawnIn } = tally;
  const findings: Finding[] = [];
  if (single && declarations > 1) {
    findings.push({
      code: 'MADE_TWICE',
      detail: `${lot} is one single thing, made ${declarations} times.`,
      entries: [...producedIn],
    });
  }
  if (declarations > 0 && unknownProduced === 0 && drawn > produced) {
    const detail = `${amountOf(tally, drawn)} is drawn from ${lot}, of which ${amountOf(tally, produced)} was produced.`;
    findings.push({ code: 'LOT_OVERDRAWN', detail, entries: [...producedIn, ...drawnIn] });
  }
  return findings;
}

function amountOf({ dimension }: Tally, amount: number): string {
  return formatQuantity({ dimension: dimension ?? 'count', amount });
}

/** Judged where every amount is a known mass and the event stands alone. */
function massFromNothing({ entry, hidden, movement }: CountedEvent): Finding[] {
  const { drawn, produced, run } = movement;
  if (run !== undefined || hidden.in + hidden.out > 0 || drawn.length === 0 || produced.length === 0)
    return [];
  const [input, output] = [massOf(drawn), massOf(produced)];
  if (input === undefined || output === undefined || output * 1000 <= input * (1000 + massGainPermille))
    return [];
  const [into, outOf] = [output, input].map((amount) => formatQuantity({ dimension: 'mass', amount }));
  const detail = `${into} came out of ${outOf}, more than moisture and finishing can add.`;
  return [{ code: 'OUTPUT_EXCEEDS_INPUT', detail, entries: [entry] }];
}

function massOf(portions: readonly Portion[]): number | undefined {
  let grams = 0;
  for (const { quantity } of portions) {
    if (quantity?.dimension !== 'mass') return undefined;
    grams += quantity.amount;
  }
  return grams;
}
