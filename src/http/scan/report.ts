// Copied labels in the standing report, beside what is claimed, shipped or certified twice.
import { scanFindings } from '../../domain/scan/scan.ts';
import type { DoubleFinding } from '../../flow/answers.ts';
import type { Scan } from '../../flow/ports.ts';

/** Of scans of any items. A scan is no statement, so no entry of the log and no party stands behind it. */
export function copiedLabels(
  scans: readonly Scan[],
  madeMs: (item: string) => number | null = () => null,
): DoubleFinding[] {
  const byItem = Map.groupBy(scans, ({ item }) => item);
  return [...byItem].flatMap(([name, ofItem]) =>
    scanFindings(ofItem, madeMs(name)).map(({ code, detail, item }) => ({
      ...{ code, detail, subject: item },
      ...{ parties: [], entries: [] },
    })),
  );
}
