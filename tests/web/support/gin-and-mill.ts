// A gin and a mill that trade: lots with their history, shipments on their way, an order, papers, a gap and a case.
import assert from 'node:assert/strict';
import type { RecordKind } from '#verifier';
import type { SelvedgeNode } from '../../../src/flow/node.ts';
import type { TestWorld } from '../../support/world.ts';

type Json = Record<string, unknown>;

export interface GinAndMill {
  gin: string;
  mill: string;
  lint: (number: number) => string;
  /** Shipments of the gin that the mill has not received, newest first. */
  shipments: string[];
  order: string;
}

const lintGtin = 'https://id.gs1.org/01/09521234543213';
const yarnGtin = 'https://id.gs1.org/01/09506000134352';
const places = { gin: 'https://id.gs1.org/414/4012345000054', mill: 'https://id.gs1.org/414/0614141000012' };

/** `shipments`: how many wait for the mill, of two lots each; the first lot is spun, the last is left. Told before now by the browser's clock, which is the real one; the node's is ahead of it. */
export async function tellGinAndMill({ node, time }: TestWorld, shipments = 3): Promise<GinAndMill> {
  const [gin, mill, certifier] = [
    'urn:selvedge:party:gin',
    'urn:selvedge:party:mill',
    'urn:selvedge:party:certifier',
  ];
  time.nowMs = Math.max(time.nowMs, Date.now()) + 3_600_000;
  const teller = new Teller(node, time);
  for (const [party, name, country] of [
    [gin, 'Sunflower Ginning', 'IN'],
    [mill, 'River Spinning Mill', 'TR'],
    [certifier, 'Fibre Certification', 'DE'],
  ] as const)
    taken(await node.admitParty({ party, name, country }));
  await teller.registers(gin, mill);
  const lint = (number: number): string => `${lintGtin}/10/B-${String(number).padStart(4, '0')}`;
  for (let number = 1; number <= 2 * shipments + 2; number += 1)
    await teller.makes(gin, lint(number), 220.5, 'ginning-roller');
  const order = 'urn:selvedge:order:4711';
  await teller.says(mill, 'trade', {
    ...trade(order, 'order', gin, mill, daysAgo(80)),
    lines: [{ line: 1, product: lintGtin, quantity: 5_000, uom: 'KGM' }],
  });
  await teller.says(gin, 'answer', { about: order, word: 'acknowledges', at: daysAgo(79) });
  const first = await teller.ships(gin, mill, [lint(1)], order);
  await teller.receives(mill, first, [lint(1)]);
  await teller.spins(mill, lint(1));
  const waiting: string[] = [];
  for (let at = 0; at < shipments; at += 1)
    waiting.unshift(await teller.ships(gin, mill, [lint(at * 2 + 2), lint(at * 2 + 3)], order));
  await teller.papers(gin, mill, certifier);
  return { gin, mill, lint, shipments: waiting, order };
}

class Teller {
  readonly #node: SelvedgeNode;
  readonly #time: { nowMs: number };
  #count = 0;

  constructor(node: SelvedgeNode, time: { nowMs: number }) {
    this.#node = node;
    this.#time = time;
  }

