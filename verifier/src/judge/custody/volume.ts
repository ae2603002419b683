// How much enters under each certificate that says how much may: by time and then by name, until it is used up.
import type { Certificate } from '../../record/record.ts';

/** Bearing material of one origin, with all certificates that cover it, best first. */
export interface Entering {
  readonly lot: string;
  readonly atMs: number;
  /** null: it cannot be told, and may be all that the certificates leave. */
  readonly grams: number | null;
  readonly certificates: readonly Certificate[];
}

/** Grams by lot. Every origin counts that the dossier tells of, on the way of the asked lot or not. */
export function allotted(entering: readonly Entering[]): ReadonlyMap<string, number> {
  const left = new Map<string, number>();
  const found = new Map<string, number>();
  for (const { lot, grams, certificates } of [...entering].sort(byTime)) {
    if (grams === null) {
      for (const { certificate } of certificates) left.set(certificate, 0);
      continue;
    }
    let rest = grams;
    for (const { certificate, volumeGrams } of certificates) {
      const room = left.get(certificate) ?? volumeGrams ?? Number.MAX_SAFE_INTEGER;
      const given = Math.min(rest, room);
      left.set(certificate, room - given);
      rest -= given;
    }
    found.set(lot, (found.get(lot) ?? 0) + grams - rest);
  }
  return found;
}

function byTime(left: Entering, right: Entering): number {
  const unclear = Number(right.grams === null) - Number(left.grams === null);
  return left.atMs - right.atMs || unclear || (left.lot < right.lot ? -1 : Number(left.lot > right.lot));
}
