// GET /events: which of the standard's query parameters are passed on to the node (EPCIS 2.0 section 12.7).
import type { Answer } from '../../flow/node.ts';
import { invalid, unknown } from '../request/parameters.ts';

const named = new Set([
  'eventType',
  'GE_eventTime',
  'LT_eventTime',
  'GE_recordTime',
  'LT_recordTime',
  'EQ_action',
  'EQ_bizStep',
  'EQ_disposition',
  'EQ_readPoint',
  'EQ_eventID',
  'MATCH_epc',
  'MATCH_parentID',
  'MATCH_inputEPC',
  'MATCH_outputEPC',
  'MATCH_anyEPC',
  'MATCH_epcClass',
  'MATCH_inputEPCClass',
  'MATCH_outputEPCClass',
  'MATCH_anyEPCClass',
]);
const times = new Set(['GE_eventTime', 'LT_eventTime', 'GE_recordTime', 'LT_recordTime']);
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Names of the parameters that GET /events takes, beside perPage and nextPageToken. */
export const queryParameters: readonly string[] = [...named];

/** The pairs as they came, all of them known and usable (QUERY_PARAMETER_UNKNOWN, QUERY_PARAMETER_INVALID). */
export function readQuery(pairs: [string, string][]): Answer<[string, string][]> {
  const seen = new Set<string>();
  for (const [name, value] of pairs) {
    if (!named.has(name)) return unknown(name, [...queryParameters, 'perPage', 'nextPageToken']);
    if (seen.has(name)) return invalid(name, 'is given twice; separate values with |');
    if (value === '') return invalid(name, 'is empty');
    if (times.has(name) && !isInstant(value))
      return invalid(name, 'takes an instant as 2026-01-31T12:00:00Z');
    seen.add(name);
  }
  return { ok: true, value: pairs };
}

function isInstant(text: string): boolean {
  return rfc3339.test(text) && !Number.isNaN(Date.parse(text));
}
