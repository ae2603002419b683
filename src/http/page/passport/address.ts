// Addresses that belong to a lot, item or unit.

/** The evidence that everybody may have (the API gives anonymous readers level country). */
export function evidencePath(id: string): string {
  return `/evidence/${encodeURIComponent(id)}?level=country`;
}

export function tracePath(id: string): string {
  return `/trace/${encodeURIComponent(id)}`;
}

/** The events of it, for those who have a key (EPCIS 2.0 query parameter MATCH_anyEPC, of classes MATCH_anyEPCClass). */
export function eventsPath(id: string, kind: string): string {
  const parameter = kind === 'lot' ? 'MATCH_anyEPCClass' : 'MATCH_anyEPC';
  return `/events?${parameter}=${encodeURIComponent(id)}`;
}
