// The ledger alone, without store, signatures or log: thousands of small chains a second.
import { createHash } from 'node:crypto';
import { isJsonObject, movementOf } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import { eventKey } from '../../src/domain/epcis/event-key.ts';
import { apply } from '../../src/domain/ledger/apply.ts';
import { decide } from '../../src/domain/ledger/decide.ts';
import type { EpcisFacts } from '../../src/domain/ledger/facts.ts';
import type { Ledger } from '../../src/domain/ledger/ledger.ts';
import { emptyLedger } from '../../src/domain/ledger/ledger.ts';
import { contentHash } from '../../src/domain/ledger/state-hash.ts';
import type { Event } from '../capture/said.ts';
import { testNowMs } from '../support/world.ts';

const [party, kid] = ['urn:uuid:1', 'key'];

export class PlainLedger {
  readonly ledger: Ledger = emptyLedger(Uint32Array.of(1, 2), nodePrimitives);

  constructor() {
    const { register } = this.ledger;
    register.operator = 'urn:uuid:operator';
    register.keys.set(kid, {
      kid,
      party,
      publicKey: new Uint8Array(32),
      custody: 'device',
      enrolledAt: 0,
      revokedAt: null,
    });
    this.ledger.size = 1;
  }

  /** Tells it in a statement of its own; the code of the refusal, if it is refused. */
  tell(...events: Event[]): string | undefined {
    const decision = decide(this.ledger, [factsOf(events)], testNowMs, () => false);
    if (decision.outcome === 'refused') return decision.refusals[0]?.code;
    if (decision.outcome === 'accepted') apply(this.ledger, decision.change);
    return undefined;
  }

  /** Tells all, what is refused again as long as that helps; the codes with which the rest is refused for good. */
  tellAll(events: readonly Event[]): string[] {
    let waiting = events;
    for (;;) {
      const codes = waiting.map((event) => this.tell(event));
      const refused = waiting.filter((_, index) => codes[index] !== undefined);
      if (refused.length === waiting.length || refused.length === 0)
        return codes.filter((code) => code !== undefined);
      waiting = refused;
    }
  }

  content(): string {
    return contentHash(this.ledger);
  }
}

function factsOf(events: readonly Event[]): EpcisFacts {
  const payloadKey = createHash('sha256').update(JSON.stringify(events)).digest('base64url');
  return {
    kind: 'epcis',
    digest: new Uint8Array(32),
    payloadKey,
    iss: party,
    kid,
    issuedAtS: testNowMs / 1000,
    lotCount: 0,
    events: events.map((event) => {
      const reading = movementOf(isJsonObject(event) ? event : {});
      if (!reading.ok) throw new Error(JSON.stringify(reading.refusals));
      const key = eventKey(reading.movement);
      return {
        movement: reading.movement,
        keyHigh: key.high,
        keyLow: key.low,
        eventId: reading.movement.eventId ?? null,
        process: null,
        country: null,
        region: null,
        births: [],
      };
    }),
  };
}
