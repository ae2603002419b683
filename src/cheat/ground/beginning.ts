// The honest beginning: a small chain with a claim that holds, and with one key that was stolen and revoked.
import type { Signer } from '../../flow/device.ts';
import type { SelvedgeNode } from '../../flow/node.ts';
import type { ChainDocument, ProductRecord } from '../../scenario/chain.ts';
import { objectEvent } from '../../scenario/event.ts';
import {
  baleGrams,
  baseChain,
  deliveryGrams,
  lots,
  millLot,
  spun,
  stage,
} from '../../scenario/fraud/base.ts';
import { captureSaid, loadChain } from '../../scenario/load.ts';
import { shippedPack } from '../../scenario/pack-files.ts';
import { enrolDevice } from '../../scenario/play/device.ts';
import { lotId, productId } from '../../scenario/identifier.ts';
import type { Site } from '../../scenario/site.ts';
import { documentsOf, say as tell, world } from '../../scenario/world.ts';
import type { Stage } from './stage.ts';

const { growers, millOne, millTwo } = stage;

/** What the cheats speak of. */
export const ids: Readonly<
  Record<
    | 'millOne'
    | 'millTwo'
    | 'growers'
    | 'gin'
    | 'delivery'
    | 'baleOne'
    | 'baleTwo'
    | 'yarnOne'
    | 'certificate'
    | 'claim'
    | 'rivalClaim',
    string
  >
> = {
  millOne: millOne.party.party,
  millTwo: millTwo.party.party,
  growers: growers.party.party,
  gin: stage.gin.party.party,
  delivery: lots.deliveryOne,
  baleOne: lots.baleOne,
  baleTwo: lots.baleTwo,
  yarnOne: millLot(millOne, 1, 'Y-001'),
  certificate: 'urn:selvedge:cheat:certificate:growers',
  claim: 'urn:selvedge:cheat:claim:delivery',
  rivalClaim: 'urn:selvedge:cheat:claim:rival',
};

export const mills: { readonly one: Site; readonly two: Site } = { one: millOne, two: millTwo };

/** A mill spins a whole bale into the yarn of this batch. `seed`: another for each statement. */
export function spinning(seed: number, mill: Site, bale: string, batch: string): ChainDocument {
  const outputs = [
    { lot: millLot(mill, 1, batch), grams: 203_000 },
    { lot: millLot(mill, 2, batch), grams: 25_000 },
  ];
  return spun(seed, mill, Date.UTC(2026, 0, 15, 12), [{ lot: bale, grams: baleGrams }], outputs);
}

/** Growers tell of one more delivery, as they do all the time. */
export function delivered(seed: number, lot: string): ChainDocument {
  const told = world(seed);
  const doing = { bizStep: 'creating_class_instance', process: 'farm-production', disposition: 'active' };
  tell(told, growers, Date.UTC(2025, 10, 4, 8), doing, (occasion) =>
    objectEvent(occasion, 'ADD', { portions: [{ lot, grams: deliveryGrams }] }),
  );
  return documentsOf(told)[0]!;
}

export function yarnOf(mill: Site, batch: string): string {
  return millLot(mill, 1, batch);
}

/** Puts the beginning on an empty node; the key of mill one that a thief has. */
export async function tellBeginning(opened: Stage): Promise<Signer> {
  const { node } = opened;
  const chain = baseChain('cheats', 'What every cheat begins with');
  await loadChain(node, { ...chain, products: chain.products.map(ofCotton) });
  await tellClaim(node);
  const stolen = await enrolDevice({ ...opened, databasePath: '' }, ids.millOne);
  taken(await node.revokeKey(ids.millOne, stolen.kid, 'the device was stolen'));
  await say(node, spinning(301, millOne, ids.baleOne, 'Y-001'));
  await node.publishHoldings();
  return stolen;
}

/** Without it nothing can be claimed of them. */
function ofCotton(product: ProductRecord): ProductRecord {
  const composition = [{ material: 'cotton', percent: 100 }];
  const isSeedCotton = product.party === ids.growers;
  return { ...product, composition, ...(isSeedCotton && { category: 'seed-cotton' }) };
}

export async function say(node: SelvedgeNode, said: ChainDocument): Promise<number> {
  const outcome = await captureSaid(node, said);
  const [entry] = outcome.entries;
  if (outcome.outcome === 'refused' || entry === undefined)
    throw new Error(`the beginning was refused: ${outcome.refusals[0]?.detail}`);
  return entry;
}

export function taken<T>(answer: { ok: true; value: T } | { ok: false; refusals: { detail: string }[] }): T {
  if (!answer.ok) throw new Error(`the beginning was refused: ${answer.refusals[0]?.detail}`);
  return answer.value;
}

const [from, until] = ['2025-01-01T00:00:00Z', '2027-12-31T23:59:59Z'];

/** One delivery is claimed to be organic cotton; the gin is accredited, by mill two, to certify the growers. */
async function tellClaim(node: SelvedgeNode): Promise<void> {
  const { operator } = node;
  const scope = { countries: ['*'], processes: ['*'], validFrom: from, validUntil: until };
  taken(await node.say(operator, 'trust', { anchors: [{ party: ids.millTwo, schemes: ['*'] }], from }));
  for (const pack of ['cotton', 'ocs'])
    taken(await node.say(operator, 'pack', { ...shippedPack(pack), from }));
  const accreditation = 'urn:selvedge:cheat:accreditation:gin';
  const role = { party: ids.gin, role: 'certification-body', schemes: ['ocs', 'organic-farm'] };
  taken(await node.say(ids.millTwo, 'accreditation', { accreditation, ...role, ...scope }));
  taken(await node.say(ids.gin, 'certificate', growersCertificate()));
  taken(await node.say(ids.growers, 'claim', claimOf(ids.claim)));
}

function growersCertificate(): Record<string, unknown> {
  return {
    ...{ certificate: ids.certificate, type: 'scope', scheme: 'organic-farm', number: 'CHEAT-SC-1' },
    ...{ holder: ids.growers, validFrom: from, validUntil: until, sites: [growers.facility.facility] },
    ...{ subcontractors: [], processes: ['farm-production'], categories: ['*'], materials: ['cotton'] },
    codes: ['organic'],
  };
}

export function claimOf(claim: string): Record<string, unknown> {
  return {
    ...{ claim, scheme: 'ocs', code: 'ocs-100', model: 'segregated', sharePpm: 1_000_000 },
    ...{ lots: [ids.delivery], countries: [], restsOn: [], text: 'Organically grown cotton' },
  };
}

/** A delivery that nobody has told of before. */
export function deliveryLot(number: number): string {
  return lotId(productId(growers.prefix, 1), `25-1${String(number).padStart(4, '0')}`);
}

export { deliveryGrams };