  async registers(gin: string, mill: string): Promise<void> {
    const [node, country] = [this.#node, 'IN'];
    taken(await node.registerFacility({ facility: places.gin, party: gin, name: 'Gin at Rajkot', country }));
    taken(
      await node.registerFacility({
        facility: places.mill,
        party: mill,
        name: 'Mill at Bursa',
        country: 'TR',
      }),
    );
    taken(await node.registerProduct({ product: lintGtin, party: gin, name: 'Organic lint, 29 mm' }));
    taken(await node.registerProduct({ product: yarnGtin, party: mill, name: 'Ring yarn, Nm 50' }));
  }

  async says(party: string, kind: RecordKind, claims: Json): Promise<void> {
    this.#time.nowMs += 1_000;
    taken(await this.#node.say(party, kind, claims));
  }

  async tells(party: string, place: string, event: Json): Promise<void> {
    this.#count += 1;
    const eventTime = daysAgo(78, this.#count);
    const eventID = `urn:uuid:00000000-0000-4000-a000-${String(this.#count).padStart(12, '0')}`;
    const at = {
      eventTime,
      eventTimeZoneOffset: '+00:00',
      eventID,
      readPoint: { id: place },
      bizLocation: { id: place },
    };
    const said = { '@context': context, ...at, ...event };
    const outcome = await this.#node.capture({
      party,
      bytes: new TextEncoder().encode(JSON.stringify(said)),
    });
    assert.equal(outcome.outcome, 'recorded', JSON.stringify(outcome.refusals));
  }

  makes(party: string, lot: string, kilograms: number, process: string): Promise<void> {
    const made = { type: 'ObjectEvent', action: 'ADD', bizStep: 'commissioning', 'tex:processType': process };
    return this.tells(party, places.gin, { ...made, quantityList: [portion(lot, kilograms)] });
  }

  async ships(seller: string, buyer: string, lots: string[], under: string): Promise<string> {
    const id = `urn:selvedge:shipment:${this.#count}`;
    const at = daysAgo(48, this.#count);
    const lines = lots.map((lot, index) => ({ line: index + 1, lot, quantity: 220.5, uom: 'KGM' }));
    await this.says(seller, 'trade', { ...trade(id, 'shipment', seller, buyer, at), under, lines });
    const seen = { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'shipping' };
    await this.tells(seller, places.gin, { ...seen, quantityList: lots.map((lot) => portion(lot, 220.5)) });
    return id;
  }

  async receives(buyer: string, about: string, lots: string[]): Promise<void> {
    await this.says(buyer, 'answer', { about, word: 'receives', at: daysAgo(20) });
    const seen = { type: 'ObjectEvent', action: 'OBSERVE', bizStep: 'receiving' };
    await this.tells(buyer, places.mill, { ...seen, quantityList: lots.map((lot) => portion(lot, 220.5)) });
  }

  /** With an input of which nobody has told where it comes from. */
  spins(mill: string, lint: string): Promise<void> {
    return this.tells(mill, places.mill, {
      type: 'TransformationEvent',
      'tex:processType': 'spinning-carded',
      inputQuantityList: [portion(lint, 120), portion(`${lintGtin}/10/UNKNOWN-7`, 40)],
      outputQuantityList: [portion(`${yarnGtin}/10/Y-0001`, 141.2)],
    });
  }

  async papers(gin: string, mill: string, certifier: string): Promise<void> {
    const until = (days: number): string => new Date(this.#time.nowMs + days * 86_400_000).toISOString();
    const own = (name: string, holder: string, validUntil: string): Json => ({
      ...{
        certificate: `urn:selvedge:paper:${name}`,
        type: 'self-declaration',
        scheme: 'organic-farm',
        holder,
      },
      ...{ validFrom: daysAgo(300), validUntil, number: `DE-${name.toUpperCase()}` },
      ...{
        sites: ['*'],
        subcontractors: [],
        processes: ['*'],
        categories: ['*'],
        materials: ['cotton'],
        codes: ['*'],
      },
    });
    await this.says(mill, 'certificate', own('mill-1', mill, until(21)));
    await this.says(gin, 'certificate', own('gin-1', gin, until(400)));
    await this.says(certifier, 'case', {
      ...{
        case: 'urn:selvedge:case:1',
        word: 'challenges',
        about: 'urn:selvedge:paper:mill-1',
        due: until(9),
      },
      reason: 'The area does not fit the weight.',
    });
  }
}

/** Two hours later with each event. */
function daysAgo(days: number, events = 0): string {
  return new Date(Date.now() - days * 86_400_000 + events * 7_200_000).toISOString();
}

const context = [
  'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld',
  { tex: 'https://selvedge.example/ns/textile/' },
];

function portion(lot: string, kilograms: number): Json {
  return { epcClass: lot, quantity: kilograms, uom: 'KGM' };
}

function trade(id: string, stage: string, seller: string, buyer: string, at: string): Json {
  return { trade: id, stage, seller, buyer, at, subcontracting: false, tolerancePpm: 10_000 };
}

function taken(answer: { ok: boolean }): void {
  assert.ok(answer.ok, JSON.stringify(answer));
}
