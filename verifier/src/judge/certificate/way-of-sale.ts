// By which shipments a lot can have come from a seller to a buyer, through traders.
import type { Certificate } from '../../record/record.ts';
import type { Shipment } from './shipment.ts';

/** Shipments on some way from seller to buyer. */
export function onTheWay(shipments: readonly Shipment[], seller: string, buyer: string): readonly Shipment[] {
  // Most lots are sold once, straight to who draws them.
  const isDirect = ({ certificate: { holder, buyer: to } }: Shipment): boolean =>
    holder === seller && to === buyer;
  if (shipments.every(isDirect)) return shipments;
  const after = ownersAfter(shipments, seller);
  const before = reach(shipments, buyer, buyerOf, holderOf);
  return shipments.filter(
    ({ certificate }) =>
      after.has(certificate.holder) && certificate.buyer !== null && before.has(certificate.buyer),
  );
}

/** Who can have got any of it from the seller, itself included. */
export function ownersAfter(shipments: readonly Shipment[], seller: string): ReadonlySet<string> {
  return reach(shipments, seller, holderOf, buyerOf);
}

type Side = (certificate: Certificate) => string | null;

const holderOf: Side = ({ holder }) => holder;
const buyerOf: Side = ({ buyer }) => buyer;

/** Breadth first. */
function reach(shipments: readonly Shipment[], start: string, near: Side, far: Side): Set<string> {
  const next = new Map<string | null, (string | null)[]>();
  for (const { certificate } of shipments) {
    const side = near(certificate);
    next.set(side, [...(next.get(side) ?? []), far(certificate)]);
  }
  const reached = new Set([start]);
  for (const party of reached) {
    for (const other of next.get(party) ?? []) if (other !== null) reached.add(other);
  }
  return reached;
}
