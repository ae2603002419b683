// What laying two files side by side finds.
export type BesideCode = 'LOG_FORKED' | 'KEY_REVOKED' | 'MAPS_DIFFER' | 'ENTRY_BACK_DATED' | 'LEFT_OUT';

export interface BesideFinding {
  readonly code: BesideCode;
  /** One plain sentence. */
  readonly detail: string;
  /** Log indexes that it is about. */
  readonly entries: readonly number[];
  /** The log's own key signed what cannot be true. Otherwise it is a reason to ask: there may be an honest one. */
  readonly proves: boolean;
}
