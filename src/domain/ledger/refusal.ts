/** A refusal by the rules, about a statement or one event of it. Codes are stable; amounts are base units. */
export interface Refusal {
  code: string;
  detail: string;
  pointer?: string;
  field?: string;
  /** Which of the statements that were offered together. */
  statement?: number;
  eventIndex?: number;
  eventId?: string;
  lot?: string;
  asked?: number;
  available?: number;
  /** Number of the dimension, as in the event table. */
  dimension?: number;
  decidedBy?: number;
}
