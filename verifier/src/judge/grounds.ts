// What each check looked at: said where nothing was found, and whether there was anything to look at.
import type { Ground } from './check.ts';
import type { JudgeContext } from './context.ts';
import type { Kilograms } from './kilograms.ts';
import type { ClaimStanding } from './state.ts';
import type { ClaimResult } from './verdict.ts';

/** `deliveries`: shipments on the way. Without rules (`kilograms` undefined) only pack and state were looked at. */
export function groundsOf(
  context: JudgeContext,
  kilograms: Kilograms | undefined,
  standing: ClaimStanding,
  result: ClaimResult,
  deliveries: number,
): Ground[] {
  const { detail, entries, state } = standing;
  const stands: Ground = { name: 'state', checked: true, detail, entries, state, holds: result === 'holds' };
  if (kilograms === undefined) return [packGround(context), stands];
  return [
    packGround(context),
    stands,
    ...certificateGrounds(kilograms),
    ...goodsGrounds(context, kilograms),
    { name: 'trade', checked: deliveries > 0, detail: `${deliveries} deliveries are in order`, entries: [] },
    { name: 'exclusivity', checked: true, detail: 'nothing else claims the same', entries: [] },
  ];
}

function packGround({ adoption }: JudgeContext): Ground {
  if (adoption === null) return { name: 'pack', checked: false, detail: 'no pack', entries: [] };
  const detail = `${adoption.pack} ${adoption.version}`;
  return { name: 'pack', checked: true, detail, entries: [adoption.entry] };
}

function certificateGrounds({ certificates, limits, entries }: Kilograms): Ground[] {
  const checked = certificates > 0;
  return [
    { name: 'who', checked, detail: 'holders, sites and issuers are in order', entries },
    { name: 'what', checked, detail: 'processes, categories and materials are covered', entries },
    { name: 'when', checked, detail: 'dates are within validity and in order', entries },
    { name: 'how-much', checked: limits > 0, detail: `${limits} limits of certificates were kept`, entries },
  ];
}

function goodsGrounds({ asked, claim, rule }: JudgeContext, kilograms: Kilograms): Ground[] {
  const { reach, origins, yields, materials } = kilograms;
  const [lots, compared] = [reach.lots.length, yields.verdicts.length];
  return [
    {
      name: 'custody',
      checked: rule.basis === 'custody' && lots > 0,
      detail: `${lots} lots lead to it`,
      entries: [],
    },
    {
      name: 'composition',
      checked: materials.of(asked).known,
      detail: 'shares are within the rule',
      entries: [claim.entry],
    },
    {
      name: 'origin',
      checked: origins.count > 0,
      detail: `${origins.count} origins are as asked`,
      entries: origins.entries,
    },
    { name: 'yield', checked: compared > 0, detail: `${compared} yields are plausible`, entries: [] },
  ];
}
