// The GS1-* headers: what this door speaks, and what a caller may ask of it (EPCIS 2.0 section 12).
import type { Context } from 'hono';
import type { Answer } from '../../flow/node.ts';
import type { Door } from '../door.ts';
import { refused } from '../problem/problem.ts';
import { epcFormatOf, epcFormats } from './epc-format.ts';

const spoken = '2.0';

export function gs1Headers(door: Door): Record<string, string> {
  return {
    'gs1-epcis-version': spoken,
    'gs1-cbv-version': spoken,
    'gs1-extensions': 'selvedge=urn:selvedge:',
    'gs1-vendor-version': door.version,
  };
}

/** What OPTIONS adds: ranges, limits and the choices there are. */
export function discoveryHeaders(door: Door): Record<string, string> {
  return {
    ...gs1Headers(door),
    'gs1-epcis-min': spoken,
    'gs1-epcis-max': spoken,
    'gs1-cbv-min': spoken,
    'gs1-cbv-max': spoken,
    'gs1-epc-format': 'Always_GS1_Digital_Link',
    ...limitHeaders(door),
    'gs1-capture-error-behaviour': 'all',
  };
}

export function limitHeaders(door: Door): Record<string, string> {
  return {
    'gs1-epcis-capture-limit': String(door.limits.captureEvents),
    'gs1-epcis-capture-file-size-limit': String(door.limits.captureBytes),
  };
}

/** NOT_ACCEPTABLE where the caller insists on a version or a form of EPCs that is not spoken here. */
export function agreeOnVersions(c: Context): Answer<null> {
  for (const standard of ['EPCIS', 'CBV']) {
    const least = c.req.header(`gs1-${standard}-min`);
    const most = c.req.header(`gs1-${standard}-max`);
    const exact = c.req.header(`gs1-${standard}-version`);
    const fits = atMost(least, spoken) && atMost(spoken, most) && (exact === undefined || isSpoken(exact));
    if (!fits) return refused('NOT_ACCEPTABLE', `${standard} ${spoken} is spoken here.`);
  }
  if (epcFormatOf(c.req.header('gs1-epc-format')) !== undefined) return { ok: true, value: null };
  return refused('NOT_ACCEPTABLE', `GS1-EPC-Format is ${epcFormats.join(' or ')}.`);
}

function isSpoken(version: string): boolean {
  return /^2(\.0)*(\.1)?$/.test(version);
}

/** Compares dotted numbers; a bound that is absent holds. */
function atMost(low: string | undefined, high: string | undefined): boolean {
  if (low === undefined || high === undefined) return true;
  const [a, b] = [low, high].map((text) => text.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return true;
}
