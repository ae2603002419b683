// What the reads of an item's code say about its label, for whoever has just read it.
import type { ScanFinding } from '../scan/scan.ts';
import type { Finding } from './finding.ts';

/** What weighs most first. */
const ways: readonly ScanFinding['code'][] = [
  'TAG_CLONED_VELOCITY',
  'TAG_CLONED_PLACE',
  'TAG_READ_BEFORE_MADE',
];

/** One finding where the label may have been copied, none else: a label that was never seen twice proves nothing. */
export function labelFindings(found: readonly Pick<ScanFinding, 'code'>[]): Finding[] {
  const way = ways.find((code) => found.some((one) => one.code === code));
  if (way === undefined) return [];
  return [
    {
      about: 'label',
      state: 'in-doubt',
      says: [{ code: 'label-copy' }, { code: way }, { code: 'label-ask' }],
    },
  ];
}
