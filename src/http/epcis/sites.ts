// A clerk who is limited to some sites records what happens there. Looked at before anything is judged: who else the
// event concerns, the rules say.
import { canonicalId, isJsonObject, readStatement } from '#verifier';
import { nodePrimitives } from '#verifier/node';
import type { Refusal } from '../../flow/answers.ts';
import { statementsIn } from '../job/run.ts';
import { readJson } from '../request/json.ts';
import type { Call } from '../route/route.ts';

const places = ['readPoint', 'bizLocation'] as const;

/**
 * SITE_NOT_YOURS for each event that names a site of the clerk's party which is not theirs, and none that is. Moving
 * goods from an own site to another of the party names both, and is the clerk's to say. What cannot be read is refused
 * by whoever reads it next.
 */
export function siteRefusals(call: Call, form: 'epcis' | 'statements', bytes: Uint8Array): Refusal[] {
  const sites = call.caller.person?.sites ?? null;
  if (sites === null) return [];
  return eventsIn(form, bytes).flatMap((event, eventIndex) => siteRefusal(call, sites, event, eventIndex));
}

function siteRefusal(
  { node, caller }: Call,
  sites: readonly string[],
  event: unknown,
  eventIndex: number,
): Refusal[] {
  const named = places.flatMap((field) => {
    const site = placeIn(event, field);
    return site === undefined ? [] : [{ field, site }];
  });
  if (named.some(({ site }) => sites.includes(site))) return [];
  const other = named.find(({ site }) => node.facility(site)?.party === caller.party);
  if (other === undefined) return [];
  const { field, site } = other;
  return [
    {
      code: 'SITE_NOT_YOURS',
      detail: `${site} is a site of your party that you do not record for.`,
      ...{ field, eventIndex, pointer: `/${field}/id` },
    },
  ];
}

function placeIn(event: unknown, field: string): string | undefined {
  const place = isJsonObject(event) ? event[field] : undefined;
  const id = isJsonObject(place) ? place['id'] : undefined;
  return typeof id === 'string' ? (canonicalId(id)?.id ?? id) : undefined;
}

function eventsIn(form: 'epcis' | 'statements', bytes: Uint8Array): unknown[] {
  if (form === 'epcis') return eventsOf(bytes);
  return statementsIn(bytes).flatMap((line) => {
    const read = readStatement(line, nodePrimitives);
    return read.ok ? read.statement.eventsShown.map(({ event }) => event) : [];
  });
}

function eventsOf(bytes: Uint8Array): unknown[] {
  const read = readJson(bytes);
  const value = read.ok ? (read.value as Document | null) : null;
  const body = value?.epcisBody;
  const list = body === undefined ? [value] : (body?.eventList ?? body?.queryResults?.resultsBody?.eventList);
  return Array.isArray(list) ? list : [];
}

interface Document {
  epcisBody?: { eventList?: unknown; queryResults?: { resultsBody?: { eventList?: unknown } } } | null;
}
