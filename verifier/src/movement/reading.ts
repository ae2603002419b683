// Reads the properties of an event that matter to lots, and collects what is wrong with them.
import { isJsonObject, type JsonObject } from '../bytes/json.ts';
import type { Refusal } from '../bytes/result.ts';
import { readIdentifier } from '../identifier/identifier.ts';
import type { IdentifierReading } from '../identifier/reading.ts';
import { type Quantity, toBaseUnits } from '../quantity/quantity.ts';
import type { Portion } from './portion.ts';

export class EventReading {
  readonly event: JsonObject;
  readonly refusals: Refusal[] = [];
  readonly warnings: Refusal[] = [];

  constructor(event: JsonObject) {
    this.event = event;
  }

  refuse(code: string, detail: string, path: string): void {
    this.refusals.push({ code, detail, path });
  }

  text(name: string): string {
    const value = this.event[name];
    if (typeof value === 'string') return value;
    this.refuse('EVENT_MALFORMED', `${name} is missing or no text`, `/${name}`);
    return '';
  }

  action(): string {
    const { action } = this.event;
    if (action === 'ADD' || action === 'DELETE' || action === 'OBSERVE') return action;
    this.refuse('ACTION_UNKNOWN', 'action is none of ADD, OBSERVE, DELETE', '/action');
    return '';
  }

  /** The canonical identifier of a property that holds one, if it is there. */
  identifier(name: string): string | undefined {
    const value = this.event[name];
    return value === undefined ? undefined : this.#read(value, () => `/${name}`)?.id;
  }

  place(name: 'readPoint' | 'bizLocation'): string | undefined {
    const value = this.event[name];
    if (value === undefined) return undefined;
    return this.#read(isJsonObject(value) ? value['id'] : undefined, () => `/${name}/id`)?.id;
  }

  parent(required: boolean): string | undefined {
    const value = this.event['parentID'];
    if (value !== undefined) return this.#instance(value, () => '/parentID')?.id;
    if (required)
      this.refuse('PARENT_MISSING', 'parentID is missing: packing and unpacking need the unit', '/parentID');
    return undefined;
  }

  /** A list of EPCs, one piece each, and a list of classes with quantities. */
  portions(epcList: string, quantityList: string): Portion[] {
    const portions: Portion[] = [];
    const epcs = this.#list(epcList);
    for (let at = 0; at < epcs.length; at += 1) {
      const found = this.#instance(epcs[at], () => `/${epcList}/${at}`);
      if (found !== undefined)
        portions.push({ lot: found.id, kind: found.kind, quantity: { dimension: 'count', amount: 1 } });
    }
    const elements = this.#list(quantityList);
    for (let at = 0; at < elements.length; at += 1) {
      const element = elements[at];
      const fields: JsonObject = isJsonObject(element) ? element : {};
      const found = this.#class(fields['epcClass'], () => `/${quantityList}/${at}/epcClass`);
      const quantity = this.#quantity(fields, () => `/${quantityList}/${at}`);
      if (found !== undefined) portions.push({ lot: found.id, kind: found.kind, quantity });
    }
    return portions;
  }

  #list(name: string): unknown[] {
    const value = this.event[name];
    if (Array.isArray(value)) return value;
    if (value !== undefined) this.refuse('EVENT_MALFORMED', `${name} is no list`, `/${name}`);
    return [];
  }

  #instance(value: unknown, path: () => string): Found | undefined {
    const found = this.#read(value, path);
    if (found?.level !== 'class') return found;
    this.refuse(
      'CLASS_ID_IN_EPC_LIST',
      `${found.id} names a class of things, not one: state it with a quantity in the quantity list`,
      path(),
    );
    return undefined;
  }

  #class(value: unknown, path: () => string): Found | undefined {
    const found = this.#read(value, path);
    if (found?.level !== 'instance') return found;
    this.refuse(
      'INSTANCE_ID_AS_CLASS',
      `${found.id} names one thing: it belongs in the list of EPCs, without a quantity`,
      path(),
    );
    return undefined;
  }

  #read(value: unknown, path: () => string): Found | undefined {
    const reading = readIdentifier(typeof value === 'string' ? value : '');
    if (reading.ok) return reading;
    this.refuse(reading.refusal.code, `${shown(value)}: ${reading.refusal.detail}`, path());
    return undefined;
  }

  #quantity({ quantity, uom }: JsonObject, path: () => string): Quantity | null {
    if (quantity === undefined) {
      if (uom !== undefined)
        this.refuse('UNIT_WITHOUT_QUANTITY', 'uom is given, but no quantity', `${path()}/uom`);
      return null;
    }
    const reading = toBaseUnits(quantity as number, uom as string | undefined);
    if (!reading.ok)
      this.refuse(
        reading.refusal.code,
        reading.refusal.detail,
        `${path()}/${fieldOf[reading.refusal.code] ?? 'quantity'}`,
      );
    else if (reading.warning !== undefined)
      this.warnings.push({ code: 'UNIT_RETIRED', detail: reading.warning, path: `${path()}/uom` });
    return reading.ok ? reading.quantity : null;
  }
}

type Found = Extract<IdentifierReading, { ok: true }>;

const fieldOf: Record<string, string> = { UNKNOWN_UNIT: 'uom', PERCENT_IS_NO_QUANTITY: 'uom' };

function shown(value: unknown): string {
  return typeof value === 'string'
    ? `"${value.length > 80 ? `${value.slice(0, 80)}…` : value}"`
    : 'what stands here';
}
