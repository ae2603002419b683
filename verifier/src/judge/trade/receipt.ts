// What arrived, against what was sent.
import { amountText, lessTolerance, withTolerance } from '../../record/trade-bounds.ts';
import type { ReceivedLine } from '../../record/trade-state.ts';
import type { ClaimFinding } from '../verdict.ts';
import { type Delivery, tradeFinding } from './delivery.ts';

/** Of each line received outside the tolerance, `RECEIPT_DIFFERS` with both numbers. What the parties settled is settled. */
export function receiptFindings(delivery: Delivery): ClaimFinding[] {
  const { trade, standing, lots } = delivery;
  if (standing.state === 'settled') return [];
  return standing.received.flatMap((line, at) => {
    const shipped = trade.lines[at]!;
    if (shipped.lot !== null && !lots.includes(shipped.lot)) return [];
    const told = shipped.lot === null ? {} : { lot: shipped.lot };
    if (isUnknown(delivery, line)) {
      const detail = `How much of line ${line.line} of ${trade.trade} arrived is not shown.`;
      return [tradeFinding(delivery, 'RECEIPT_DIFFERS', 'unknown', detail, told)];
    }
    if (!differs(shipped, line, trade.tolerancePpm)) return [];
    const [sent, arrived] = [shipped, line].map((one) => amountText(one.amount ?? 0, one.dimension));
    const detail = `${trade.seller} sent ${sent} in line ${line.line} of ${trade.trade}, ${trade.buyer} received ${arrived} (tolerance ${trade.tolerancePpm} ppm).`;
    return [tradeFinding(delivery, 'RECEIPT_DIFFERS', 'fail', detail, told)];
  });
}

function isUnknown({ trade, standing }: Delivery, { amount }: ReceivedLine): boolean {
  return amount === null && (trade.withheld || standing.answers.some(({ withheld }) => withheld));
}

interface Measured {
  readonly amount: number | null;
  readonly dimension: string | null;
}

/** Never where one of them is not told, or they are told in different measures: bales and kilograms do not compare. */
export function differs(sent: Measured, arrived: Measured, tolerancePpm: number): boolean {
  if (sent.amount === null || arrived.amount === null || sent.dimension !== arrived.dimension) return false;
  return (
    arrived.amount > withTolerance(sent.amount, tolerancePpm) ||
    arrived.amount < lessTolerance(sent.amount, tolerancePpm)
  );
}
