// A cheap fingerprint of what an event is about. Events with the same CBV hash have the same key, so a key that was never
// seen spares the hash; the reverse does not hold (units and places are not in it), so a known key proves nothing.
import type { Movement, Portion } from '#verifier';

export interface EventKey {
  /** Unsigned 32 bits each. */
  high: number;
  low: number;
}

/**
 * The key of a movement. Order within lists does not matter, for each element is mixed alone and the results are added.
 * An error declaration has another key than the event that it repeats, though their CBV hashes are equal.
 */
export function eventKey(movement: Movement): EventKey {
  const key: EventKey = { high: 0x9e3779b9, low: 0x85ebca6b };
  addText(key, movement.type.includes(':') ? 'extended' : movement.type, 1);
  addText(key, movement.action ?? '', movement.declaredInError ? 3 : 2);
  addAmount(key, movement.eventTimeMs, 4);
  addPortions(key, movement.produced, 5);
  addPortions(key, movement.drawn, 6);
  addPortions(key, movement.packed, 7);
  addPortions(key, movement.unpacked, 8);
  if (movement.unit !== undefined) addText(key, movement.unit, 9);
  for (const id of movement.seen) addText(key, id, 10);
  key.high = mixed(key.high ^ key.low);
  key.low = mixed(key.low + key.high);
  return key;
}

function addPortions(key: EventKey, portions: readonly Portion[], role: number): void {
  for (const { lot, quantity } of portions) {
    const amount = quantity?.amount ?? 0;
    addText(key, lot, mixed(amount ^ mixed(Math.floor(amount / 0x100000000) + role)));
  }
}

// Two multiplicative hashes over pairs of UTF-16 units, each finished so that sums of elements stay apart. The origin
// that all GS1 identifiers begin with is left out: it tells none of them apart and is a third of their text.
function addText(key: EventKey, text: string, role: number): void {
  let high = 0x811c9dc5 ^ role;
  let low = 0x4bf29ce4 + role;
  const length = text.length;
  for (let at = text.startsWith(origin) ? origin.length : 0; at < length; at += 2) {
    const units = text.charCodeAt(at) | (at + 1 < length ? text.charCodeAt(at + 1) << 16 : 0);
    high = Math.imul(((high << 13) | (high >>> 19)) ^ units, 0x01000193);
    low = Math.imul(((low << 15) | (low >>> 17)) ^ units, 0x5bd1e995);
  }
  key.high = (key.high + mixed(high ^ length ^ (low >>> 15))) >>> 0;
  key.low = (key.low + mixed(low ^ (high >>> 13))) >>> 0;
}

const origin = 'https://id.gs1.org/';

function addAmount(key: EventKey, amount: number, role: number): void {
  const [upper, lower] = [Math.floor(amount / 0x100000000), amount >>> 0];
  key.high = (key.high + mixed(upper ^ mixed(lower ^ role))) >>> 0;
  key.low = (key.low + mixed(lower + mixed(upper + role))) >>> 0;
}

/** The finisher of MurmurHash3: every bit of the input reaches every bit of the output. */
function mixed(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
