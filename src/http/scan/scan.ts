// POST /scans: an app that reads labels itself, without opening the page, tells that it did.
import { canonicalId, readIdentifier } from '#verifier';
import { problem } from '../problem/problem.ts';
import { readBody } from '../request/body.ts';
import { formOf } from '../request/json.ts';
import { reply } from '../request/reply.ts';
import type { Call } from '../route/route.ts';

export const scanSchema = {
  type: 'object',
  required: ['item'],
  additionalProperties: false,
  properties: {
    item: {
      type: 'string',
      minLength: 1,
      maxLength: 512,
      description: 'GTIN and serial, as a Digital Link or EPC',
    },
    country: { type: 'string', pattern: '^[A-Z]{2}$', description: 'ISO 3166-1, where it was read' },
    visitor: {
      type: 'string',
      pattern: '^[A-Za-z0-9_-]{1,64}$',
      description: 'Tells readers apart; a random text of the app, no name and no number of a person',
    },
  },
} as const;

interface ToldScan {
  item: string;
  country?: string;
  visitor?: string;
}
const scanForm = formOf<ToldScan>(scanSchema);

/** Only of items that the log knows: nobody can fill the store with invented ones. */
export async function postScan(call: Call): Promise<Response> {
  const { scans } = call.door;
  if (scans === undefined) return notHere('This node keeps no scans.');
  const body = await readBody(call.c, call.door.limits.registerBytes);
  const form = body.ok ? scanForm(body.value) : body;
  if (!form.ok) return problem(form.refusals);
  const { item, country = null, visitor } = form.value;
  const reading = readIdentifier(item);
  const id = canonicalId(item)?.id ?? item;
  if (!reading.ok || reading.kind !== 'item' || call.node.lot(id) === undefined)
    return notHere('This node knows no item by that id.');
  scans.add(id, country, visitor === undefined ? '' : `app:${visitor}`);
  return reply(204, null);
}

function notHere(detail: string): Response {
  return problem([{ code: 'NO_SUCH_RESOURCE', detail }]);
}
