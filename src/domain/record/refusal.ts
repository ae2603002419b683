/** Why a record is not taken. Codes as in docs/protocol/record.md, amounts in base units. */
export interface RecordRefusal {
  code: string;
  /** One plain sentence that says what to do. */
  detail: string;
  /** Claim that it is about. */
  field: string;
  lot?: string;
  asked?: number;
  available?: number;
  /** Log index of the statement that decided it. */
  decidedBy?: number;
}

export function refuse(
  code: string,
  field: string,
  detail: string,
  decidedBy: { readonly entry: number } | undefined = undefined,
): RecordRefusal {
  return { code, field, detail, ...(decidedBy === undefined ? {} : { decidedBy: decidedBy.entry }) };
}
