// What a search has asked the ledger. As long as the log takes nothing that answers any of it otherwise, the same search would find
// the same, and what was judged by it stands.

export class Asked {
  /** Numbers of the lots, units and runs whose events and links were looked at. */
  readonly lots: Set<number> = new Set();
  /** Ids of lots that no event had mentioned. */
  readonly unborn: Set<string> = new Set();
  /** Parties of which all events were gone through. */
  readonly parties: Set<string> = new Set();
  /** Where records were looked up (`RecordBook`). */
  readonly places: Set<string> = new Set();
  /** By id: how many words were told of it. */
  readonly products: Map<string, number> = new Map();
  readonly facilities: Map<string, number> = new Map();
  /** By number of a unit: whether it was used up. It is so with the unit that it lies in, of which no event need tell here. */
  readonly usedUp: Map<number, boolean> = new Map();
}
