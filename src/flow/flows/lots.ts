// The lots of a flow, page by page: those of one node, one stage, one place, or all.
import type { Ledger } from '../../domain/ledger/ledger.ts';
import type { LotView } from '../answers.ts';
import { bornEvent, countryOf, lotView, nameOf } from '../query.ts';
import type { FlowAnswer, FlowLot, LotWish } from './answer.ts';
import type { DrawnFlow } from './flow.ts';
import { gapKindsOf, isOverdrawn, type JudgedClaims, type Members } from './found.ts';

/** What there is most of first. */
export function lotsPage(
  ledger: Ledger,
  drawn: DrawnFlow,
  members: Members,
  wish: LotWish,
  claims: JudgedClaims,
): NonNullable<FlowAnswer['lots']> {
  const { flow } = drawn;
  const wanted: number[] = [];
  flow.nodes.forEach((node, place) => {
    if (members.nodeOf(node) !== undefined && isWanted(ledger, drawn, wish, place)) wanted.push(place);
  });
  wanted.sort((a, b) => flow.containedGrams[b]! - flow.containedGrams[a]! || a - b);
  const end = wish.offset + wish.limit;
  const member = wanted.slice(wish.offset, end).map((place) => lotOf(ledger, drawn, members, place, claims));
  return { member, total: wanted.length, next: end < wanted.length ? end : null };
}

function isWanted(
  ledger: Ledger,
  { flow, folded, places, keys }: DrawnFlow,
  wish: LotWish,
  place: number,
): boolean {
  const group = flow.groups[place]!;
  const of = places[group]!;
  if (wish.node !== null && keys[folded.groups[group]!] !== wish.node) return false;
  if (wish.stage !== null && of.stage !== wish.stage) return false;
  if (wish.facility !== null && of.place !== wish.facility && of.party !== wish.facility) return false;
  return wish.search === null || ledger.lots.textOf(flow.nodes[place]!).toLowerCase().includes(wish.search);
}

function lotOf(
  ledger: Ledger,
  { flow, direction }: DrawnFlow,
  members: Members,
  place: number,
  { findings }: JudgedClaims,
): FlowLot {
  const node = flow.nodes[place]!;
  const id = ledger.lots.textOf(node);
  const view = lotView(ledger, id)!;
  const unit = flow.perUnit[place]!;
  const found = findings.filter(({ finding }) => finding.lot === id).map(({ finding }) => finding.code);
  return {
    ...view,
    node: members.nodeOf(node)!,
    ...countryOf(ledger, bornEvent(ledger, node)),
    partyName: partyName(ledger, view.party),
    placeName: placeName(ledger, view.place),
    grams: view.produced === null || unit === 0 ? null : Math.round(view.produced * unit),
    containedGrams: unit === 0 ? null : Math.round(flow.containedGrams[place]!),
    leftGrams: direction === 'back' ? null : leftOf(flow, place, view),
    gaps: gapKindsOf(ledger, node),
    conflict: isOverdrawn(ledger, node),
    findings: [...new Set(found)],
    seen: seenLast(ledger, node),
    buyers: buyersOf(ledger, id),
  };
}

/** Not more than events left of it: what was thrown away or sold to nobody we know of leads nowhere. */
function leftOf(
  { containedGrams, restGrams }: DrawnFlow['flow'],
  place: number,
  view: LotView,
): number | null {
  const { produced, remaining } = view;
  if (produced === null || remaining === null || produced === 0) return null;
  const atMost = (containedGrams[place]! * Math.max(0, remaining)) / produced;
  return Math.round(Math.min(restGrams[place]!, atMost));
}

function seenLast(ledger: Ledger, lot: number): FlowLot['seen'] {
  let newest = -1;
  ledger.events.mentions(lot, (event) => {
    if (ledger.events.isVoided(event)) return true;
    newest = event;
    return false;
  });
  if (newest === -1) return null;
  const { party, place, timeMs } = ledger.events.get(newest);
  const [who, where] = [nameOf(ledger, party), nameOf(ledger, place)];
  return {
    party: who,
    partyName: partyName(ledger, who),
    place: where,
    placeName: placeName(ledger, where),
    atMs: timeMs,
  };
}

function buyersOf(ledger: Ledger, lot: string): FlowLot['buyers'] {
  const buyers = new Set(ledger.records.tradesOf(lot).map(({ buyer }) => buyer));
  return [...buyers].map((party) => ({ party, name: partyName(ledger, party) }));
}

function partyName({ register }: Ledger, party: string | null): string | null {
  return (party === null ? undefined : register.parties.get(party)?.name) ?? null;
}

function placeName({ register }: Ledger, place: string | null): string | null {
  return (place === null ? undefined : register.facilities.get(place)?.name) ?? null;
}
