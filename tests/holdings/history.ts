// Histories by chance: lots made, spun, packed, used up, declared wrong, born late, of unknown amount, claimed and erased.
import type { SelvedgeNode } from '../../src/flow/node.ts';
import type { Chance } from '../../src/scenario/chance.ts';
import {
  type Event,
  declaredWrong,
  lotId,
  made,
  packed,
  say,
  spun,
  unitId,
  unpacked,
  usedUp,
} from '../capture/said.ts';

export interface History {
  /** Records something; what the node refuses changes nothing, and is as good. */
  step(): Promise<void>;
  /** Entries of statements with events, so far. */
  entries: number[];
}

export function history(node: SelvedgeNode, party: string, { whole, pick, fraction, uuid }: Chance): History {
  const entries: number[] = [];
  const told: Event[] = [];
  let minute = 0;
  const lot = (): string => lotId(`L${whole(1, 12)}`);
  const amount = (): number => whole(0, 40) / 4;
  const event = (): Event => {
    minute += 1;
    const named = { eventID: `urn:uuid:${uuid()}` };
    const kind = whole(0, 9);
    if (kind <= 2) return made(minute, lot(), amount() + 20, named);
    if (kind === 3) return { ...made(minute, lot(), 1, named), quantityList: [{ epcClass: lot() }] };
    if (kind <= 5) return spun(minute, [[lot(), amount()]], [[lot(), 1]], named);
    if (kind === 6) return packed(minute, unitId(whole(1, 4)), [[lot(), amount()]], named);
    if (kind === 7)
      return packed(minute, unitId(whole(1, 4)), [], { ...named, childEPCs: [unitId(whole(5, 6))] });
    if (kind === 8) return unpacked(minute, unitId(whole(1, 4)), [], named);
    return usedUp(minute, [unitId(whole(1, 6))], named);
  };
  const claim = async (): Promise<void> => {
    await node.say(party, 'claim', {
      claim: `urn:uuid:${uuid()}`,
      ...{ scheme: 'ocs', code: 'organic', model: 'segregated', sharePpm: 1_000_000, restsOn: [] },
      lots: [lot(), ...(fraction() < 0.3 ? [lot()] : [])],
    });
  };
  return {
    entries,
    step: async () => {
      const kind = fraction();
      if (kind < 0.1) return claim();
      const events =
        kind < 0.25 && told.length > 0
          ? [declaredWrong(pick(told))]
          : kind < 0.45
            ? [event(), event()]
            : [event()];
      const outcome = await say(node, party, ...events);
      if (outcome.outcome !== 'recorded') return;
      entries.push(...outcome.entries);
      told.push(...events.filter((one) => !('errorDeclaration' in one)));
    },
  };
}
