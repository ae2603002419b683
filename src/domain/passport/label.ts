// What the reads of an item's code say about its label, in words for whoever has just read it.
import type { ScanFinding } from '../scan/scan.ts';
import type { Finding } from './finding.ts';

/** What weighs most first. */
const ways: readonly (readonly [ScanFinding['code'], string])[] = [
  [
    'TAG_CLONED_VELOCITY',
    'Different people have read the code of this one piece in places too far apart for the time between.',
  ],
  [
    'TAG_CLONED_PLACE',
    'Different people have read the code of this one piece in more places than one piece gets to.',
  ],
  ['TAG_READ_BEFORE_MADE', 'Somebody had read this code before the piece was made.'],
];

/** One finding where the label may have been copied, none else: a label that was never seen twice proves nothing. */
export function labelFindings(found: readonly Pick<ScanFinding, 'code'>[]): Finding[] {
  if (found.length === 0) return [];
  const how = ways.find(([code]) => found.some((one) => one.code === code))?.[1] ?? '';
  const says = `This label may be a copy. ${how} What follows is about the piece that the label was made for; whether yours is that piece, please ask whoever sold it to you.`;
  return [{ about: 'Whether there is only one of this label', state: 'in-doubt', says }];
}
