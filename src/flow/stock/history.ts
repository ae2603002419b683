// What happened to a lot, in plain data: each event that mentions it, what it did with it, and whether it was taken back.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { LotEvent } from '../answers.ts';
import { recordedEvent } from '../events.ts';
import { countryOf, nameOf } from '../query.ts';
import type { World } from '../world.ts';
import { isReceiving, isShipping } from './step.ts';

const mostShown = 200;

/** Newest first; an event that was declared an error stands there still, with what corrects it. */
export function lotHistory(world: World, ledger: Ledger, id: string): LotEvent[] {
  const found: LotEvent[] = [];
  const lot = ledger.lots.find(id);
  if (lot === -1) return found;
  const { events } = ledger;
  events.mentions(lot, (event, role, dimension, amount) => {
    found.push(
      lotEvent(world, ledger, event, actOf(ledger, event, role), amountOf(ledger, lot, dimension, amount)),
    );
    return found.length < mostShown;
  });
  return found.sort((one, other) => other.atMs - one.atMs || other.entry - one.entry);
}

function amountOf({ balances }: Ledger, lot: number, dimension: number, amount: number): number | null {
  return dimension === balances.dimensionOf(lot) && amount >= 0 ? amount : null;
}

type Mention = 'produced' | 'drawn' | 'unit' | 'packed' | 'unpacked' | 'seen';

function actOf(ledger: Ledger, event: number, role: Mention): LotEvent['act'] {
  const row = ledger.events.get(event);
  if (row.declaresError) return 'error';
  if (role === 'unit') return row.packs ? 'made' : 'emptied';
  if (role !== 'seen') return role === 'produced' ? 'made' : role;
  return isReceiving(ledger, row.step) ? 'received' : isShipping(ledger, row.step) ? 'shipped' : 'seen';
}

function lotEvent(
  world: World,
  ledger: Ledger,
  event: number,
  act: LotEvent['act'],
  amount: number | null,
): LotEvent {
  const row = ledger.events.get(event);
  const place = nameOf(ledger, row.place);
  const party = nameOf(ledger, row.party);
  const recorded = recordedEvent(world, ledger, event);
  return {
    ...{ act, amount, party, place, entry: row.entry, atMs: row.timeMs, recordedAtMs: row.recordedAtMs },
    eventId: recorded.eventId,
    partyName: ledger.register.parties.get(party ?? '')?.name ?? null,
    placeName: ledger.register.facilities.get(place ?? '')?.name ?? null,
    country: countryOf(ledger, row).country,
    step: nameOf(ledger, row.step),
    process: nameOf(ledger, row.process),
    custody: row.custodial ? 'custodial' : 'device',
    isVoided: ledger.events.isVoided(event),
    ...errorOf(recorded.event),
  };
}

/** What the declaration of an error tells: why, and which events stand instead. */
function errorOf(event: Record<string, unknown>): Pick<LotEvent, 'reason' | 'correctedBy'> {
  const error = event['errorDeclaration'] as { reason?: unknown; correctiveEventIDs?: unknown } | undefined;
  const ids = Array.isArray(error?.correctiveEventIDs) ? error.correctiveEventIDs : [];
  return {
    reason: typeof error?.reason === 'string' ? error.reason : null,
    correctedBy: ids.filter((one): one is string => typeof one === 'string'),
  };
}
