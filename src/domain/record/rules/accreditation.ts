// Accreditation comes from above, and is never more than what is above.
import type { Accreditation } from '#verifier';
import { accreditationRefusal } from '../authority.ts';
import type { Known } from '../known.ts';
import type { RecordRefusal } from '../refusal.ts';

export function accreditationRefusals(said: Accreditation, known: Known): RecordRefusal[] {
  const found = accreditationRefusal(known, said);
  return found === undefined ? [] : [found];
}
