// What a passport rests on, in the words that the verifier has for the same facts in an evidence file.
import { type Ground, groundsOf, type OutsideTrust } from '#verifier';
import type { FindingState } from './finding.ts';
import type { KnownLog, PassportLevel, Traced } from './known.ts';

export interface PassportGround {
  about: string;
  state: FindingState;
  says: string[];
}

const abouts: Readonly<Record<Ground['about'], string>> = {
  signers: 'Whose word it is',
  witnesses: 'Outside witnesses',
  anchors: 'Anchored outside',
  holdings: 'Nothing sold twice',
};

const nothing: OutsideTrust = { witnesses: [], quorum: null, anchors: [], holdings: null };

/** A balance is proven by weights, which only level `full` shows. */
export function passportGrounds(
  { stages }: Traced,
  { size, outside }: KnownLog,
  level: PassportLevel,
): PassportGround[] {
  const signers = stages.flatMap(({ party, custodial }) =>
    party === null ? [] : { party, custody: custodial ? ('custodial' as const) : ('device' as const) },
  );
  const known = outside?.trust ?? nothing;
  const trust = level === 'full' ? known : { ...known, holdings: null };
  return groundsOf(signers, trust, outside?.size ?? size).map((ground) => ({
    about: abouts[ground.about],
    state: stateOf(ground, trust),
    says: [...ground.says],
  }));
}

/** What a firm said by a key that a node keeps is said all the same. */
function stateOf({ about, stands }: Ground, { holdings }: OutsideTrust): FindingState {
  if (!stands) return about === 'signers' ? 'partly' : 'not-checked';
  return about === 'holdings' && (holdings?.unproven.length ?? 0) > 0 ? 'partly' : 'checked';
}
