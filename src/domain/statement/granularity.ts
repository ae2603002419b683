// Which parts of an event can be shown or withheld one by one (docs/protocol/statement.md, "Events").

/** `property`: every property that could hurt somebody is its own disclosure; `event`: only whole events are. */
export type Granularity = 'property' | 'event';

/** Stay clear inside an event: they say what kind of thing happened and when, and readers need them to read the rest. */
export const clearInEvents: ReadonlySet<string> = new Set([
  'type',
  'eventTime',
  'eventTimeZoneOffset',
  '@context',
  'bizStep',
  'disposition',
  'action',
  'transformationID',
  // Whoever is shown an event must see that it was declared an error.
  'errorDeclaration',
]);

/** Lists of ids: the list stays, each element is one disclosure. */
export const idLists: ReadonlySet<string> = new Set([
  'epcList',
  'childEPCs',
  'inputEPCList',
  'outputEPCList',
]);

/** Lists of quantity elements: the list and each `uom` stay, class and quantity are one disclosure each,
 * so that a reader can be shown which lot it was without being shown how much of it. */
export const quantityLists: ReadonlySet<string> = new Set([
  'quantityList',
  'childQuantityList',
  'inputQuantityList',
  'outputQuantityList',
]);

/** Stay clear in a document; any other property of it (sender, receiver, header) is one disclosure. */
export const clearInDocuments: ReadonlySet<string> = new Set([
  '@context',
  'type',
  'schemaVersion',
  'creationDate',
  'epcisBody',
]);
